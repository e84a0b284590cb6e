/**
 * Failures in the main process that nobody expected: logged and told once, never swallowed, and the
 * library is closed before the app ends.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { app, dialog } from 'electron';
import { EXIT_STATUS } from '../../../shared/errors.ts';
import { t } from '../../../shared/words/words.ts';
import { logError, logInfo, logsFolder } from '../logs/log.ts';

/** How long undoing and closing may take before the app ends all the same, in milliseconds. */
const GRACE_MS = 6_000;

let closeLibrary: () => Promise<void> = async () => {};
let isEnding = false;

/** Ends the app on an exception that nothing caught: what it goes on with could be wrong. */
export function endOnUnexpected(): void {
  process.on('uncaughtException', (thrown) => void end(thrown));
  process.on('unhandledRejection', (thrown) => void end(thrown));
}

/**
 * Says how the library is left in order before the app ends.
 *
 * @param close rolls back what runs, frees the lock and closes the library
 */
export function closeBeforeEnd(close: () => Promise<void>): void {
  closeLibrary = close;
}

async function end(thrown: unknown): Promise<void> {
  logError('Unexpected', thrown);
  // What goes wrong on the way out is in the log; one message is enough.
  if (isEnding) return;
  isEnding = true;
  const isClosed = await closeInTime();
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  dialog.showErrorBox(
    t('dialogs.hasToClose'),
    t('dialogs.unexpected', { reason, folder: logsFolder() }),
  );
  // Leaving politely would wait for the statement that a thread is in the middle of.
  if (!isClosed) process.kill(process.pid, 'SIGKILL');
  app.exit(EXIT_STATUS.INTERNAL);
}

async function closeInTime(): Promise<boolean> {
  const late = new AbortController();
  try {
    const closing = closeLibrary().then(() => true);
    const isClosed = await Promise.race([closing, delay(GRACE_MS, false, { signal: late.signal })]);
    logInfo(isClosed ? 'Closed cleanly' : `Not closed after ${GRACE_MS} ms`);
    return isClosed;
  } catch (error) {
    logError('The library could not be closed cleanly', error);
    return true;
  } finally {
    late.abort();
  }
}
