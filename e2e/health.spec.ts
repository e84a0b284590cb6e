/**
 * *Library Health*, as a person meets it in the desktop app and in a browser: what is known of the
 * library, a check of it, and a report that can be sent to somebody.
 */
import { readFile, truncate } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright';
import { describe, expect, test } from 'vitest';
import { type LibraryHealth, LibraryHealthSchema } from '../src/shared/health.ts';
import { flipBits, rootPageOffset } from './support/damage.ts';
import { chooseFromMenu, firstTrack, startOn, windowOf } from './support/desktop.ts';
import { makeScratchFolder } from './support/libraries.ts';
import type { AddedMigration } from './support/migration-sets.ts';
import { prepareToEnd } from './support/outcomes.ts';
import { changeLibrary } from './support/restores.ts';
import { makeCurrentLibrary, makeOldLibrary, type TestLibrary } from './support/test-library.ts';
import { openInBrowser } from './support/web-process.ts';

/** A check looks at each row’s constraint, which takes its time; it can be stopped between tables. */
const SLOW_TABLES = Array.from({ length: 16 }, (_, index) => `slow_${index}`);
const SLOW_TO_CHECK: AddedMigration = [
  'slow_to_check',
  SLOW_TABLES.map(
    (table) =>
      `CREATE TABLE ${table} (n INTEGER CHECK (length(hex(zeroblob(20000000))) > n)) STRICT;`,
  ).join('\n'),
];

const LABEL = 'Library Health…';

describe('In a browser', () => {
  test('shows what is known, checks the library, and downloads a report', async (context) => {
    const library = await makeOldLibrary();
    const { page } = await openInBrowser(context, library);
    await page.getByRole('button', { name: LABEL }).click();
    const dialog = healthOf(page);
    await expectFact(dialog, 'State', 'Up to date');
    await dialog.getByText('Details', { exact: true }).click();
    await expectFact(dialog, 'Schema version', String(library.newVersion));
    await expectFact(dialog, 'Journal mode', 'wal');
    await expectFact(dialog, 'Kept', /^1 \(/);
    await dialog.getByText('Your library has not been checked yet.').waitFor();
    await dialog.getByText(`Migrations applied (${library.newVersion})`).waitFor();
    await dialog.getByText('Who worked on it (1)').click();
    await dialog.getByText(/the web process is upgrading the library/).waitFor();

    await dialog.getByRole('button', { name: 'Full Check' }).click();
    await dialog.getByText('The last check found no problems').waitFor();
    const downloading = page.waitForEvent('download');
    await dialog.getByRole('link', { name: 'Save Report…' }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toBe('fermata-report.json');
    const report = await readReport(await download.path(), library);
    expect(report).toMatchObject({ file: '<library>', lastCheck: { depth: 'full' } });
  });

  test('shows how far a check is, and lets it be cancelled', async (context) => {
    const library = await makeOldLibrary({ added: [SLOW_TO_CHECK] });
    await prepareToEnd(library);
    changeLibrary(library.file, (db) => {
      db.pragma('ignore_check_constraints = ON');
      for (const table of SLOW_TABLES) db.exec(`INSERT INTO ${table} VALUES (1), (2), (3), (4)`);
    });
    const { page } = await openInBrowser(context, library);
    await page.getByRole('button', { name: LABEL }).click();
    const dialog = healthOf(page);
    await dialog.getByRole('button', { name: 'Full Check' }).click();
    await dialog.getByRole('progressbar', { name: 'Full check' }).waitFor();
    await dialog.getByText(/^\d+ of \d+ tables$/).waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.getByText('The check was cancelled.').waitFor();
    expect(await dialog.getByRole('progressbar').count()).toBe(0);

    // It leaves no result, and nothing in the way of another check.
    const { lastCheck } = LibraryHealthSchema.parse(
      await page.evaluate(`fetch('/api/health').then((answer) => answer.json())`),
    );
    expect(lastCheck).toBeNull();
    await dialog.getByRole('button', { name: 'Quick Check' }).click();
    await dialog.getByText('The last check found no problems').waitFor();
  });

  test('shows the damage of a library that cannot be used', async (context) => {
    const library = await makeCurrentLibrary();
    // Its tracks cannot be read: that is found when it is used, not when it is opened.
    await flipBits(library.file, rootPageOffset(library.file, 'tracks'));
    const { page } = await openInBrowser(context, library);
    // The page of the library has a button of that name too, until it is lost.
    await page.getByRole('heading', { name: 'Your library could not be opened' }).waitFor();
    await page.getByRole('button', { name: LABEL }).click();
    await expectDamageFound(healthOf(page), 'Deep check');
  });
});

describe('In the desktop app', () => {
  test('is in the menu, and the report is saved where the person chooses', async (context) => {
    const library = await makeCurrentLibrary();
    const { app } = await startOn(context, library);
    const window = await windowOf(app, 'index');
    await firstTrack(window).waitFor();
    await chooseFromMenu(app, 'library-health');
    const dialog = healthOf(window);
    await dialog.getByText('Details', { exact: true }).click();
    await expectFact(dialog, 'Electron', /^\d+\./);
    await dialog.getByRole('button', { name: 'Quick Check' }).click();
    await dialog.getByText('The last check found no problems').waitFor();
    // Tests start it so.
    await dialog.getByText('Fermata was started without the sandbox').waitFor();
    await expectReportSaved(app, window, library);
  });

  test('shows the damage where the library cannot be opened', async (context) => {
    const library = await makeCurrentLibrary();
    await truncate(library.file, 100_000);
    const { app } = await startOn(context, library);
    const splash = await windowOf(app, 'splash');
    await splash.getByRole('button', { name: LABEL }).click();
    await expectDamageFound(healthOf(splash), 'Library');
    await expectReportSaved(app, splash, library);
  });

  test('says why a report could not be saved', async (context) => {
    const { app } = await startOn(context, await makeCurrentLibrary());
    const window = await windowOf(app, 'index');
    await firstTrack(window).waitFor();
    await chooseFromMenu(app, 'library-health');
    await answerSaveDialog(app, join(await makeScratchFolder(), 'nowhere', 'report.json'));
    await healthOf(window).getByRole('button', { name: 'Save Report…' }).click();
    await healthOf(window)
      .getByRole('alert')
      .getByText(/ENOENT/)
      .waitFor();
  });
});

function healthOf(page: Page) {
  return page.getByRole('dialog', { name: 'Library Health' });
}

type Dialog = ReturnType<typeof healthOf>;

async function expectFact(dialog: Dialog, name: string, value: string | RegExp): Promise<void> {
  const fact = dialog.locator('dl > div', { has: dialog.page().getByText(name, { exact: true }) });
  await fact.getByRole('definition').filter({ hasText: value }).first().waitFor();
}

async function expectDamageFound(dialog: Dialog, check: string): Promise<void> {
  await expectFact(dialog, 'State', /^Cannot be used: .* is damaged/);
  await dialog.getByRole('button', { name: 'Quick Check' }).click();
  await dialog.getByText('The last check found 1 problem.').waitFor();
  await dialog.locator('.finding-problem').filter({ hasText: check }).waitFor();
}

async function expectReportSaved(
  app: ElectronApplication,
  window: Page,
  library: TestLibrary,
): Promise<void> {
  const file = join(await makeScratchFolder(), 'report.json');
  await answerSaveDialog(app, file);
  await healthOf(window).getByRole('button', { name: 'Save Report…' }).click();
  await healthOf(window).getByText('The report is saved.').waitFor();
  await readReport(file, library);
}

/** The dialog belongs to the desktop environment: this is its answer. */
async function answerSaveDialog(app: ElectronApplication, file: string): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
  }, file);
}

/** A report as whoever gets it reads it: it must not say where the library is, or whose. */
async function readReport(file: string, { folder }: TestLibrary): Promise<LibraryHealth> {
  const text = await readFile(file, 'utf8');
  expect(text).not.toContain(folder);
  expect(text).not.toContain(`"${hostname()}"`);
  return LibraryHealthSchema.parse(JSON.parse(text));
}
