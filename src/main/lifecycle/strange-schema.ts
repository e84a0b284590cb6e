/**
 * Finds out, before anything of a library is read, whether its tables, views and triggers are the ones that
 * the migrations make: a file that was made by hand to look like a library may have a view without an end in
 * the place of a table, on which each list would wait for ever, or a trigger of its own under one of our
 * names. What other programs have added under names of their own is theirs, and stays.
 */
import { FermataError, type Sentence } from '../../shared/errors.ts';
import { words } from '../../shared/words/words.ts';
import { mendOwnSchema } from './jobs/own-schema.ts';
import { partsOf } from './jobs/schema-parts.ts';
import { setAside, takeBack } from './jobs/set-aside.ts';
import type { MigrationSet } from './migrations/migration-set.ts';
import { readSchema, type SchemaObject } from './migrations/schema.ts';
import { type Connection, fileOf } from './sqlite/database.ts';

/** What was found of a library's schema. */
export interface Strangeness {
  /** The schema of its version. */
  readonly own: readonly SchemaObject[];
  /** What holds no rows of ours and is there in another form, as it is there: it can be made again. */
  readonly changed: readonly SchemaObject[];
}

const NOTHING_STRANGE: Strangeness = { own: [], changed: [] };

/**
 * Looks at a library's schema. Where each view, trigger and index stands in the migrations word for word, as
 * in almost every library, that is all that is done: it takes a millisecond, and comparing twenty.
 *
 * @throws FermataError `LIBRARY_DAMAGED` if a table of its version is not there, or is another one
 */
export function findStrangeness(db: Connection, set: MigrationSet): Strangeness {
  const shipped = set.migrations.map(({ sql }) => sql).join('\n');
  if (readSchema(db).every((object) => isOrdinary(object, shipped))) return NOTHING_STRANGE;
  const { own, lost, changed } = partsOf(db, set);
  if (lost !== null) throw notAsMade(db, lost, words('errors.restoreBackup'));
  return { own, changed };
}

/**
 * Checks a library that is only read: its views are ours.
 *
 * @throws FermataError `LIBRARY_DAMAGED`
 */
export function requireOwnViews(db: Connection, set: MigrationSet): void {
  const view = findStrangeness(db, set).changed.find(({ type }) => type === 'view');
  if (view === undefined) return;
  throw notAsMade(db, `view ${view.name} is defined differently`, words('receipts.repairIt'));
}

/**
 * Makes again what is there in another form, in the caller's transaction; its definitions are kept.
 *
 * @returns the file that keeps them
 * @throws the SQLite error where rows do not allow it; the system error if they cannot be kept
 */
export function mendStrangeness(db: Connection, { own, changed }: Strangeness): string | null {
  const kept = setAside(
    fileOf(db),
    changed.map(({ sql }) => sql),
  );
  try {
    mendOwnSchema(db, own);
    return kept;
  } catch (error) {
    takeBack(kept);
    throw error;
  }
}

/** A table whose columns are what they hold, or what the migrations define in the same words. */
function isOrdinary({ type, sql }: SchemaObject, shipped: string): boolean {
  const isTable = type === 'table' && !/\bVIRTUAL\b|\bAS\s*\(/i.test(sql);
  return isTable || shipped.includes(sql);
}

function notAsMade(db: Connection, reason: string, advice: Sentence): FermataError {
  const file = fileOf(db);
  return new FermataError('LIBRARY_DAMAGED', words('errors.damagedBecause', { file, reason }), {
    advice,
    libraryState: words('errors.damagedFileKept'),
  });
}
