/** The least that an Electron app can be: one window, one page, and the heading that is waited for. */
import { app, BrowserWindow } from 'electron';

// Electron is not ready before this module has been run: nothing here may wait for that.
void app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1200, height: 780 });
  return window.loadURL('data:text/html,<h1>Hello</h1>');
});
