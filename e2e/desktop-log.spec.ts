/**
 * The desktop app's log: what happened and how long it took, readable by its owner alone, and fit to
 * be sent to somebody: without a path of the person.
 */
import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ElectronApplication } from 'playwright';
import { expect, test } from 'vitest';
import {
  chooseFromMenu,
  firstTrack,
  logOf,
  startDesktop,
  startOn,
  windowOf,
} from './support/desktop.ts';
import { makeScratchFolder } from './support/libraries.ts';
import { makeCurrentLibrary, makeMissingLibrary, makeOldLibrary } from './support/test-library.ts';

const AUDIO = fileURLToPath(new URL('../fixtures/audio', import.meta.url));

test('tells each phase of an upgrade with how long it took, and no path', async (context) => {
  const library = await makeOldLibrary();
  const { app, home } = await startOn(context, library);
  await firstTrack(await windowOf(app, 'index')).waitFor();
  const log = await logOf(home);
  for (const phase of ['inspect', 'backup', 'verify-backup', 'migrate', 'open']) {
    expect(log).toMatch(new RegExp(`info  library: ${phase} took \\d+ ms`));
  }
  expect(log).toMatch(/library: 0*\d*_?play_history took \d+ ms/);
  expect(log).toMatch(/library: backup made: <backups>\/\S+\.db/);
  expect(log).toMatch(/library: ready after \d+ ms, version 3 → \d+/);
  for (const line of log.trimEnd().split('\n')) {
    expect(line).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z (error|warn|info) /);
  }
  // Tests start it so.
  expect(log).toMatch(/warn {2}Fermata was started without the sandbox/);
  expect(log).not.toContain(library.folder);
});

test('tells of a scan without naming its folder', async (context) => {
  const { app, home } = await startOn(
    context,
    await makeMissingLibrary(await makeCurrentLibrary()),
  );
  const window = await windowOf(app, 'index');
  await window.getByRole('heading', { name: 'Your library is empty' }).waitFor();
  await answerFolderDialog(app, AUDIO);
  await chooseFromMenu(app, 'scan-folder');
  await window.getByRole('row', { name: 'Fourth Light' }).waitFor();
  await expect.poll(() => logOf(home)).toMatch(/library: scan done after \d+ ms: \d+ files/);
  expect(await logOf(home)).not.toContain(AUDIO);
});

test('names the place, not the path, where a library cannot be opened', async (context) => {
  const folder = join(await makeScratchFolder(), 'Ana’s secret jazz');
  await mkdir(folder);
  const file = join(folder, 'library.db');
  await writeFile(file, 'no database at all');
  const { app, home } = await startOn(context, { args: ['--library', file] });
  const splash = await windowOf(app, 'splash');
  await splash.getByText('NOT_A_LIBRARY').waitFor();
  expect(await logOf(home)).toContain('library: it cannot be used: NOT_A_LIBRARY');
  expect(await logOf(home)).not.toContain('secret jazz');
});

test('has the paths too where somebody asked for them', async (context) => {
  const library = await makeOldLibrary();
  const home = await makeScratchFolder();
  const env = { FERMATA_LOG_LEVEL: 'debug' };
  const app = await startDesktop(context, { args: library.args, home, env });
  await firstTrack(await windowOf(app, 'index')).waitFor();
  const lines = (await logOf(home)).split('\n').filter((line) => line.includes(library.folder));
  expect(lines.length).toBeGreaterThan(0);
  for (const line of lines) expect(line).toContain('Z debug ');
});

test.skipIf(process.platform === 'win32')(
  'is for its owner alone, old files included, and gives way to a new one when it is full (Windows has no such modes)',
  async (context) => {
    const home = await makeScratchFolder();
    const logs = join(home, 'logs');
    await mkdir(logs);
    await writeFile(join(logs, 'fermata.log'), 'full\n'.repeat(300_000));
    await chmod(join(logs, 'fermata.log'), 0o644);
    const { args } = await makeCurrentLibrary();
    const app = await startDesktop(context, { args, home });
    await firstTrack(await windowOf(app, 'index')).waitFor();

    expect((await stat(logs)).mode & 0o777).toBe(0o700);
    expect((await readdir(logs)).sort()).toEqual(['fermata.1.log', 'fermata.log']);
    for (const name of await readdir(logs)) {
      expect((await stat(join(logs, name))).mode & 0o777, name).toBe(0o600);
    }
    expect(await readFile(join(logs, 'fermata.1.log'), 'utf8')).toContain('full');
    expect(await logOf(home)).not.toContain('full');
  },
);

/** The dialog belongs to the desktop environment: this is its answer. */
async function answerFolderDialog(app: ElectronApplication, folder: string): Promise<void> {
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
  }, folder);
}
