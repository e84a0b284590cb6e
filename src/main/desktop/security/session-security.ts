/**
 * What the session of the app's pages refuses, whatever page asks: permissions, devices, downloads,
 * and everything that does not come from the app itself.
 */
import type { Session } from 'electron';
import { logInfo } from '../logs/log.ts';
import { isAppAddress } from './scheme.ts';

/** Copying text after a click (*Copy Details*): the one permission that a page has. */
const GRANTED = 'clipboard-sanitized-write';

/** Pages are built into the app: nothing that they need is on a network or in the file system. */
const FOREIGN_ADDRESSES = {
  urls: ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'file://*/*'],
};

/** Applies to every page that the session will ever show. */
export function restrictSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer, { requestingUrl }) => {
    const isGranted = permission === GRANTED && isAppAddress(requestingUrl);
    if (!isGranted) logInfo(`A page asked for the permission "${permission}": denied`);
    answer(isGranted);
  });
  session.setPermissionCheckHandler(
    (_contents, permission, origin) => permission === GRANTED && isAppAddress(origin),
  );
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => {
    logInfo('A page started a download: stopped');
    event.preventDefault();
  });
  session.webRequest.onBeforeRequest(FOREIGN_ADDRESSES, (_request, answer) =>
    answer({ cancel: true }),
  );
}
