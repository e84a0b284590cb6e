/** Several libraries in one desktop app: a new one, another one, one of the recent ones. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright';
import { describe, expect, test } from 'vitest';
import {
  chooseFromMenu,
  desktopCommand,
  exitStatus,
  firstTrack,
  logOf,
  startDesktop,
  startOn,
  windowOf,
} from './support/desktop.ts';
import { makeScratchFolder } from './support/libraries.ts';
import { slowMigration } from './support/migration-sets.ts';
import { makeMusicFolder } from './support/music-folders.ts';
import { makeCurrentLibrary, makeOldLibrary, type TestLibrary } from './support/test-library.ts';

/** Some seconds, in one statement. */
const SLOW = slowMigration(20_000_000);

describe('Open Library…', () => {
  test('closes the library, upgrades the other one behind the splash, and shows it', async (context) => {
    const first = await makeOldLibrary({ added: [SLOW] });
    const { app } = await startOn(context, first);
    const window = await windowOf(app, 'index');
    await firstTrack(window).waitFor();

    const other = await makeOldLibrary({ tracks: 7 });
    await answerFileDialog(app, other.file);
    await chooseFromMenu(app, 'open-library');
    const splash = await windowOf(app, 'splash');
    await splash.getByText(/^Step \d+ of \d+: Slow$/).waitFor();
    expect(window.isClosed()).toBe(true);
    await windowWith(app, other.file);
    // Nobody has the first one open any more: its log was written back.
    expect(await readFile(`${first.file}-wal`).catch(() => null)).toBeNull();
  });

  test('shows the library again that is open', async (context) => {
    const library = await makeCurrentLibrary();
    const { app } = await startOn(context, library);
    const window = await windowOf(app, 'index');
    await firstTrack(window).waitFor();
    await answerFileDialog(app, library.file);
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
    await chooseFromMenu(app, 'open-library');
    await expect.poll(() => isShown(app)).toBe(true);
    expect(app.windows()).toEqual([window]);
  });

  test('offers the way back where the other one cannot be opened', async (context) => {
    const library = await makeCurrentLibrary();
    const other = join(await makeScratchFolder(), 'letter.db');
    await writeFile(other, 'Dear Sir or Madam');
    const { app } = await startOn(context, library);
    await firstTrack(await windowOf(app, 'index')).waitFor();
    await answerFileDialog(app, other);
    await chooseFromMenu(app, 'open-library');
    const splash = await windowOf(app, 'splash');
    await splash.getByText('NOT_A_LIBRARY').waitFor();
    clickAndClose(splash, 'Back to the Previous Library');
    await windowWith(app, library.file);
    await expect.poll(() => app.windows().length).toBe(1);
    expect(await recentLibraries(app)).toEqual([library.file]);
  });

  test('asks before it stops a scan, and keeps scanning if told so', async (context) => {
    const library = await makeCurrentLibrary();
    const other = await makeCurrentLibrary();
    const music = await makeMusicFolder(3_000);
    const { app } = await startOn(context, library);
    const window = await windowOf(app, 'index');
    await firstTrack(window).waitFor();
    await answerFileDialog(app, music);
    await chooseFromMenu(app, 'scan-folder');
    await window.getByText('Reading audio files').waitFor();

    await answerFileDialog(app, other.file);
    const question = await answerMessages(app, 0);
    await chooseFromMenu(app, 'open-library');
    await expect
      .poll(() => question.jsonValue())
      .toMatchObject([
        { message: 'Stop scanning?', buttons: ['Keep Scanning', 'Stop and Open'], defaultId: 0 },
      ]);
    expect(await window.getByText('Reading audio files').isVisible()).toBe(true);

    await answerMessages(app, 1);
    await chooseFromMenu(app, 'open-library');
    await windowWith(app, other.file);
  });
});

describe('New Library…', () => {
  test('makes a library in a folder of its own, empty and open', async (context) => {
    const library = await makeCurrentLibrary();
    const { app } = await startOn(context, library);
    await firstTrack(await windowOf(app, 'index')).waitFor();
    const folder = join(await makeScratchFolder(), 'Jazz & Blues');
    await app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath });
    }, folder);
    await chooseFromMenu(app, 'new-library');
    const window = await windowWith(app, join(folder, 'library.db'));
    await window.getByRole('heading', { name: 'Your library is empty' }).waitFor();
    expect(await recentLibraries(app)).toEqual([join(folder, 'library.db'), library.file]);
  });
});

describe('Open Recent', () => {
  test('leads back to the library before', async (context) => {
    const [first, other] = [await makeCurrentLibrary(), await makeCurrentLibrary()];
    const { app } = await startOn(context, first);
    await openOther(app, other);
    expect(await recentLibraries(app)).toEqual([other.file, first.file]);
    await chooseRecent(app, first.file);
    await windowWith(app, first.file);
    expect(await recentLibraries(app)).toEqual([first.file, other.file]);
    await chooseFromMenu(app, 'clear-recent');
    expect(await recentLibraries(app)).toEqual([]);
  });

  test('says that a library is gone, and keeps the open one', async (context) => {
    const [first, other] = [await makeCurrentLibrary(), await makeCurrentLibrary()];
    const { app } = await startOn(context, first);
    await openOther(app, other);
    await rm(first.file);
    const messages = await answerMessages(app, 1);
    await chooseRecent(app, first.file);
    await expect.poll(() => recentLibraries(app)).toEqual([other.file]);
    expect(await messages.jsonValue()).toMatchObject([{ message: 'The library is not there' }]);
    await windowWith(app, other.file);
  });
});

describe('The next start', () => {
  test('opens the library that was chosen in the app', async (context) => {
    const [first, other] = [await makeCurrentLibrary(), await makeCurrentLibrary()];
    const { app, home } = await startOn(context, first);
    await openOther(app, other);
    await quit(app);
    const again = await startDesktop(context, { args: [], home });
    await windowWith(again, other.file);
  });

  test('opens the one that is named, and forgets that it was the next time', async (context) => {
    const [chosen, named] = [await makeCurrentLibrary(), await makeCurrentLibrary()];
    const { app, home } = await startOn(context, named);
    await openOther(app, chosen);
    await quit(app);
    const once = await startDesktop(context, { args: named.args, home });
    await windowWith(once, named.file);
    await quit(once);
    await windowWith(await startDesktop(context, { args: [], home }), chosen.file);
  });

  test('says that the chosen library is gone instead of making an empty one', async (context) => {
    const [first, other] = [await makeCurrentLibrary(), await makeCurrentLibrary()];
    const { app, home } = await startOn(context, first);
    await openOther(app, other);
    await quit(app);
    await rm(other.file);
    const again = await startDesktop(context, { args: [], home });
    const splash = await windowOf(again, 'splash');
    await splash.getByText(`The library ${other.file} is not there.`).waitFor();
    await splash.getByText('Nothing has been created.').waitFor();
    await answerFileDialog(again, first.file);
    clickAndClose(splash, 'Choose Another Library…');
    await windowWith(again, first.file);
  });

  test('goes on without a list of recent libraries that is damaged, and logs it', async (context) => {
    const home = await makeScratchFolder();
    await writeFile(join(home, 'recent-libraries.json'), '{"files":');
    const { args, file } = await makeCurrentLibrary();
    const app = await startDesktop(context, { args, home });
    await windowWith(app, file);
    expect(await recentLibraries(app)).toEqual([file]);
    expect(await logOf(home)).toContain('recent-libraries.json is not in order, and ignored');
  });
});

test('A second start that names another library opens it in the first', async (context) => {
  const [first, other] = [await makeCurrentLibrary(), await makeCurrentLibrary()];
  const { app, home } = await startOn(context, first);
  await windowWith(app, first.file);
  const { executable, args, env } = desktopCommand(context, { args: other.args, home });
  const [status] = await once(spawn(executable, args, { env, stdio: 'ignore' }), 'exit');
  expect(status).toBe(0);
  await windowWith(app, other.file);
});

/** Chooses another library in the native dialog, and waits until it is shown. */
async function openOther(app: ElectronApplication, { file }: TestLibrary): Promise<void> {
  await firstTrack(await windowOf(app, 'index')).waitFor();
  await answerFileDialog(app, file);
  await chooseFromMenu(app, 'open-library');
  await windowWith(app, file);
}

/** Clicks a button that closes its window, which may be gone before it answers. */
function clickAndClose(window: Page, name: string): void {
  window
    .getByRole('button', { name })
    .click()
    .catch(() => {});
}

/** The window that shows a library, as soon as one does. */
async function windowWith(app: ElectronApplication, file: string): Promise<Page> {
  await expect.poll(() => windowShowing(app, file)).toBeDefined();
  const window = await windowShowing(app, file);
  if (window === undefined) throw new Error(`The window of ${file} was closed at once.`);
  return window;
}

async function windowShowing(app: ElectronApplication, file: string): Promise<Page | undefined> {
  for (const window of app.windows()) {
    // A window may be closed while it is asked.
    if (
      await window
        .getByTitle(file)
        .isVisible()
        .catch(() => false)
    )
      return window;
  }
  return undefined;
}

/** The dialog belongs to the desktop environment: this is its answer from now on. */
async function answerFileDialog(app: ElectronApplication, path: string): Promise<void> {
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
  }, path);
}

/** Answers each native message with one of its buttons from now on; what was asked is kept. */
function answerMessages(app: ElectronApplication, button: number) {
  return app.evaluateHandle(({ dialog }, response) => {
    const asked: unknown[] = [];
    dialog.showMessageBox = async (...args: unknown[]) => {
      asked.push(args.at(-1));
      return { response, checkboxChecked: false };
    };
    return asked;
  }, button);
}

function recentLibraries(app: ElectronApplication): Promise<string[]> {
  return app.evaluate(({ Menu }) => {
    const recent = Menu.getApplicationMenu()?.getMenuItemById('open-recent');
    const items = recent?.submenu?.items ?? [];
    return items.flatMap(({ id, label, type }) =>
      id || type === 'separator' ? [] : [label.replaceAll('&&', '&')],
    );
  });
}

async function chooseRecent(app: ElectronApplication, file: string): Promise<void> {
  await app.evaluate(({ Menu }, chosen) => {
    const recent = Menu.getApplicationMenu()?.getMenuItemById('open-recent');
    recent?.submenu?.items.find(({ label }) => label === chosen)?.click();
  }, file);
}

/** Whether a window can be seen. */
function isShown(app: ElectronApplication): Promise<boolean> {
  return app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().some((window) => window.isVisible()),
  );
}

/** Leaves the app as the menu does, and waits until it has ended. */
async function quit(app: ElectronApplication): Promise<void> {
  const status = exitStatus(app);
  // The app may be gone before it answers.
  app.evaluate(({ app: running }) => running.quit()).catch(() => {});
  expect(await status).toBe(0);
}
