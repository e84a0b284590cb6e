/** The desktop app's window: where it was, and what closing it means. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication } from 'playwright';
import { describe, expect, test } from 'vitest';
import { exitStatus, firstTrack, logOf, startDesktop, windowOf } from './support/desktop.ts';
import { makeScratchFolder } from './support/libraries.ts';
import { makeCurrentLibrary } from './support/test-library.ts';

const BOUNDS = { x: 40, y: 60, width: 700, height: 500 };

describe('The window', () => {
  test('opens where it was, and as large', async (context) => {
    const { args } = await makeCurrentLibrary();
    const home = await makeScratchFolder();
    const app = await startDesktop(context, { args, home });
    await firstTrack(await windowOf(app, 'index')).waitFor();
    await app.evaluate(({ BrowserWindow }, bounds) => {
      BrowserWindow.getAllWindows()[0]?.setBounds(bounds);
    }, BOUNDS);
    await expect.poll(() => boundsOf(app)).toEqual(BOUNDS);
    const ended = exitStatus(app);
    app.process().kill('SIGTERM');
    expect(await ended).toBe(0);

    const again = await startDesktop(context, { args, home });
    await firstTrack(await windowOf(again, 'index')).waitFor();
    expect(await boundsOf(again)).toEqual(BOUNDS);
  });

  test('is full screen again', async (context) => {
    const { args } = await makeCurrentLibrary();
    const home = await makeScratchFolder();
    await writeFile(
      join(home, 'window.json'),
      JSON.stringify({ bounds: BOUNDS, isMaximized: false, isFullScreen: true }),
    );
    const app = await startDesktop(context, { args, home });
    await firstTrack(await windowOf(app, 'index')).waitFor();
    const isFullScreen = () =>
      app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isFullScreen());
    await expect.poll(isFullScreen).toBe(true);
  });

  test('comes back to the displays that there are', async (context) => {
    const { args } = await makeCurrentLibrary();
    const home = await makeScratchFolder();
    const bounds = { x: -9_000, y: 5_000, width: 700, height: 500 };
    await writeFile(
      join(home, 'window.json'),
      JSON.stringify({ bounds, isMaximized: false, isFullScreen: false }),
    );
    const app = await startDesktop(context, { args, home });
    await firstTrack(await windowOf(app, 'index')).waitFor();
    const { x, y, width, height } = await boundsOf(app);
    const area = await app.evaluate(({ screen }) => screen.getPrimaryDisplay().workArea);
    expect([width, height]).toEqual([bounds.width, bounds.height]);
    expect([x, y]).toEqual([
      area.x + Math.round((area.width - width) / 2),
      area.y + Math.round((area.height - height) / 2),
    ]);
  });

  test('opens all the same where what was remembered is damaged', async (context) => {
    const { args } = await makeCurrentLibrary();
    const home = await makeScratchFolder();
    await writeFile(join(home, 'window.json'), '{"bounds":{"x":"left"}}');
    const app = await startDesktop(context, { args, home });
    await firstTrack(await windowOf(app, 'index')).waitFor();
    expect(await boundsOf(app)).toMatchObject({ width: 1200, height: 780 });
    expect(await logOf(home)).toContain('window.json is not in order, and ignored');
  });
});

describe('Closing the window', () => {
  test('ends the app', async (context) => {
    const { args } = await makeCurrentLibrary();
    const app = await startDesktop(context, { args, home: await makeScratchFolder() });
    await firstTrack(await windowOf(app, 'index')).waitFor();
    const ended = exitStatus(app);
    closeWindow(app);
    expect(await ended).toBe(0);
  });

  test('leaves the app running on macOS, where activating it opens the window again', async (context) => {
    const { args } = await makeCurrentLibrary();
    const app = await startDesktop(context, { args, home: await makeScratchFolder() });
    await firstTrack(await windowOf(app, 'index')).waitFor();
    // The platform is another one only while the app decides: Electron itself goes by it too.
    await app.evaluate(({ app: running }) => {
      const { platform } = process;
      const become = (value: string) => Object.defineProperty(process, 'platform', { value });
      running.prependListener('window-all-closed', () => become('darwin'));
      running.on('window-all-closed', () => become(platform));
    });
    closeWindow(app);
    await expect.poll(() => app.windows()).toEqual([]);
    await app.evaluate(({ app: running }) => running.emit('activate'));
    await firstTrack(await windowOf(app, 'index')).waitFor();
  });
});

async function boundsOf(app: ElectronApplication) {
  const bounds = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.getBounds(),
  );
  if (bounds === undefined) throw new Error('The app has no window.');
  return bounds;
}

/** As a person does; the app may be gone before it answers. */
function closeWindow(app: ElectronApplication): void {
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close()).catch(() => {});
}
