/**
 * What no page of the app may do, whichever window it is in (Electron's security checklist:
 * https://www.electronjs.org/docs/latest/tutorial/security).
 */
import { app, session } from 'electron';
import { logInfo } from './log.ts';
import { APP_ORIGIN } from './scheme.ts';

/** Copying text after a click (*Copy Details*): the one permission that a page has. */
const GRANTED = 'clipboard-sanitized-write';

/** Applies to every window, present and future; to be called once the app is ready. */
export function restrictPages(): void {
  session.defaultSession.setPermissionRequestHandler((_contents, permission, answer) => {
    const isGranted = permission === GRANTED;
    if (!isGranted) logInfo(`A page asked for the permission "${permission}": denied`);
    answer(isGranted);
  });
  session.defaultSession.setPermissionCheckHandler(
    (_contents, permission) => permission === GRANTED,
  );
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.on('will-frame-navigate', (event) => {
      if (isAppPage(event.url)) return;
      logInfo('A page tried to go elsewhere: stopped');
      event.preventDefault();
    });
  });
}

/** Whether an address is one of the app's own pages. */
export function isAppPage(url: string): boolean {
  return url.startsWith(`${APP_ORIGIN}/`);
}
