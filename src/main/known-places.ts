/** The places whose paths the person's own machine gives away, and the words that stand for them. */
import { tmpdir } from 'node:os';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { KnownPlace } from '../shared/redaction.ts';
import { homeFolder } from './locations.ts';

/** What belongs to one library. */
interface LibraryFiles {
  readonly libraryFile: string;
  readonly backupsDir: string;
  readonly migrationsDir: string;
  readonly lockDir?: string | undefined;
}

/** The places that are the same whichever library is open. */
export function machinePlaces(): KnownPlace[] {
  const home = homeFolder();
  return [
    // As far above src/main as above out/main.
    { path: fileURLToPath(new URL('../..', import.meta.url)), name: 'app', isOwn: true },
    ...(home === null ? [] : [{ path: home, name: 'home', isOwn: false } as const]),
    { path: tmpdir(), name: 'temporary files', isOwn: false },
  ];
}

/** The places of a library. */
export function placesOfLibrary(files: LibraryFiles): KnownPlace[] {
  const { libraryFile, backupsDir, migrationsDir, lockDir } = files;
  return [
    { path: libraryFile, name: 'library', isOwn: true },
    { path: dirname(libraryFile), name: 'library folder', isOwn: false },
    { path: backupsDir, name: 'backups', isOwn: true },
    { path: migrationsDir, name: 'migrations', isOwn: true },
    ...(lockDir === undefined ? [] : [{ path: lockDir, name: 'locks', isOwn: false }]),
  ];
}

/** Folders that the person named: with music, or for the second copy of each backup. */
export function namedFolders(name: 'music' | 'second backups', paths: readonly string[]) {
  return paths.map((path): KnownPlace => ({ path, name, isOwn: name === 'second backups' }));
}
