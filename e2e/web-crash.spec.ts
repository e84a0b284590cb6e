/**
 * What nobody expected, in the web process and in its page: it is told once, the lock is freed, and
 * nothing half done stays.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { EXIT_STATUS } from '../src/shared/errors.ts';
import { makeScratchFolder, unfinishedFiles } from './support/libraries.ts';
import { readLibraryState } from './support/library-state.ts';
import { slowMigration } from './support/migration-sets.ts';
import { type FermataProcess, startFermata } from './support/processes.ts';
import { makeCurrentLibrary, makeOldLibrary, type TestLibrary } from './support/test-library.ts';
import { openInBrowser } from './support/web-process.ts';

/** A second or more in one statement, which cannot be interrupted; over before the process gives up waiting. */
const SLOW = slowMigration(8_000_000);

test('the web process undoes an upgrade before it ends on an exception', async () => {
  const library = await makeOldLibrary({ added: [SLOW] });
  const before = await readLibraryState(library.file);
  const server = await serveUntilSignal(library);
  await server.waitFor('step', ({ title }) => title === 'Slow');
  await expectToldOnce(server);
  expect(await unfinishedFiles(library.folder)).toEqual([]);
  expect(await readLibraryState(library.file)).toEqual(before);
});

test('the web process closes an open library before it ends on an exception', async () => {
  const library = await makeCurrentLibrary();
  const server = await serveUntilSignal(library);
  await server.waitFor('ready');
  await expectToldOnce(server);
  expect(await unfinishedFiles(library.folder)).toEqual([]);
});

test('the page that cannot be drawn any more says so, and comes back when it is loaded again', async (context) => {
  const { page } = await openInBrowser(context, await makeCurrentLibrary());
  // Drawn, so that it is the search that cannot be.
  await page.locator('[aria-rowindex="2"]:not([aria-busy])').waitFor();
  // Every number of the page is written with it.
  await page.evaluate(
    `Number.prototype.toLocaleString = () => { throw new Error('no numbers today') }`,
  );
  await page.getByRole('searchbox').fill('a');
  const alert = page.getByRole('alert');
  await alert.getByRole('heading', { name: 'This window has stopped working' }).waitFor();
  expect(await alert.textContent()).toContain('no numbers today');
  expect(await page.getByRole('alert').count()).toBe(1);
  await page.getByRole('button', { name: 'Reload' }).click();
  await page.getByRole('grid', { name: 'Tracks' }).waitFor();
});

/** The web process, in which SIGUSR2 makes something fail that nothing catches. */
async function serveUntilSignal(library: TestLibrary): Promise<FermataProcess> {
  const script = join(await makeScratchFolder(), 'fail-on-signal.mjs');
  await writeFile(
    script,
    `process.on('SIGUSR2', () => { throw new Error('the test’s own failure'); });`,
  );
  return startFermata(['serve', '--port', '0', ...library.args], {
    env: { NODE_OPTIONS: `--import=${pathToFileURL(script)}` },
  });
}

async function expectToldOnce(server: FermataProcess): Promise<void> {
  server.kill('SIGUSR2');
  const { status, result, stderr } = await server.ended;
  expect({ status, result }).toMatchObject({
    status: EXIT_STATUS.INTERNAL,
    result: { ok: false, code: 'INTERNAL' },
  });
  expect(stderr.split('Unexpected: Error: the test’s own failure')).toHaveLength(2);
}
