/**
 * What nobody expected, in each process and thread of the desktop app: it is logged once and told
 * once, no lock and no half-written file stays, and the library opens again.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication } from 'playwright';
import { describe, expect, test } from 'vitest';
import { EXIT_STATUS } from '../src/shared/errors.ts';
import { exitStatus, firstTrack, logOf, startOn, windowOf } from './support/desktop.ts';
import { unfinishedFiles } from './support/libraries.ts';
import { readLibraryState } from './support/library-state.ts';
import { slowMigration } from './support/migration-sets.ts';
import { runFermata } from './support/processes.ts';
import { makeCurrentLibrary, makeOldLibrary } from './support/test-library.ts';

/** Some seconds, in one statement. */
const SLOW = slowMigration(20_000_000);
/** Over before the app gives up waiting for it, on a slow machine too; it cannot be interrupted. */
const LESS_SLOW = slowMigration(8_000_000);

const SLOW_STEP = /^Step \d+ of \d+: Slow$/;

describe('The main process', () => {
  test('undoes an upgrade and frees the lock before it ends on an exception', async (context) => {
    const library = await makeOldLibrary({ added: [LESS_SLOW] });
    const before = await readLibraryState(library.file);
    const { app, home } = await startOn(context, library);
    await (await windowOf(app, 'splash')).getByText(SLOW_STEP).waitFor();
    const told = await recordErrorBoxes(app, home);
    const status = exitStatus(app);
    await failInMain(app, 'exception');
    expect(await status).toBe(EXIT_STATUS.INTERNAL);

    expect(await told()).toEqual([expect.stringContaining('the test’s own failure')]);
    expect(countIn(await logOf(home), 'Unexpected: INTERNAL')).toBe(1);
    expect(await unfinishedFiles(library.folder)).toEqual([]);
    expect(await readLibraryState(library.file)).toEqual(before);
    expect(await runFermata(['prepare', ...library.args])).toMatchObject({ status: 0 });
  });

  test('closes an open library before it ends on a rejection that nobody handles', async (context) => {
    const library = await makeCurrentLibrary();
    const { app, home } = await startOn(context, library);
    await firstTrack(await windowOf(app, 'index')).waitFor();
    const told = await recordErrorBoxes(app, home);
    const status = exitStatus(app);
    await failInMain(app, 'rejection');
    expect(await status).toBe(EXIT_STATUS.INTERNAL);

    expect(await told()).toHaveLength(1);
    expect(countIn(await logOf(home), 'Unexpected: INTERNAL')).toBe(1);
    expect(await unfinishedFiles(library.folder)).toEqual([]);
    expect(await runFermata(['search', 'a', ...library.args])).toMatchObject({ status: 0 });
  });
});

describe('A window', () => {
  test('whose process has ended can be loaded again', async (context) => {
    const { app, home } = await startOn(context, await makeCurrentLibrary());
    await firstTrack(await windowOf(app, 'index')).waitFor();
    const asked = await answerMessages(app, home, 0);
    await app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      return new Promise<void>((resolve) => {
        contents?.once('did-finish-load', () => resolve());
        contents?.forcefullyCrashRenderer();
      });
    });
    await expect.poll(() => showsTracks(app)).toBe(true);
    expect(await asked()).toEqual(['This window has stopped working.']);
    expect(countIn(await logOf(home), 'The process of a window has ended')).toBe(1);
  });

  test('tells of a failure in its page once, and of no more than is needed in the log', async (context) => {
    const { app, home } = await startOn(context, await makeCurrentLibrary());
    const window = await windowOf(app, 'index');
    await firstTrack(window).waitFor();
    await window.evaluate(`setTimeout(() => { throw new Error('a failing page') })`);
    const alert = window.getByRole('alert').filter({ hasText: 'a failing page' });
    await alert.waitFor();
    await expect.poll(() => logOf(home)).toContain('A page has failed: a failing page');
    expect(countIn(await logOf(home), 'A page has failed')).toBe(1);

    await window.evaluate(
      `setTimeout(() => { for (let n = 0; n < 40; n += 1) Promise.reject(new Error('again')) })`,
    );
    await expect.poll(() => logOf(home)).toContain('the others are left out');
    expect(countIn(await logOf(home), 'A page has failed')).toBe(20);
    expect(await alert.count()).toBe(1);
    await alert.getByRole('button', { name: 'Reload' }).click();
    await alert.waitFor({ state: 'detached' });
    await firstTrack(window).waitFor();
  });

  test('tells that the script of its bridge has failed', async (context) => {
    const { app, home } = await startOn(context, await makeCurrentLibrary());
    await firstTrack(await windowOf(app, 'index')).waitFor();
    const asked = await answerMessages(app, home, 0);
    const preload = join(home, 'broken.cjs');
    await writeFile(preload, 'throw new Error("a broken bridge");');
    await app.evaluate(({ BrowserWindow }, script) => {
      const window = new BrowserWindow({ show: false, webPreferences: { preload: script } });
      return window.loadURL('fermata://app/index.html').finally(() => window.destroy());
    }, preload);
    await expect.poll(asked).toEqual(['A part of this window could not be loaded.']);
    expect(countIn(await logOf(home), 'a broken bridge')).toBe(1);
  });
});

describe('A helper of Chromium', () => {
  test.for([
    ['GPU', 'GPU'],
    ['Network Service', 'Utility, Network Service'],
  ] as const)(
    'that is killed (%s) is started anew, and the app goes on',
    async ([serves, named], context) => {
      const { app, home } = await startOn(context, await makeCurrentLibrary());
      const window = await windowOf(app, 'index');
      await firstTrack(window).waitFor();
      const before = await helperOf(app, serves);
      process.kill(before, 'SIGKILL');
      const ended = `A helper process (${named}) has ended: killed`;
      await expect.poll(() => logOf(home)).toContain(ended);
      expect(countIn(await logOf(home), 'A helper process')).toBe(1);

      await window.getByRole('searchbox').fill('nothing is called like this');
      await window.getByText('The search looks for words').waitFor();
      // The page comes back with what it showed.
      await window.reload();
      await window.getByRole('button', { name: 'Clear Search' }).click();
      await firstTrack(window).waitFor();
      await expect.poll(() => helperOf(app, serves)).toSatisfy(isAnotherThan(before));
      expect(app.windows()).toEqual([window]);
    },
  );
});

describe('A thread that dies', () => {
  test('with the open library in it: the library opens again when the person tries', async (context) => {
    const library = await makeCurrentLibrary();
    const { app, home } = await startOn(context, library);
    const window = await windowOf(app, 'index');
    await firstTrack(window).waitFor();
    await endNextThread(app);
    await window.evaluate(`void fetch('/api/library')`);
    const splash = await windowOf(app, 'splash');
    await splash.getByText('Fermata’s work on the library has broken off.').waitFor();
    expect(countIn(await logOf(home), 'has broken off')).toBe(1);
    await splash.getByRole('button', { name: 'Retry' }).click();
    await firstTrack(await windowOf(app, 'index')).waitFor();
  });

  test('in the middle of an upgrade: it is undone, and done when the person tries again', async (context) => {
    const last = ['last', 'UPDATE tracks SET play_count = play_count;'] as const;
    const library = await makeOldLibrary({ added: [SLOW, last] });
    const before = await readLibraryState(library.file);
    const { app, home } = await startOn(context, library);
    const splash = await windowOf(app, 'splash');
    await splash.getByText(SLOW_STEP).waitFor();
    await endNextThread(app);
    await splash.getByRole('heading', { name: 'Your library could not be opened' }).waitFor();
    expect(await unfinishedFiles(library.folder)).toEqual([]);
    expect(await readLibraryState(library.file)).toEqual(before);
    expect(countIn(await logOf(home), 'library: it cannot be used: INTERNAL')).toBe(1);
    await splash.getByRole('button', { name: 'Retry' }).click();
    await firstTrack(await windowOf(app, 'index')).waitFor();
  });
});

const isAnotherThan = (before: number) => (pid: number) => pid > 0 && pid !== before;

/** The process of a helper; NaN while there is none. */
async function helperOf(app: ElectronApplication, serves: string): Promise<number> {
  const pid = await app.evaluate(({ app: electron }, name) => {
    const processes = electron.getAppMetrics();
    return processes.find((each) => each.name === name || each.serviceName === name)?.pid;
  }, serves);
  return pid ?? Number.NaN;
}

/** Something in the main process that nothing catches, once the call has been answered. */
async function failInMain(app: ElectronApplication, how: 'exception' | 'rejection'): Promise<void> {
  await app.evaluate((_electron, kind) => {
    setTimeout(() => {
      const failure = new Error('the test’s own failure');
      if (kind === 'exception') throw failure;
      void Promise.reject(failure);
    });
  }, how);
}

/** The thread that is next to say or to hear something dies instead. */
async function endNextThread(app: ElectronApplication): Promise<void> {
  await app.evaluate(() => {
    const { Worker } = process.getBuiltinModule('node:worker_threads');
    const { emit, postMessage } = Worker.prototype;
    const end = (thread: InstanceType<typeof Worker>) => {
      Object.assign(Worker.prototype, { emit, postMessage });
      void thread.terminate();
    };
    Object.assign(Worker.prototype, {
      emit(this: InstanceType<typeof Worker>) {
        end(this);
        return true;
      },
      postMessage(this: InstanceType<typeof Worker>) {
        end(this);
      },
    });
  });
}

/** The boxes belong to the desktop environment: what they would say is kept instead. */
async function recordErrorBoxes(app: ElectronApplication, home: string) {
  const file = join(home, 'told');
  await app.evaluate(({ dialog }, path) => {
    const { appendFileSync } = process.getBuiltinModule('node:fs');
    dialog.showErrorBox = (_title, text) => appendFileSync(path, `${JSON.stringify(text)}\n`);
  }, file);
  return () => linesOf(file);
}

/** Messages are answered with the button of that number; what they said is kept. */
async function answerMessages(app: ElectronApplication, home: string, button: number) {
  const file = join(home, 'asked');
  await app.evaluate(
    ({ dialog }, { path, response }) => {
      const { appendFileSync } = process.getBuiltinModule('node:fs');
      Object.assign(dialog, {
        showMessageBox: async (_window: unknown, { message }: { message: string }) => {
          appendFileSync(path, `${JSON.stringify(message)}\n`);
          return { response, checkboxChecked: false };
        },
      });
    },
    { path: file, response: button },
  );
  return () => linesOf(file);
}

async function linesOf(file: string): Promise<unknown[]> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

/** Whether the window shows tracks; Playwright loses a page whose process has ended. */
function showsTracks(app: ElectronApplication): Promise<unknown> {
  return app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(
      `document.body.innerText.includes('500 tracks')`,
    ),
  );
}

function countIn(text: string, part: string): number {
  return text.split(part).length - 1;
}
