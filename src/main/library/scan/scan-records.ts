/** What the library remembers of scans: folders, files as they were, problems, what is missing. */
import { sep } from 'node:path';
import { z } from 'zod';
import type { Connection } from '../../lifecycle/sqlite/database.ts';
import type { FileState } from './find-audio-files.ts';

export interface KnownTrack {
  /** As the last scan saw the file; null for a track that no scan has seen. */
  readonly state: FileState | null;
  readonly isMissing: boolean;
}

/** The file's state, or null where not even that could be known. */
export type KnownProblem = FileState | null;

const KnownTrackRow = z.tuple([
  z.string(),
  z.number().int().nullable(),
  z.number().int().nullable(),
  z.literal([0, 1]),
]);
const KnownProblemRow = z.tuple([
  z.string(),
  z.number().int().nullable(),
  z.number().int().nullable(),
]);

export class ScanRecords {
  readonly #db: Connection;
  readonly #statements: ReturnType<typeof prepareStatements>;

  constructor(db: Connection) {
    this.#db = db;
    this.#statements = prepareStatements(db);
  }

  /** The tracks whose files are below folders, by path. */
  knownTracks(roots: readonly string[]): Map<string, KnownTrack> {
    const known = new Map<string, KnownTrack>();
    for (const row of this.#below(roots, 'tracks', 'missing_since IS NOT NULL')) {
      const [path, size, mtimeMs, isMissing] = KnownTrackRow.parse(row);
      known.set(path, { state: toState(size, mtimeMs), isMissing: isMissing === 1 });
    }
    return known;
  }

  /** The files and folders below folders, themselves included, that could not be read, by path. */
  knownProblems(roots: readonly string[]): Map<string, KnownProblem> {
    const known = new Map<string, KnownProblem>();
    for (const row of this.#below(roots, 'scan_problems')) {
      const [path, size, mtimeMs] = KnownProblemRow.parse(row);
      known.set(path, toState(size, mtimeMs));
    }
    return known;
  }

  /** Records that folders are scanned from now on. */
  addRoots(roots: readonly string[], now: string): void {
    for (const path of roots) this.#statements.addRoot.run({ path, now });
  }

  /** Records that a scan of folders is complete. */
  finishRoots(roots: readonly string[], now: string): void {
    for (const path of roots) this.#statements.finishRoot.run({ path, now });
  }

  addProblem(path: string, reason: string, state: FileState | null, now: string): void {
    this.#statements.addProblem.run({
      path,
      reason,
      size: state?.size ?? null,
      mtimeMs: state?.mtimeMs ?? null,
      now,
    });
  }

  removeProblem(path: string): void {
    this.#statements.removeProblem.run(path);
  }

  /** Marks a track whose file is gone; one that is marked already keeps its date. */
  markMissing(path: string, now: string): void {
    this.#statements.markMissing.run({ path, now });
  }

  /** Takes the mark from a track whose file is there again, as it was. */
  markFound(path: string): void {
    this.#statements.markFound.run(path);
  }

  *#below(
    roots: readonly string[],
    table: 'tracks' | 'scan_problems',
    ...extraColumns: readonly string[]
  ): Generator<unknown> {
    const columns = ['path', 'file_size', 'file_mtime_ms', ...extraColumns].join(', ');
    // What sorts between "/music/" and "/music0" is below /music: the unique index finds it.
    const select = this.#db
      .prepare(
        `SELECT ${columns} FROM ${table} WHERE path = :root OR (path > :from AND path < :to)`,
      )
      .raw();
    for (const root of roots) {
      const from = root.endsWith(sep) ? root : `${root}${sep}`;
      const to = `${from.slice(0, -1)}${String.fromCharCode(sep.charCodeAt(0) + 1)}`;
      yield* select.iterate({ root, from, to });
    }
  }
}

function toState(size: number | null, mtimeMs: number | null): FileState | null {
  return size === null || mtimeMs === null ? null : { size, mtimeMs };
}

function prepareStatements(db: Connection) {
  return {
    addRoot: db.prepare(
      'INSERT INTO scan_roots (path, added_at) VALUES (:path, :now) ON CONFLICT (path) DO NOTHING',
    ),
    finishRoot: db.prepare('UPDATE scan_roots SET scanned_at = :now WHERE path = :path'),
    addProblem: db.prepare(`
      INSERT INTO scan_problems (path, reason, file_size, file_mtime_ms, seen_at)
      VALUES (:path, :reason, :size, :mtimeMs, :now)
      ON CONFLICT (path) DO UPDATE SET
        reason = excluded.reason,
        file_size = excluded.file_size,
        file_mtime_ms = excluded.file_mtime_ms,
        seen_at = excluded.seen_at`),
    removeProblem: db.prepare('DELETE FROM scan_problems WHERE path = ?'),
    markMissing: db.prepare(
      'UPDATE tracks SET missing_since = :now WHERE path = :path AND missing_since IS NULL',
    ),
    markFound: db.prepare('UPDATE tracks SET missing_since = NULL WHERE path = ?'),
  };
}
