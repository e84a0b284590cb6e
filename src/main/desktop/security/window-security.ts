/**
 * Where the pages of the app's windows may go, whichever window it is: nowhere but where they are
 * (Electron's security checklist: https://www.electronjs.org/docs/latest/tutorial/security, kept as
 * docs/security.md says).
 */
import { app, session, type WebContents } from 'electron';
import { logInfo } from '../logs/log.ts';
import { isAppAddress } from './scheme.ts';
import { restrictSession } from './session-security.ts';

/** The path of each window's page. */
const pages = new WeakMap<WebContents, string>();

/** Applies to every window, present and future; to be called once the app is ready. */
export function restrictPages(): void {
  restrictSession(session.defaultSession);
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.on('will-frame-navigate', (event) => {
      if (event.isMainFrame && isOwnPage(contents, event.url)) return;
      logInfo('A page tried to go elsewhere: stopped');
      event.preventDefault();
    });
    contents.on('will-redirect', (event) => {
      logInfo('A page was sent elsewhere: stopped');
      event.preventDefault();
    });
  });
}

/** Says which page a window shows: it can be loaded again, and no other. */
export function confineTo(contents: WebContents, address: string): void {
  pages.set(contents, new URL(address).pathname);
}

/** Whether an address is that of the page that this window was opened for. */
export function isOwnPage(contents: WebContents, address: string): boolean {
  return isAppAddress(address) && new URL(address).pathname === pages.get(contents);
}
