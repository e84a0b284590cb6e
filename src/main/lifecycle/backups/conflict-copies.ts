/**
 * Copies of a library beside it, as sync programs make them where two computers wrote the same file:
 * "library (conflicted copy 2026-05-01).db", "library.sync-conflict-….db", "library-STUDIO.db". They are told by
 * what they are, the same library, and not by the many ways of naming them.
 */
import { readdir } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { notice, type OnLifecycleEvent } from '../../../shared/lifecycle-events.ts';
import { type Words, words } from '../../../shared/words/words.ts';
import { stagedLibrary, unfinishedLibrary } from '../files/file-names.ts';
import { type LibraryLocation, leadToOwnFiles } from '../lock/own-files.ts';
import { readIdentityOf } from '../sqlite/library-identity.ts';
import { withThreads } from '../thread/lifecycle-thread.ts';

/** Names that say themselves what they are, in the languages of the services. */
const SAYS_CONFLICT = /conflict|konflikt/i;

/** Files that are looked at, at most: a folder of a thousand copies is told by its first ones. */
const MOST_COPIES = 8;

export interface ConflictCopy {
  readonly file: string;
  /** How much it has that the library has not; null where that cannot be read. */
  readonly beyond: { readonly tracks: number; readonly plays: number } | null;
}

/**
 * Finds copies of a library beside it that a sync program named as such, or that have something which the
 * library has not. A copy that a person made, and that has nothing else, is none.
 *
 * @param location the library's real path
 */
export async function findConflictCopies(
  location: LibraryLocation,
  signal?: AbortSignal,
): Promise<ConflictCopy[]> {
  const files = await copiesBeside(location);
  if (files.length === 0) return [];
  const { libraryFile } = location;
  const copies: ConflictCopy[] = [];
  await withThreads(
    () => {},
    async ({ sqlite }) => {
      for (const file of files) {
        const difference = await sqlite
          .run('compare', { libraryFile, backup: file })
          .catch(() => null);
        const beyond =
          difference === null
            ? null
            : { tracks: difference.tracks.gained, plays: difference.plays.gained };
        const hasMore = beyond === null || beyond.tracks > 0 || beyond.plays > 0;
        if (hasMore || SAYS_CONFLICT.test(basename(file))) copies.push({ file, beyond });
      }
    },
    signal,
  );
  return copies;
}

/** What a copy is, for people. */
export function conflictWords({ file, beyond }: ConflictCopy): Words {
  return beyond === null
    ? words('places.unreadableCopy', { file })
    : words('places.copyBeside', { file, ...beyond });
}

/** Emits a notice for each copy; that they cannot be found is no reason to fail. */
export async function announceConflictCopies(
  location: LibraryLocation,
  signal: AbortSignal,
  onEvent: OnLifecycleEvent,
): Promise<void> {
  const copies = await findConflictCopies(location, signal).catch(() => []);
  for (const copy of copies) onEvent(notice(conflictWords(copy)));
}

async function copiesBeside(location: LibraryLocation): Promise<string[]> {
  const { libraryFile } = location;
  const folder = dirname(libraryFile);
  const own = [libraryFile, stagedLibrary(libraryFile), unfinishedLibrary(libraryFile)];
  const entries = await readdir(folder, { withFileTypes: true });
  const named = entries
    .filter((entry) => entry.isFile() && isNamedAfter(entry.name, basename(libraryFile)))
    .map(({ name }) => join(folder, name))
    .filter((file) => !own.includes(file));
  if (named.length === 0) return [];
  // Another name of the library itself would be closed with it (own-files.ts).
  const leads = await leadToOwnFiles(named, location);
  const id = readIdentityOf(libraryFile)?.id ?? null;
  if (id === null) return [];
  return named
    .filter((_, index) => leads[index] === false)
    .slice(0, MOST_COPIES)
    .filter((file) => readIdentityOf(file)?.id === id);
}

/** "library (2).db" of "library.db": its name, something that is no letter, and the same ending. */
function isNamedAfter(name: string, library: string): boolean {
  const ending = extname(library);
  const stem = basename(library, ending).toLowerCase();
  const [start, next] = [name.slice(0, stem.length).toLowerCase(), name.charAt(stem.length)];
  if (start !== stem || /^[\p{L}\p{N}]?$/u.test(next)) return false;
  return name.toLowerCase().endsWith(ending.toLowerCase()) || SAYS_CONFLICT.test(name);
}
