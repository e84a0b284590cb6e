/** What the desktop app says of playlist files that it was started with. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { windowOf } from '../../e2e/support/desktop.ts';
import { makeOldLibrary } from '../../fixtures/old-library.ts';
import { type Album, WIDE } from './album.ts';
import { type Launch, takeWindow } from './desktop-stage.ts';

const LONG_NAME = 'Everything That We Listened to on the Way to the Sea, and on the Way Back';

/** Takes pictures of the strips of a playlist that was made in part, and of one that was not. */
export async function showPlaylistScreens(
  launch: Launch,
  scratch: string,
  album: Album,
): Promise<void> {
  const folder = join(scratch, 'Playlists');
  mkdirSync(folder);
  const library = join(folder, 'library.db');
  makeOldLibrary({ file: library, tracks: 2_000 });
  const playlist = join(folder, `${LONG_NAME}.m3u`);
  const missing = Array.from({ length: 12 }, (_, number) => `Songs/${LONG_NAME} ${number}.mp3`);
  writeFileSync(playlist, ['#EXTM3U', firstPath(library), ...missing, ''].join('\n'));
  const args = ['--library', library, playlist, join(folder, 'Missing.m3u')];
  const app = await launch({ home: join(folder, 'home'), args });
  try {
    const page = await windowOf(app, 'index');
    await page.getByText('was created with').first().waitFor();
    await page.getByText('Missing.m3u').first().waitFor();
    await takeWindow('playlists-opened', { app, page, size: WIDE }, album);
  } finally {
    app.process().kill('SIGKILL');
  }
}

function firstPath(library: string): string {
  const db = new Database(library, { readonly: true });
  try {
    return z.string().parse(db.prepare('SELECT path FROM tracks ORDER BY id').pluck().get());
  } finally {
    db.close();
  }
}
