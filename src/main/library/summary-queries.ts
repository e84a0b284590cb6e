/** What is in the library, in numbers, and which files it could not read. */
import { z } from 'zod';
import type { LibrarySummary, ScanProblem } from '../../shared/api.ts';
import { ScanProblemSchema } from '../../shared/api.ts';
import { APP_VERSION } from '../app-version.ts';
import type { OpenDatabase } from './open-database.ts';

/** How much is in the library. */
export function summarize({ db, file, schemaVersion }: OpenDatabase): LibrarySummary {
  const count = (table: string) =>
    z
      .number()
      .int()
      .parse(db.prepare(`SELECT count(*) FROM ${table}`).pluck().get());
  return {
    file,
    schemaVersion,
    appVersion: APP_VERSION,
    counts: {
      tracks: count('tracks'),
      albums: count('albums'),
      artists: count('artists'),
      genres: count('genres'),
      playlists: count('playlists'),
      plays: count('plays'),
    },
    scanProblems: count('scan_problems'),
  };
}

/** The files that scans could not read, by path. */
export function listScanProblems({ db }: OpenDatabase): ScanProblem[] {
  return z
    .array(ScanProblemSchema)
    .parse(
      db.prepare('SELECT path, reason, seen_at AS seenAt FROM scan_problems ORDER BY path').all(),
    );
}
