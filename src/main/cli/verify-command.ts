/** `fermata verify`: all of each backup is read and compared with what was written. */
import { basename } from 'node:path';
import type { BackupManifest } from '../../shared/backups.ts';
import { FermataError, sentencesOf } from '../../shared/errors.ts';
import { t } from '../../shared/words/cli/cli-words.ts';
import { tellSent } from '../../shared/words/sent-words.ts';
import { tell, tellInEnglish, words } from '../../shared/words/words.ts';
import { libraryPlaces } from '../library-places.ts';
import { type AwayBackup, type BackupsFolder, readCatalog } from '../lifecycle/backups/catalog.ts';
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
  /** The same for people, in their language. */
  readonly told: string;
}

interface FolderResult {
  readonly folder: string;
  readonly good: readonly BackupManifest[];
  readonly bad: readonly Bad[];
  readonly away: readonly AwayBackup[];
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
    fields: { ...fieldsOf(first), secondFolder: second === null ? null : fieldsOf(second) },
    text: rows.length === 0 ? t('cli.noBackups', { folder: places.backupsDir }) : formatFacts(rows),
    failure: bad.length === 0 ? null : describeFailure(bad),
  };
}

/** What was found in a folder; known damage is told as well where all of it was looked at. */
async function resultOf(
  { folder, good, bad: found, away }: Omit<Verification, 'second'>,
  library: LibraryLocation,
  isNamed: boolean,
): Promise<FolderResult> {
  const isFoundNow = (name: string) => found.some(({ id }) => name.startsWith(`${id}.`));
  const known = isNamed ? [] : await listDamaged({ ...library, backupsDir: folder });
  const bad = found.map(({ id, error }) => ({
    name: id,
    reason: `${id}: ${error.message}`,
    told: `${id}: ${sentencesOf(error).message}`,
  }));
  return { folder, good, away, bad: [...bad, ...known.filter(({ name }) => !isFoundNow(name))] };
}

async function listDamaged(folder: BackupsFolder): Promise<Bad[]> {
  const { unusable } = await readCatalog(folder);
  return unusable
    .filter(({ state }) => state === 'damaged' || state === 'unreadable')
    .map(({ file, reason, reasonWords }) => {
      const name = basename(file);
      const told = `${name}: ${tellSent(reason, reasonWords)}`;
      return { name, reason: `${name}: ${reason}`, told };
    });
}

/** What programs get. */
function fieldsOf({ folder, good, bad, away }: FolderResult): Record<string, unknown> {
  return {
    folder,
    good,
    bad: bad.map(({ name, reason }) => ({ name, reason })),
    away: away.map(({ manifest: { id }, reason }) => ({ name: id, reason: tellInEnglish(reason) })),
  };
}

/** @param where the folder to name, empty for the one that goes without saying */
function rowsOf({ good, bad, away }: FolderResult, where: string, paint: Paint): string[][] {
  const place = where === '' ? [] : [printable(where)];
  return [
    ...good.map(({ id }) => [paint('good', t('cli.good')), id, ...place]),
    ...bad.map(({ told }) => [paint('bad', t('cli.damaged')), printable(told), ...place]),
    ...away.map(({ manifest: { id }, reason }) => [
      paint('warning', t('cli.away')),
      printable(`${id}: ${tell(reason)}`),
      ...place,
    ]),
  ];
}

function describeFailure(bad: readonly Bad[]): FermataError {
  return new FermataError('BACKUP_INVALID', words('cliErrors.badBackups', { count: bad.length }), {
    advice: words('cliErrors.makeNewBackup'),
  });
}
