/** Playlist files opened with the desktop app: at its start, by a later one, and by macOS. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import Database from 'better-sqlite3';
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { desktopCommand, firstTrack, startDesktop, windowOf } from './support/desktop.ts';
import { makeScratchFolder } from './support/libraries.ts';
import { makeCurrentLibrary, type TestLibrary } from './support/test-library.ts';

test('A playlist named at the start is made, told, and taken back', async (context) => {
  const library = await makeCurrentLibrary();
  const [one = '', two = ''] = pathsOf(library);
  const file = await writePlaylist(library, 'Road Trip.m3u', [
    one,
    '#EXTINF:123,Gone',
    'C:\\Music\\Gone.mp3',
    relative(library.folder, two),
    one,
  ]);
  const window = await open(context, library, [file]);
  const told =
    'The playlist “Road Trip” was created with 3 of 4 tracks. Not in your library: Gone.mp3.';
  await window.getByText(told).waitFor();
  const playlist = window.getByRole('link', { name: 'Road Trip' });
  await playlist.waitFor();
  expect(playlistNames(library)).toContain('Road Trip');

  await window.getByRole('button', { name: 'Undo' }).click();
  await playlist.waitFor({ state: 'detached' });
  expect(playlistNames(library)).not.toContain('Road Trip');
  await window.getByText(told).waitFor({ state: 'detached' });
});

test('A playlist is handed over by a second start, as file managers name it', async (context) => {
  const library = await makeCurrentLibrary();
  const home = await makeScratchFolder();
  const window = await open(context, library, [], home);
  const file = await writePlaylist(library, 'Später.m3u8', pathsOf(library));
  const args = [...library.args, pathToFileURL(file).href];
  const second = desktopCommand(context, { args, home });
  await once(spawn(second.executable, second.args, { env: second.env, stdio: 'ignore' }), 'exit');
  await window.getByText('The playlist “Später” was created with 2 tracks.').waitFor();
});

test('macOS tells of playlists, and each that cannot be opened is told', async (context) => {
  const library = await makeCurrentLibrary();
  const app = await startDesktop(context, { args: library.args, home: await makeScratchFolder() });
  const window = await windowOf(app, 'index');
  await firstTrack(window).waitFor();
  const good = await writePlaylist(library, 'Good.m3u', pathsOf(library));
  const files = [join(library.folder, 'Missing.m3u'), good, library.file];
  await app.evaluate(async ({ app: electron }, paths) => {
    // The page takes what became of one while the next is being opened.
    for (const path of paths) {
      electron.emit('open-file', { preventDefault: () => {} }, path);
      await new Promise(setImmediate);
    }
  }, files);
  await window.getByText('The playlist “Good” was created with 2 tracks.').waitFor();
  const alerts = window.getByRole('alert');
  await expect.poll(() => alerts.count()).toBe(2);
  await alerts.filter({ hasText: 'The playlist Missing.m3u cannot be read.' }).waitFor();
  await alerts.filter({ hasText: 'library.db is not a playlist' }).waitFor();
});

/** Starts the app with files to open; answers when its tracks are shown. */
async function open(
  context: Parameters<typeof startDesktop>[0],
  library: TestLibrary,
  files: readonly string[],
  home?: string,
): Promise<Page> {
  const app = await startDesktop(context, {
    args: [...library.args, ...files],
    home: home ?? (await makeScratchFolder()),
  });
  const window = await windowOf(app, 'index');
  await firstTrack(window).waitFor();
  return window;
}

async function writePlaylist(
  { folder }: TestLibrary,
  name: string,
  lines: readonly string[],
): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, ['#EXTM3U', ...lines, ''].join('\n'));
  return file;
}

/** The paths of two tracks. */
function pathsOf(library: TestLibrary): string[] {
  return strings(library, 'SELECT path FROM tracks ORDER BY id LIMIT 2');
}

function playlistNames(library: TestLibrary): string[] {
  return strings(library, 'SELECT name FROM playlists WHERE deleted_at IS NULL');
}

function strings({ file }: TestLibrary, query: string): string[] {
  const db = new Database(file, { readonly: true });
  try {
    return z.array(z.string()).parse(db.prepare(query).pluck().all());
  } finally {
    db.close();
  }
}
