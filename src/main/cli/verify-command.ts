/** `fermata verify`: all of each backup is read and compared with what was written. */
import { basename } from 'node:path';
import type { BackupManifest } from '../../shared/backups.ts';
import { FermataError } from '../../shared/errors.ts';
import { formatCounted } from '../../shared/formats.ts';
import { libraryPlaces } from '../library-places.ts';
import { type BackupsFolder, readCatalog } from '../lifecycle/backups/catalog.ts';
import { type Verification, verifyBackups } from '../lifecycle/backups/verify-backups.ts';
import type { LibraryLocation } from '../lifecycle/lock/own-files.ts';
import { loadMigrationSet } from '../lifecycle/migrations/migration-set.ts';
import type { CommandLineOf } from './command-line.ts';
import { printable } from './formats.ts';
import type { CommandContext, CommandOutcome } from './report.ts';
import type { Paint } from './screen.ts';
import { formatFacts } from './tables.ts';

interface Bad {
  /** Its id, or its file's name. */
  readonly name: string;
  /** A sentence that names it. */
  readonly reason: string;
}

interface FolderResult {
  readonly folder: string;
  readonly good: readonly BackupManifest[];
  readonly bad: readonly Bad[];
}

/**
 * Verifies one backup, or all of them, in both folders; those known to be damaged count as such, unless
 * they were copied again.
 */
export async function verify(
  { options, backup }: CommandLineOf<'verify'>,
  { report, signal, screen: { paint } }: CommandContext,
): Promise<CommandOutcome> {
  const places = libraryPlaces(options);
  const { latest: schemaVersion } = loadMigrationSet(places.migrationsDir);
  const isNamed = backup !== undefined;
  const request = { ...places, named: isNamed ? [backup] : undefined, schemaVersion, signal };
  const verified = await verifyBackups(request, report.event);
  const first = await resultOf(verified, places, isNamed);
  const second = verified.second === null ? null : await resultOf(verified.second, places, isNamed);
  const bad = [...first.bad, ...(second?.bad ?? [])];
  const rows = [
    ...rowsOf(first, '', paint),
    ...(second === null ? [] : rowsOf(second, second.folder, paint)),
  ];
  return {
    fields: { ...first, secondFolder: second },
    text: rows.length === 0 ? `There are no backups in ${places.backupsDir}.` : formatFacts(rows),
    failure: bad.length === 0 ? null : describeFailure(bad),
  };
}

/** What was found in a folder; known damage is told as well where all of it was looked at. */
async function resultOf(
  { folder, good, bad: found }: Omit<Verification, 'second'>,
  library: LibraryLocation,
  isNamed: boolean,
): Promise<FolderResult> {
  const isFoundNow = (name: string) => found.some(({ id }) => name.startsWith(`${id}.`));
  const known = isNamed ? [] : await listDamaged({ ...library, backupsDir: folder });
  const bad = found.map(({ id, error }) => ({
    name: id,
    reason: `${id}: ${error.message}`,
  }));
  return { folder, good, bad: [...bad, ...known.filter(({ name }) => !isFoundNow(name))] };
}

async function listDamaged(folder: BackupsFolder): Promise<Bad[]> {
  const { unusable } = await readCatalog(folder);
  return unusable
    .filter(({ state }) => state === 'damaged' || state === 'unreadable')
    .map(({ file, reason }) => ({ name: basename(file), reason: `${basename(file)}: ${reason}` }));
}

/** @param where the folder to name, empty for the one that goes without saying */
function rowsOf({ good, bad }: FolderResult, where: string, paint: Paint): string[][] {
  const place = where === '' ? [] : [printable(where)];
  return [
    ...good.map(({ id }) => [paint('good', 'good'), id, ...place]),
    ...bad.map(({ reason }) => [paint('bad', 'damaged'), printable(reason), ...place]),
  ];
}

function describeFailure(bad: readonly Bad[]): FermataError {
  const count = formatCounted(bad.length, 'backup');
  return new FermataError('BACKUP_INVALID', `${count} cannot be relied on.`, {
    advice: 'Make a new one with `fermata backup`, and check the disk. Remove what is damaged.',
  });
}
