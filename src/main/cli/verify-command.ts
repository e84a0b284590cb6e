/** `fermata verify`: all of each backup is read and compared with what was written. */
import { basename } from 'node:path';
import { FermataError } from '../../shared/errors.ts';
import { formatCounted } from '../../shared/formats.ts';
import { libraryPlaces } from '../library-places.ts';
import { readCatalog } from '../lifecycle/backup-catalog.ts';
import { verifyBackups } from '../lifecycle/verify-backups.ts';
import type { CommandLineOf } from './command-line.ts';
import { printable } from './formats.ts';
import type { CommandContext, CommandOutcome } from './report.ts';
import { formatFacts } from './tables.ts';

interface Bad {
  /** Its id, or its file's name. */
  readonly name: string;
  /** A sentence that names it. */
  readonly reason: string;
}

/** Verifies one backup, or all of them; those known to be damaged count as such. */
export async function verify(
  { options, backup }: CommandLineOf<'verify'>,
  { report, signal }: CommandContext,
): Promise<CommandOutcome> {
  const { backupsDir } = libraryPlaces(options);
  const known = backup === undefined ? await listDamaged(backupsDir) : [];
  const named = backup === undefined ? undefined : [backup];
  const { good, bad: found } = await verifyBackups({ backupsDir, named, signal }, report.event);
  const bad = [...found.map(({ id, error }) => ({ name: id, reason: error.message })), ...known];
  const rows = [
    ...good.map(({ id }) => ['good', id]),
    ...bad.map(({ reason }) => ['damaged', printable(reason)]),
  ];
  return {
    fields: { folder: backupsDir, good, bad },
    text: rows.length === 0 ? `There are no backups in ${backupsDir}.` : formatFacts(rows),
    failure: bad.length === 0 ? null : describeFailure(bad),
  };
}

async function listDamaged(backupsDir: string): Promise<Bad[]> {
  const { unusable } = await readCatalog(backupsDir);
  return unusable
    .filter(({ state }) => state === 'damaged' || state === 'unreadable')
    .map(({ file, reason }) => ({ name: basename(file), reason: `${basename(file)}: ${reason}` }));
}

function describeFailure(bad: readonly Bad[]): FermataError {
  const count = formatCounted(bad.length, 'backup');
  return new FermataError('BACKUP_INVALID', `${count} cannot be relied on.`, {
    advice: 'Make a new one with `fermata backup`, and check the disk. Remove what is damaged.',
  });
}
