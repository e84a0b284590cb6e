/** What goes wrong inside a page and nothing there caught: written into the log, within measure. */
import type { BrowserWindow } from 'electron';
import { PageProblemSchema } from '../../../shared/desktop-bridge.ts';
import { writeLog } from '../logs/log.ts';
import { answerCalls } from '../security/ipc.ts';
import { RateLimit } from './rate-limit.ts';

/** A page that fails with each frame must not fill the disk. */
const MOST_PER_MINUTE = 20;

const MINUTE_MS = 60_000;

/**
 * Records what a window's page reports.
 *
 * @param channel the page's own channel for it
 * @param window the window, or null while there is none
 */
export function recordPageProblems(channel: string, window: () => BrowserWindow | null): void {
  const limit = new RateLimit(MOST_PER_MINUTE, MINUTE_MS);
  answerCalls(channel, window, PageProblemSchema, ({ message, stack }) => {
    const verdict = limit.take(performance.now());
    if (verdict === 'refused') return;
    writeLog('error', `A page has failed: ${message}${stack === '' ? '' : `\n${stack}`}`);
    if (verdict === 'last') {
      writeLog('warn', `More than ${MOST_PER_MINUTE} failures a minute: the others are left out`);
    }
  });
}
