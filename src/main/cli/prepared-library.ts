/** Commands that work with the library prepare it first and close it cleanly, however they end. */
import { stat } from 'node:fs/promises';
import { notice } from '../../shared/lifecycle-events.ts';
import { words } from '../../shared/words/words.ts';
import { type Library, openLibrary } from '../library/library.ts';
import { libraryPlaces } from '../library-places.ts';
import { canOnlyBeRead } from '../lifecycle/files/rights.ts';
import { inspectLibrary } from '../lifecycle/jobs/inspect.ts';
import { loadMigrationSet } from '../lifecycle/migrations/migration-set.ts';
import type { PreparedLibrary } from '../lifecycle/prepare.ts';
import { makePrivateCopy, removePrivateCopy } from '../lifecycle/sqlite/private-copy.ts';
import type { CommonOptions } from './command-line.ts';
import { prepareNamedLibrary } from './preparation.ts';
import type { CommandContext } from './report.ts';

/** A larger library that can only be read here is not copied to be upgraded, in bytes. */
const SMALL_LIBRARY_BYTES = 256 * 1024 * 1024;

/**
 * Prepares and opens the library, uses it, and closes it.
 *
 * @throws FermataError whatever preparing, using or closing the library throws, and `INTERRUPTED`
 *   if a signal came before it was ready
 */
export async function withPreparedLibrary<Result>(
  options: CommonOptions,
  context: CommandContext,
  use: (prepared: PreparedLibrary<Library>) => Promise<Result>,
): Promise<Result> {
  const prepared = await prepareNamedLibrary(options, context, openLibrary);
  try {
    context.signal.throwIfAborted();
    for (const remark of prepared.library.remarks) context.report.event(notice(remark));
    prepared.library.onRemark((remark) => context.report.event(notice(remark)));
    return await use(prepared);
  } finally {
    // A check of a large library that was not closed the last time is finished, or stopped by a signal.
    await prepared.checked;
    await prepared.library.close();
  }
}

/**
 * The same for a command that only reads. A library of an older version that can only be read here is
 * copied, and the copy upgraded, where it is not too large for that.
 *
 * @throws FermataError as {@link withPreparedLibrary}; `NO_PERMISSION` if a large one has to be upgraded
 */
export async function withLibraryToRead<Result>(
  options: CommonOptions,
  context: CommandContext,
  use: (prepared: Pick<PreparedLibrary<Library>, 'library' | 'libraryFile'>) => Promise<Result>,
): Promise<Result> {
  const { libraryFile, migrationsDir } = libraryPlaces(options);
  if (!canOnlyBeRead(libraryFile)) return withPreparedLibrary(options, context, use);
  const { latest } = loadMigrationSet(migrationsDir);
  const isOld = inspectLibrary(libraryFile, latest).state === 'behind';
  if (!isOld || (await stat(libraryFile)).size > SMALL_LIBRARY_BYTES) {
    return withPreparedLibrary(options, context, use);
  }
  const copy = makePrivateCopy(libraryFile);
  try {
    context.report.event(notice(words('access.upgradedCopy')));
    const { lockDir: _lockDir, backups: _backups, ...others } = options;
    return await withPreparedLibrary({ ...others, library: copy }, context, ({ library }) =>
      use({ library, libraryFile }),
    );
  } finally {
    removePrivateCopy(copy);
  }
}
