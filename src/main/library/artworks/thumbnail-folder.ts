/** Where thumbnails are kept: in the system's place for what can be made anew at any time. */
import { join } from 'node:path';
import { homeFolder } from '../../locations.ts';

/** Of this user, for all libraries: thumbnails are named by what is in them. Null for a user without a home. */
export function thumbnailFolder(environment: NodeJS.ProcessEnv = process.env): string | null {
  const { LOCALAPPDATA, XDG_CACHE_HOME } = environment;
  const home = homeFolder();
  const below = (folder: string | null, ...names: string[]) =>
    folder === null ? null : join(folder, ...names, 'thumbnails');
  switch (process.platform) {
    case 'darwin':
      return below(home, 'Library', 'Caches', 'Fermata');
    case 'win32':
      return below(LOCALAPPDATA || (home && join(home, 'AppData', 'Local')), 'Fermata', 'Cache');
    default:
      return below(XDG_CACHE_HOME || (home && join(home, '.cache')), 'Fermata');
  }
}
