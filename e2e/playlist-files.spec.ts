/** Playlists as files: written from the page into a folder, or downloaded, in the desktop app and in a browser. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { describe, expect, type TestContext, test } from 'vitest';
import { startOn, windowOf } from './support/desktop.ts';
import { type MusicLibrary, makeMusicLibrary } from './support/music-library.ts';
import { runFermata } from './support/processes.ts';
import { openInBrowser } from './support/web-process.ts';

const HOSTS = [
  ['the desktop app', openDesktop],
  ['a browser', openWeb],
] as const;

describe.each(HOSTS)('In %s', (_name, open) => {
  test('a playlist is exported, and a file that is there is replaced only when that is chosen', async (context) => {
    const library = await withPlaylist();
    const page = await open(context, library);
    const lists = join(library.folder, 'lists');
    await mkdir(lists);
    await writeFile(join(lists, 'For Zoë.xspf'), 'mine');
    await page.getByRole('link', { name: 'For Zoë' }).click();
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Export…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Export “For Zoë”' });
    await dialog.getByRole('radio', { name: /^XSPF/ }).check();
    await dialog.getByRole('radio', { name: /^by the way/ }).check();
    await dialog.getByRole('textbox').fill(lists);
    await dialog.getByRole('button', { name: 'Export', exact: true }).click();
    await dialog.getByText('There is another file For Zoë.xspf already.').waitFor();
    expect(await readFile(join(lists, 'For Zoë.xspf'), 'utf8')).toBe('mine');
    await dialog.getByRole('button', { name: 'Replace' }).click();
    await page.getByText(`Exported 1 playlist to ${lists}`).waitFor();
    const written = await readFile(join(lists, 'For Zoë.xspf'), 'utf8');
    expect(written).toContain('<location>../music/01%20first%20light.mp3</location>');

    // What was chosen is offered again, for all playlists now.
    await page.getByRole('link', { name: 'Playlists', exact: true }).click();
    await page.getByRole('button', { name: 'Export All…' }).click();
    const all = page.getByRole('dialog', { name: 'Export All Playlists' });
    await all.getByRole('button', { name: 'Export', exact: true }).click();
    await page.getByText(`Exported 2 playlists to ${lists}`).waitFor();
    expect((await readdir(lists)).toSorted()).toEqual(['Empty.xspf', 'For Zoë.xspf']);
  });
});

test('A track that an imported playlist lacks is located in its place, removed, and both are undone', async (context) => {
  const library = await withPlaylist();
  const page = await openWeb(context, library);
  // From then on it hears what is made.
  await page.getByRole('link', { name: 'For Zoë' }).waitFor();
  const entry = (path: string, tags?: object) => ({ written: path, paths: [path], tags });
  const content = {
    name: 'Old',
    entries: [
      entry('/away/x.mp3', { artist: 'Zoë', title: 'Second' }),
      entry(join(library.music, '01 first light.mp3')),
      entry('/away/y.mp3'),
    ],
  };
  await page.evaluate(async (body) => {
    await fetch('/api/playlists/import', { method: 'POST', body });
  }, JSON.stringify(content));
  await page.reload();
  await page.getByRole('link', { name: 'Old', exact: true }).click();
  await page.getByRole('button', { name: '2 not found' }).click();
  const dialog = page.getByRole('dialog', { name: 'Tracks of “Old” That Were Not Found' });
  const unfound = dialog.getByRole('listitem').filter({ hasText: 'Zoë – Second' });
  await unfound.getByRole('button', { name: 'Locate…' }).click();
  await unfound.getByRole('button', { name: /^Second Light/ }).click();
  await page.getByText('Put “Second Light” in its place in “Old”').waitFor();
  await unfound.waitFor({ state: 'detached' });
  await dialog.getByRole('button', { name: 'Remove' }).click();
  await dialog.getByText('All tracks of this playlist are found.').waitFor();
  await dialog.getByRole('button', { name: 'Close' }).click();
  const rows = page
    .getByRole('grid', { name: 'Tracks' })
    .locator('[title$="Light"], [title^="Prem"]');
  await expect.poll(() => rows.first().textContent()).toBe('Second Light');
  await page.keyboard.press('Control+z');
  await page.getByRole('button', { name: '1 not found' }).waitFor();
  await page.keyboard.press('Control+z');
  await page.getByRole('button', { name: '2 not found' }).waitFor();
});

test('A browser downloads a playlist, named as it is', async (context) => {
  const page = await openWeb(context, await withPlaylist());
  await page.getByRole('link', { name: 'For Zoë' }).click();
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Export…' }).click();
  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('For Zoë.m3u8');
  expect(await readFile(await download.path(), 'utf8')).toMatch(/^#EXTM3U\n#PLAYLIST:For Zoë\n/);
});

/** A library with a playlist of a track, and an empty one. */
async function withPlaylist(): Promise<MusicLibrary> {
  const library = await makeMusicLibrary();
  const track = join(library.music, '01 first light.mp3');
  for (const playlist of [['For Zoë', track], ['Empty']]) {
    const { status } = await runFermata(['playlist', 'create', ...playlist, ...library.args]);
    expect(status).toBe(0);
  }
  return library;
}

async function openDesktop(context: TestContext, library: MusicLibrary): Promise<Page> {
  const { app } = await startOn(context, library);
  return windowOf(app, 'index');
}

async function openWeb(context: TestContext, library: MusicLibrary): Promise<Page> {
  return (await openInBrowser(context, library)).page;
}
