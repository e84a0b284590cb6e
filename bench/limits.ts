/** How long a benchmark waits for a program: what hangs is ended, and fails with what it was to do. */

/** An app that has drawn nothing by then hangs, in milliseconds. */
export const APP_LIMIT_MS = 60_000;

/** Work on the largest library that `--megabytes` or `--tracks` may ask for takes minutes. */
export const WORK_LIMIT_MS = 15 * 60_000;

/**
 * Waits for something that a program does, within a limit.
 *
 * @param what what is waited for, for the message
 * @param end ends the program
 * @throws Error once the limit is over
 */
export async function within<Result>(
  limitMs: number,
  what: string,
  awaited: Promise<Result>,
  end: () => void,
): Promise<Result> {
  const over = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    end();
    over.reject(new Error(`Waited ${limitMs / 1_000} s for ${what}, and ended it.`));
  }, limitMs);
  try {
    return await Promise.race([awaited, over.promise]);
  } finally {
    clearTimeout(timer);
  }
}
