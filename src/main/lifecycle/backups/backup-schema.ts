/**
 * Compares the schema of a backup with the one that the migrations make: a manifest says that a backup is
 * what it describes, and not who made it. A backup without our tables is none. A view, a trigger or an index
 * of another program stays where the library has, or had, the same; any other could have been put into the
 * backup to work in the library, and is left out of it when it is restored.
 */
import { hash } from 'node:crypto';
import { FermataError } from '../../../shared/errors.ts';
import { notice, type OnLifecycleEvent } from '../../../shared/lifecycle-events.ts';
import { words } from '../../../shared/words/words.ts';
import { lockLocation } from '../files/file-names.ts';
import { addToHistory, readHistory } from '../lock/library-history.ts';
import type { LibraryLocation } from '../lock/own-files.ts';
import type { MigrationSet } from '../migrations/migration-set.ts';
import type { SchemaObject } from '../migrations/schema.ts';
import type { SchemaParts } from '../thread/jobs.ts';
import type { LifecycleThread } from '../thread/lifecycle-thread.ts';

interface Comparing {
  readonly set: MigrationSet;
  readonly thread: LifecycleThread;
}

/**
 * Checks that a backup has the tables of its version.
 *
 * @returns what else its schema has
 * @throws FermataError `BACKUP_INVALID` if it has not
 */
export async function requireOwnTables(
  file: string,
  { set, thread }: Comparing,
): Promise<SchemaParts> {
  const parts = await thread.run('parts', { file, set });
  if (parts.lost === null) return parts;
  throw new FermataError(
    'BACKUP_INVALID',
    words('backupErrors.cannotRestore', { file, reason: `${parts.lost}.` }),
    { advice: words('backupErrors.choose') },
  );
}

/** What of a backup's schema is neither ours nor, as far as is known, the library's. */
export async function findStrangers(
  { added }: SchemaParts,
  library: LibraryLocation,
  { set, thread }: Comparing,
): Promise<SchemaObject[]> {
  if (added.length === 0) return [];
  const file = library.libraryFile;
  // A library that is missing or damaged says nothing: its history may.
  const own = await thread.run('parts', { file, set }).catch(() => null);
  const known = new Set([...(own?.added ?? []).map(digestOf), ...rememberedAdditions(library)]);
  return added.filter((object) => !known.has(digestOf(object)));
}

/** Emits that a backup has something that would be left out. */
export function tellOfStrangers(
  id: string,
  strangers: readonly SchemaObject[],
  onEvent: OnLifecycleEvent,
): void {
  if (strangers.length === 0) return;
  onEvent(notice(words('notices.strangersInBackup', { id, names: namesOf(strangers) })));
}

/** By name, as people are told of them: "trigger tidy_up". */
export function namesOf(objects: readonly SchemaObject[]): string {
  return objects.map(({ type, name }) => `${type} ${name}`).join(', ');
}

/** Notes what other programs have added to a library that is about to be replaced: undoing brings it back. */
export async function rememberAdditions(
  library: LibraryLocation,
  { set, thread }: Comparing,
): Promise<void> {
  const own = await thread.run('parts', { file: library.libraryFile, set }).catch(() => null);
  if (own === null || own.added.length === 0) return;
  const known = new Set(rememberedAdditions(library));
  const digests = own.added.map(digestOf).filter((digest) => !known.has(digest));
  if (digests.length === 0) return;
  try {
    addToHistory(locationOf(library), { kind: 'additions', digests });
  } catch {
    // They are in the backup of it, and named if they are left out.
  }
}

function rememberedAdditions(library: LibraryLocation): string[] {
  try {
    return readHistory(locationOf(library)).flatMap((record) =>
      record.kind === 'additions' ? record.digests : [],
    );
  } catch {
    return [];
  }
}

function locationOf({ libraryFile, lockDir }: LibraryLocation) {
  return lockLocation(libraryFile, lockDir);
}

function digestOf({ sql }: SchemaObject): string {
  return hash('sha256', sql);
}
