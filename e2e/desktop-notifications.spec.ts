/** The system's notifications: for whoever does something else while a restore runs, and nobody else. */
import type { ElectronApplication, Page } from 'playwright';
import { expect, test } from 'vitest';
import { BackupListSchema } from '../src/shared/backups.ts';
import { chooseFromMenu, firstTrack, startOn, windowOf } from './support/desktop.ts';
import { makeCurrentLibrary } from './support/test-library.ts';

test('A restore is told of where no window is looked at, and a click leads to it', async (context) => {
  const { app } = await startOn(context, await makeCurrentLibrary());
  const window = await windowOf(app, 'index');
  const backup = await backUp(app, window);
  const shown = await noteNotifications(app);
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  await restore(window, backup);
  await expect
    .poll(() => shown.evaluate((notifications) => notifications.map(({ title }) => title)))
    .toEqual(['The restore has finished']);
  await shown.evaluate(([notification]) => notification?.emit('click'));
  await expect
    .poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible()))
    .toBe(true);
});

test('Whoever looks at the window is not told twice', async (context) => {
  const { app } = await startOn(context, await makeCurrentLibrary());
  const window = await windowOf(app, 'index');
  const backup = await backUp(app, window);
  const shown = await noteNotifications(app);
  // Without a window manager, no window has the focus.
  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getFocusedWindow = () => BrowserWindow.getAllWindows()[0] ?? null;
  });
  await restore(window, backup);
  await window.getByText('The backup is restored.').waitFor();
  expect(await shown.evaluate((notifications) => notifications.length)).toBe(0);
});

/** Makes a backup from the menu, and tells its id. */
async function backUp(app: ElectronApplication, window: Page): Promise<string> {
  await firstTrack(window).waitFor();
  await chooseFromMenu(app, 'back-up');
  await window.getByText('The backup is made and verified.').waitFor();
  const list = await window.evaluate(`fetch('/api/backups').then((answer) => answer.json())`);
  const [backup] = BackupListSchema.parse(list).backups;
  if (backup === undefined) throw new Error('The backup that was made is not listed.');
  return backup.id;
}

async function restore(window: Page, backup: string): Promise<void> {
  await window.evaluate(
    `fetch('/api/backups/${backup}/restore', { method: 'POST', body: '{}' }).then(() => {})`,
  );
}

/** The notifications that the desktop environment, which there is none of here, is given to show. */
function noteNotifications(app: ElectronApplication) {
  return app.evaluateHandle(({ Notification }) => {
    const shown: Electron.Notification[] = [];
    Notification.isSupported = () => true;
    Notification.prototype.show = function (this: Electron.Notification) {
      shown.push(this);
    };
    return shown;
  });
}
