/** Numbers, sizes and times as people read them, in the language of this process. */
import type { Language } from './words/language.ts';
import { spokenLanguage, t, tell, tellInEnglish, words } from './words/words.ts';

const BYTE_UNITS = ['', 'kB', 'MB', 'GB', 'TB'] as const;

/** 1 234 567 bytes: "1.2 MB". */
export function formatBytes(bytes: number): string {
  return bytesIn(spokenLanguage(), tell, bytes);
}

/** A size as logs have it. */
export function formatBytesInEnglish(bytes: number): string {
  return bytesIn('en', tellInEnglish, bytes);
}

function bytesIn(language: Language, tellIt: typeof tell, bytes: number): string {
  let value = bytes;
  let unit = 0;
  // 999.5 and more would be rounded to a four-digit number.
  while (value >= 999.5 && unit < BYTE_UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  if (unit === 0) return tellIt(words('formats.bytes', { count: Math.round(value) }));
  return `${withDigits(language, value, value < 9.95 ? 1 : 0)} ${BYTE_UNITS[unit]}`;
}

/** A track's length in milliseconds: "3:05"; nothing where it is not known. */
export function formatTrackLength(milliseconds: number | null): string {
  if (milliseconds === null) return '';
  const seconds = Math.round(milliseconds / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** 12345: "12,345", in German "12.345". */
export function formatCount(count: number): string {
  return count.toLocaleString(spokenLanguage());
}

/** "1 track", "2,000 tracks". */
export function formatCounted(count: number, singular: string, plural = `${singular}s`): string {
  return `${formatCount(count)} ${count === 1 ? singular : plural}`;
}

/** Milliseconds: "0.8 s", "2 min 5 s". */
export function formatDuration(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 59.95) return `${withDigits(spokenLanguage(), seconds, 1)} s`;
  const rounded = Math.round(seconds);
  return `${Math.floor(rounded / 60)} min ${rounded % 60} s`;
}

const HOUR_MINUTES = 60;
const DAY_MINUTES = 24 * HOUR_MINUTES;

/** How long music plays: "48 min", "5 h 12 min", from two days on "58 days". */
export function formatPlayingTime(milliseconds: number): string {
  const minutes = Math.round(milliseconds / 60_000);
  if (minutes < HOUR_MINUTES) return `${minutes} min`;
  if (minutes < 2 * DAY_MINUTES) {
    return `${Math.floor(minutes / HOUR_MINUTES)} h ${minutes % HOUR_MINUTES} min`;
  }
  return t('formats.days', { count: Math.round(minutes / DAY_MINUTES) });
}

/** "12 plays, 3 ratings, and 1 playlist". */
export function formatList(names: readonly string[]): string {
  return new Intl.ListFormat(spokenLanguage()).format(names);
}

/** An ISO 8601 time as local date and time, to the second: "2026-11-23 20:23:05". */
export function formatTime(iso: string): string {
  // Swedish dates are ISO dates.
  return new Date(iso).toLocaleString('sv');
}

function withDigits(language: Language, value: number, digits: number): string {
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return value.toLocaleString(language, { ...options, useGrouping: false });
}
