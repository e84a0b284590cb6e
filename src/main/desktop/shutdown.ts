/** The app's one way out, whoever asks for it: the menu, a window, a signal, the system. */
import { app } from 'electron';
import { logError, logInfo } from './log.ts';
import { onSystemShutdown } from './system-shutdown.ts';

/** How long closing may take, in milliseconds; a single long SQL statement cannot be interrupted. */
const GRACE_MS = 6_000;

const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Makes every way of ending the app close the library first, once and in bounded time.
 *
 * @param close stops what runs and closes the library
 */
export function shutDownCleanly(close: () => Promise<void>): void {
  let isShuttingDown = false;
  app.on('before-quit', (event) => {
    event.preventDefault();
    if (isShuttingDown) return;
    isShuttingDown = true;
    void leave(close);
  });
  for (const signal of STOP_SIGNALS) process.on(signal, () => app.quit());
  onSystemShutdown(() => app.quit());
}

async function leave(close: () => Promise<void>): Promise<void> {
  const grace = setTimeout(() => {
    logInfo(`Not finished after ${GRACE_MS} ms: ends at once, and SQLite rolls back`);
    // Leaving politely would wait for the statement. What was not committed is as if never done.
    process.kill(process.pid, 'SIGKILL');
  }, GRACE_MS);
  try {
    await close();
    logInfo('Closed cleanly');
  } catch (error) {
    logError('The library could not be closed cleanly', error);
  } finally {
    clearTimeout(grace);
    app.exit();
  }
}
