/** The end of the person's session, or of the system: what is told of it on which platform. */
import { app, BrowserWindow, type Event, powerMonitor } from 'electron';

/**
 * Calls back when the system is about to end the app. Linux and macOS wait for the app then; Windows
 * does not, so that closing the library has begun is all that can be promised there.
 */
export function onSystemShutdown(quit: () => void): void {
  // Electron's types leave out the event that its documentation describes.
  const monitor: NodeJS.EventEmitter = powerMonitor;
  monitor.on('shutdown', (event: Event) => {
    event.preventDefault();
    quit();
  });
  for (const window of BrowserWindow.getAllWindows()) window.on('session-end', quit);
  app.on('browser-window-created', (_event, window) => window.on('session-end', quit));
}
