/**
 * The splash while it works: what it says and to whom, that something always moves, what the taskbar
 * shows, and what closing it does.
 */
import { once } from 'node:events';
import type { ElectronApplication, Page } from 'playwright';
import { describe, expect, test } from 'vitest';
import { exitStatus, firstTrack, startOn, windowOf } from './support/desktop.ts';
import { readLibraryState } from './support/library-state.ts';
import { slowMigration } from './support/migration-sets.ts';
import { startFermata } from './support/processes.ts';
import { makeOldLibrary } from './support/test-library.ts';

/** Some seconds, in one statement or in a few. */
const SLOW = slowMigration(20_000_000);
const SLOW_IN_STEPS = [1, 2, 3].map(
  (number) => [`slow_${number}`, slowMigration(10_000_000)[1]] as const,
);

/** Longer than a test looks at it, on any machine: it is not waited for. */
const ENDLESS = slowMigration(2_000_000_000);

const SLOW_STEP = /^Step \d+ of \d+: Slow$/;

describe('The splash', () => {
  test('tells a screen reader each step by name', async (context) => {
    const { app } = await startOn(context, await makeOldLibrary({ added: [SLOW] }));
    const splash = await windowOf(app, 'splash');
    const said = splash
      .getByRole('status')
      .filter({ hasText: /^Upgrading your library, step \d+ of \d+: Slow$/i });
    await said.waitFor();
    await splash.getByRole('progressbar', { name: 'Upgrading your library' }).waitFor();
  });

  test('tells a backup in bytes', async (context) => {
    // 50 MB, after a wait during which the splash comes up: the backup itself is over soon.
    const library = await makeOldLibrary({ paddingBytes: 100_000 });
    const holder = startFermata(['prepare', ...library.args]);
    await holder.waitFor('phase', ({ phase }) => phase === 'backup');
    await holder.suspend();
    const { app } = await startOn(context, library);
    const splash = await windowOf(app, 'splash');
    await splash.getByRole('heading', { name: 'Waiting for your library' }).waitFor();
    const told = splash.evaluate<string>(`new Promise((resolve) => {
      const look = () => {
        const text = document.querySelector('.lifecycle-detail')?.textContent ?? '';
        if (/bytes|MB/.test(text)) resolve(text);
      };
      new MutationObserver(look).observe(document.body, {
        subtree: true, childList: true, characterData: true,
      });
    })`);
    holder.kill();
    expect(await told).toMatch(/^\d+(\.\d)? (bytes|kB|MB) of \d+ MB$/);
  });

  test('moves while one statement takes its time, unless a person wants nothing to move', async (context) => {
    const { app } = await startOn(context, await makeOldLibrary({ added: [ENDLESS] }));
    const splash = await windowOf(app, 'splash');
    await splash.getByText(SLOW_STEP).waitFor();
    expect(await runningAnimations(splash)).toBeGreaterThan(0);
    await splash.emulateMedia({ reducedMotion: 'reduce' });
    await expect.poll(() => runningAnimations(splash)).toBe(0);
    // The time goes on, so that nobody takes it for frozen.
    const elapsed = splash.getByText(/^\d+ s$/);
    const before = await elapsed.textContent();
    await expect.poll(() => elapsed.textContent()).not.toBe(before);
    app.process().kill('SIGKILL');
  });

  test('keeps what is done apart from what is left where colours are forced', async (context) => {
    const { app } = await startOn(context, await makeOldLibrary({ added: [ENDLESS] }));
    const splash = await windowOf(app, 'splash');
    await splash.getByText(SLOW_STEP).waitFor();
    await splash.emulateMedia({ forcedColors: 'active' });
    const [left, done] = await splash.evaluate<[string, string]>(`[
      getComputedStyle(document.querySelector('.fermata-track')).fill,
      getComputedStyle(document.querySelector('.fermata-fill')).stroke,
    ]`);
    expect(left).not.toBe(done);
    app.process().kill('SIGKILL');
  });
});

describe('The taskbar', () => {
  test('shows how far an upgrade is, and nothing once it is done', async (context) => {
    const { app } = await startOn(context, await makeOldLibrary({ added: SLOW_IN_STEPS }));
    const shown = await recordTaskbar(app);
    const splash = await windowOf(app, 'splash');
    await splash.getByText(/^Step .*: Slow 3$/).waitFor();
    const window = await windowOf(app, 'index');
    await firstTrack(window).waitFor();
    await expect.poll(() => app.windows()).toEqual([window]);

    const values = (await shown()).map(({ value }) => value);
    const fractions = values.filter((value) => value >= 0 && value <= 1);
    expect(new Set(fractions).size).toBeGreaterThan(1);
    const ofTheMigration = fractions.slice(fractions.lastIndexOf(0));
    expect(ofTheMigration).toEqual([...ofTheMigration].sort((a, b) => a - b));
    // While the upgraded library was checked and opened, which says nothing about how long it takes.
    expect(await shown()).toContainEqual({ value: 2, mode: 'indeterminate' });
    expect(values.at(-1)).toBe(-1);
  });

  test('shows a failure', async (context) => {
    const broken = ['broken', 'UPDATE nowhere SET a = 1;'] as const;
    const { app } = await startOn(context, await makeOldLibrary({ added: [SLOW, broken] }));
    const shown = await recordTaskbar(app);
    await (await windowOf(app, 'splash')).getByText('MIGRATION_FAILED').waitFor();
    expect((await shown()).at(-1)).toEqual({ value: 1, mode: 'error' });
  });
});

describe('Closing the splash during an upgrade', () => {
  test('asks once, then undoes it and quits; the library is as it was', async (context) => {
    const library = await makeOldLibrary({ added: [ENDLESS] });
    const before = await readLibraryState(library.file);
    const { app } = await startOn(context, library);
    await (await windowOf(app, 'splash')).getByText(SLOW_STEP).waitFor();
    const questions = await answerByHand(app);
    await closeSplash(app);
    await closeSplash(app);
    expect(await questions.asked()).toEqual(['Stop upgrading the library?']);
    const ended = once(app.process(), 'exit');
    await questions.answer('Stop and Quit');
    await ended;
    expect(await readLibraryState(library.file)).toEqual(before);
  });

  test('goes on with it if the person wants that', async (context) => {
    const library = await makeOldLibrary({ added: [SLOW] });
    const { app } = await startOn(context, library);
    await (await windowOf(app, 'splash')).getByText(SLOW_STEP).waitFor();
    const questions = await answerByHand(app);
    await closeSplash(app);
    await questions.answer('Keep Upgrading');
    await firstTrack(await windowOf(app, 'index')).waitFor();
    const status = exitStatus(app);
    await app.close();
    expect(await status).toBe(0);
    expect((await readLibraryState(library.file)).version).toBe(library.newVersion);
  });

  test('takes the question back once the upgrade is done', async (context) => {
    const { app } = await startOn(context, await makeOldLibrary({ added: [SLOW] }));
    await (await windowOf(app, 'splash')).getByText(SLOW_STEP).waitFor();
    const questions = await answerByHand(app);
    await closeSplash(app);
    await firstTrack(await windowOf(app, 'index')).waitFor();
    await expect.poll(questions.takenBack).toBe(true);
  });
});

/** As the window's close button does. */
function closeSplash(app: ElectronApplication): Promise<void> {
  return app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
}

function runningAnimations(page: Page): Promise<number> {
  return page.evaluate(
    `document.getAnimations().filter(({ playState }) => playState === 'running').length`,
  );
}

/** The message boxes belong to the desktop environment: here they are answered when a test wants. */
async function answerByHand(app: ElectronApplication) {
  await app.evaluate(({ dialog }) => {
    const box = { asked: [] as string[], takenBack: false, answer: (_button: string) => {} };
    Object.assign(globalThis, { box });
    dialog.showMessageBox = (...parameters: unknown[]) => {
      const options = parameters.at(-1) as Electron.MessageBoxOptions;
      box.asked.push(options.message);
      return new Promise((resolve) => {
        const choose = (response: number) => resolve({ response, checkboxChecked: false });
        box.answer = (button) => choose(options.buttons?.indexOf(button) ?? -1);
        options.signal?.addEventListener('abort', () => {
          box.takenBack = true;
          choose(options.cancelId ?? 0);
        });
      });
    };
  });
  const read = (name: string) =>
    app.evaluate((_electron, key) => Reflect.get(Reflect.get(globalThis, 'box'), key), name);
  return {
    asked: () => read('asked'),
    takenBack: () => read('takenBack'),
    answer: (button: string) =>
      app.evaluate((_electron, label) => Reflect.get(globalThis, 'box').answer(label), button),
  };
}

interface Shown {
  readonly value: number;
  readonly mode?: string;
}

/** Writes down what the taskbar is told from now on. */
async function recordTaskbar(app: ElectronApplication): Promise<() => Promise<readonly Shown[]>> {
  // What is sent to a main process that still loads may be lost.
  await windowOf(app, 'index');
  await app.evaluate(({ BrowserWindow }) => {
    const shown: Shown[] = [];
    Object.assign(globalThis, { shown });
    const { setProgressBar } = BrowserWindow.prototype;
    BrowserWindow.prototype.setProgressBar = function record(value, options) {
      shown.push({ value, ...options });
      setProgressBar.call(this, value, options);
    };
  });
  return () => app.evaluate(() => Reflect.get(globalThis, 'shown'));
}
