/**
 * `npm run screenshots [-- FOLDER]`: pictures of the screens in every look, to be looked at after a
 * change (git ignores a folder named `screenshots`); without FOLDER, the README's pictures. `npm run
 * build` first: the pages are the built ones.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Album } from './screenshots/album.ts';
import { showDesktopScreens } from './screenshots/desktop-screens.ts';
import { withDesktop } from './screenshots/desktop-stage.ts';
import { showPlaylistScreens } from './screenshots/playlist-screens.ts';
import { showUpdateScreens } from './screenshots/update-screens.ts';
import { showWebScreens } from './screenshots/web-screens.ts';

const README_PICTURES = fileURLToPath(new URL('../assets/screenshots', import.meta.url));

const [folder] = process.argv.slice(2);
const album =
  folder === undefined
    ? new Album(README_PICTURES, [
        'albums-light',
        'albums-dark',
        'album-light',
        'health-light',
        'upgrading-light',
      ])
    : new Album(resolve(folder));
mkdirSync(album.folder, { recursive: true });

const scratch = mkdtempSync(join(tmpdir(), 'fermata-screenshots-'));
try {
  await showWebScreens(scratch, album);
  await withDesktop(async (launch) => {
    await showDesktopScreens(launch, scratch, album);
    await showPlaylistScreens(launch, scratch, album);
    await showUpdateScreens(launch, scratch, album);
  });
} finally {
  rmSync(scratch, { recursive: true, force: true, maxRetries: 3 });
}
