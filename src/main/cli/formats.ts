/** Times and foreign text as people read them in a terminal. */

/** Milliseconds: "0.8 s", "2 min 5 s". */
export function formatDuration(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 59.95) return `${seconds.toFixed(1)} s`;
  const rounded = Math.round(seconds);
  return `${Math.floor(rounded / 60)} min ${rounded % 60} s`;
}

/** An ISO 8601 time as local date and time, to the second: "2026-11-23 20:23:05". */
export function formatTime(iso: string): string {
  // Swedish dates are ISO dates.
  return new Date(iso).toLocaleString('sv');
}

/**
 * Text from a file's tags or name, for a terminal: without line breaks and the control characters
 * that terminals take for commands.
 */
export function printable(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ');
}
