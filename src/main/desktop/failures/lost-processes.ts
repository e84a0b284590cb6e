/**
 * The other processes of the app, when they end by themselves: a window's page, which can be loaded
 * again, and Chromium's own helpers, which it starts anew.
 */
import { app, BrowserWindow, type WebContents } from 'electron';
import { t } from '../../../shared/words/words.ts';
import { logError, writeLog } from '../logs/log.ts';
import { showMessage } from '../windows/message-box.ts';

/** Windows whose person is being asked; each is asked about once at a time. */
const asked = new WeakSet<BrowserWindow>();

/** Watches every window, present and future. */
export function watchProcesses(): void {
  app.on('render-process-gone', (_event, contents, { reason, exitCode }) => {
    const window = BrowserWindow.fromWebContents(contents);
    // A window that is closed takes its process with it.
    if (reason === 'clean-exit' || window === null || window.isDestroyed()) return;
    writeLog('error', `The process of a window has ended: ${reason}, status ${exitCode}`);
    void offer(window, {
      message: t('dialogs.windowStopped'),
      detail: t('dialogs.notAffected'),
      action: t('actions.reload'),
      act: () => contents.reload(),
    });
  });
  app.on('child-process-gone', (_event, { type, name, reason, exitCode }) => {
    if (reason === 'clean-exit') return;
    const process = name === undefined ? type : `${type}, ${name}`;
    writeLog('warn', `A helper process (${process}) has ended: ${reason}, status ${exitCode}`);
  });
  app.on('web-contents-created', (_event, contents) => watchPreload(contents));
}

function watchPreload(contents: WebContents): void {
  contents.on('preload-error', (_event, script, error) => {
    logError(`The script ${script} of a window has failed`, error);
    const window = BrowserWindow.fromWebContents(contents);
    if (window === null) return;
    void offer(window, {
      message: t('dialogs.partNotLoaded'),
      detail: t('dialogs.installAgain'),
      action: t('dialogs.continue'),
      act: () => {},
    });
  });
}

interface Offer {
  readonly message: string;
  readonly detail: string;
  /** What can be done instead of quitting, as its button says it. */
  readonly action: string;
  readonly act: () => void;
}

async function offer(
  window: BrowserWindow,
  { message, detail, action, act }: Offer,
): Promise<void> {
  if (asked.has(window)) return;
  asked.add(window);
  const choice = await showMessage(window, {
    type: 'error',
    message,
    detail,
    buttons: [action, t('actions.quit')],
    defaultId: 0,
    cancelId: 0,
  });
  asked.delete(window);
  if (choice === 1) app.quit();
  else if (!window.isDestroyed()) act();
}
