/** The answers on what is in the library, in numbers, and which files it could not read. */
import { z } from 'zod';
import {
  type LibrarySummary,
  type libraryCalls,
  type ScanProblem,
  ScanProblemSchema,
} from '../../shared/api/library.ts';
import { APP_VERSION } from '../app-version.ts';
import { canOnlyBeRead } from '../lifecycle/files/rights.ts';
import type { LibraryLocation } from '../lifecycle/lock/own-files.ts';
import type { Handlers, ReadableDb } from './handlers.ts';

export const summaryHandlers = {
  summary: summarize,
  scanProblems: listScanProblems,
} satisfies Handlers<typeof libraryCalls>;

/** How much is in the library. */
function summarize(db: ReadableDb, _input: object, library: LibraryLocation): LibrarySummary {
  const number = (value: unknown) => z.number().int().parse(value);
  const count = (rows: string) => number(db.prepare(`SELECT count(*) FROM ${rows}`).pluck().get());
  return {
    file: library.libraryFile,
    isReadOnly: canOnlyBeRead(library.libraryFile),
    schemaVersion: number(db.pragma('user_version', { simple: true })),
    appVersion: APP_VERSION,
    counts: {
      tracks: count('tracks'),
      // Those that are listed: the others are gone with the next scan.
      albums: count('listed_albums'),
      artists: count('listed_artists'),
      genres: count('listed_genres'),
      playlists: count('playlists WHERE deleted_at IS NULL'),
      plays: count('plays'),
    },
    scanProblems: count('scan_problems'),
  };
}

/** The files that scans could not read, by path. */
function listScanProblems(db: ReadableDb): ScanProblem[] {
  return z
    .array(ScanProblemSchema)
    .parse(
      db.prepare('SELECT path, reason, seen_at AS seenAt FROM scan_problems ORDER BY path').all(),
    );
}
