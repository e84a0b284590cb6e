/** The app's one way out, whoever asks for it: the menu, a window, a signal, the system. */
import { app } from 'electron';
import { logError, logInfo } from '../logs/log.ts';
import { onSystemShutdown } from './system-shutdown.ts';

/** How long closing may take, in milliseconds; a single long SQL statement cannot be interrupted. */
const GRACE_MS = 6_000;

const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

interface Shutdown {
  /** Stops what runs and closes the library. */
  readonly close: () => Promise<void>;
  /**
   * Installs an update that is ready, once the library is closed.
   *
   * @param letQuit lets the system end the app, which it does to install an update (macOS)
   */
  readonly install: (letQuit: () => void) => Promise<void>;
}

/** Makes every way of ending the app close the library first, once and in bounded time. */
export function shutDownCleanly({ close, install }: Shutdown): void {
  let isShuttingDown = false;
  let isBySystem = false;
  let mayQuit = false;
  const installUnhurried = async () => {
    if (isBySystem) return;
    await install(() => {
      mayQuit = true;
    });
  };
  app.on('before-quit', (event) => {
    if (mayQuit) return;
    event.preventDefault();
    if (isShuttingDown) return;
    isShuttingDown = true;
    void leave(close, installUnhurried);
  });
  // A system that ends the app may not leave it the time to install anything.
  const quitForSystem = () => {
    isBySystem = true;
    app.quit();
  };
  for (const signal of STOP_SIGNALS) {
    // Who listens first makes Node catch the signal. proper-lockfile did so before Electron began to
    // catch it itself, so that nobody here would ever hear of it.
    process.removeAllListeners(signal);
    process.on(signal, quitForSystem);
  }
  onSystemShutdown(quitForSystem);
}

async function leave(close: () => Promise<void>, install: () => Promise<void>): Promise<void> {
  const grace = setTimeout(() => {
    logInfo(`Not finished after ${GRACE_MS} ms: ends at once, and SQLite rolls back`);
    // Leaving politely would wait for the statement. What was not committed is as if never done.
    process.kill(process.pid, 'SIGKILL');
  }, GRACE_MS);
  try {
    await close();
    logInfo('Closed cleanly');
    clearTimeout(grace);
    await install();
  } catch (error) {
    logError('The library could not be closed cleanly', error);
  } finally {
    clearTimeout(grace);
    app.exit();
  }
}
