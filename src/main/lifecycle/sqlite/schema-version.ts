/** The schema version that a library has, and the fence that keeps an older app from writing it. */
import { z } from 'zod';
import { FermataError } from '../../../shared/errors.ts';
import { words } from '../../../shared/words/words.ts';
import { type Connection, fileOf } from './database.ts';

/** The schema version in a database's header. */
export function readSchemaVersion(db: Connection): number {
  return z
    .number()
    .int()
    .parse(db.pragma('user_version', { simple: true }));
}

/**
 * Checks that a library is not newer than what this app prepared it for: an older app never writes
 * a newer library (design.md, invariant 6). Inside a write transaction the answer holds until its end.
 *
 * @throws FermataError `LIBRARY_TOO_NEW`
 */
export function requireKnownVersion(db: Connection, knownVersion: number): void {
  const found = readSchemaVersion(db);
  if (found <= knownVersion) return;
  throw new FermataError(
    'LIBRARY_TOO_NEW',
    words('libraryErrors.upgradedByNewer', { file: fileOf(db) }),
    {
      advice: words('libraryErrors.updateAndStart'),
      libraryState: words('libraryErrors.doesNotWrite'),
      cause: `It has schema version ${found}; this version of Fermata knows ${knownVersion}.`,
    },
  );
}
