/**
 * Finds what can be done where an upgrade cannot make its backup: what could go to free space, and
 * whether the upgrade could do without.
 */
import { lstat, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { RoomMaker, WaysOn } from '../../../shared/ways-on.ts';
import { quarantineRoot } from '../files/file-names.ts';
import { resolveLibraryFile } from '../files/library-file.ts';
import type { LibraryPaths } from '../files/library-paths.ts';
import { unwritablePart } from '../files/rights.ts';
import { checkRoom } from '../files/room.ts';
import { loadMigrationSet } from '../migrations/migration-set.ts';
import { withThreads } from '../thread/lifecycle-thread.ts';
import { listBackups } from './catalog.ts';
import { planRetention } from './retention.ts';

/**
 * Looks at a library that could not be upgraded, without changing anything.
 *
 * @returns null where it is not its backup that keeps a library from being upgraded
 */
export async function findWaysOn(options: LibraryPaths): Promise<WaysOn | null> {
  const libraryFile = resolveLibraryFile(options.libraryFile);
  // Another folder for backups is no way on where the library itself cannot be written.
  if (unwritablePart(libraryFile) !== null) return null;
  const { latest } = loadMigrationSet(options.migrationsDir);
  const found = await withThreads(
    () => {},
    ({ sqlite }) => sqlite.run('inspect-open', { file: libraryFile, latestVersion: latest }),
    undefined,
  );
  if (found.state !== 'behind') return null;
  const { backupsDir } = options;
  const isInTheWay = await fails(checkRoom(libraryFile, backupsDir, 1));
  if (!isInTheWay) return null;
  return {
    folder: backupsDir,
    neededBytes: (await stat(libraryFile)).size,
    roomMakers: await findRoomMakers({ ...options, libraryFile }, found.version),
    canGoWithout: !(await fails(checkRoom(libraryFile, null, 1))),
  };
}

async function fails(work: Promise<void>): Promise<boolean> {
  return work.then(
    () => false,
    () => true,
  );
}

/** Backups that no rule protects, and the libraries that were replaced at some time. */
async function findRoomMakers(options: LibraryPaths, schemaVersion: number): Promise<RoomMaker[]> {
  // What cannot be read frees no space.
  const backups = await listBackups(options).catch(() => []);
  const mayGo = planRetention(backups, { schemaVersion, maxTotalBytes: 1 });
  const ofBackups = mayGo.map(({ id, backup }): RoomMaker => {
    return { kind: 'backup', name: id, bytes: backup.manifest.bytes };
  });
  const ofQuarantine = await inQuarantine(quarantineRoot(options.libraryFile));
  return [...ofBackups, ...ofQuarantine].sort((a, b) => b.bytes - a.bytes);
}

async function inQuarantine(root: string): Promise<RoomMaker[]> {
  const names = await readdir(root).catch(() => []);
  const folders = names.map(async (name): Promise<RoomMaker> => {
    const folder = join(root, name);
    return { kind: 'quarantine', name: folder, bytes: await bytesIn(folder) };
  });
  return (await Promise.all(folders)).filter(({ bytes }) => bytes > 0);
}

async function bytesIn(folder: string): Promise<number> {
  const names = await readdir(folder).catch(() => []);
  const files = names.map((name) => lstat(join(folder, name)).catch(() => null));
  return (await Promise.all(files)).reduce((sum, stats) => sum + (stats?.size ?? 0), 0);
}
