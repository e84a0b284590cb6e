/** What the library remembers of scans: folders, files as they were, problems, what is missing. */
import { sep } from 'node:path';
import { z } from 'zod';
import { tellInEnglish, words } from '../../../shared/words/words.ts';
import type { Connection } from '../../lifecycle/sqlite/database.ts';
import { boundsBelow } from '../folders/path-range.ts';
import { type CueSheet, CueSheetSchema } from './cue/cue-sheet.ts';
import type { FileState } from './find-audio-files.ts';
import { READER_VERSION } from './tag-messages.ts';

export interface KnownTrack {
  /** As the last scan saw the file; null for a track that no scan has seen. */
  readonly state: FileState | null;
  readonly isMissing: boolean;
  /** Whether this version of the reader has read it. */
  readonly isCurrent: boolean;
  /** The cue sheet beside it that names it; null where none does. */
  readonly sheetId: number | null;
}

/** A cue sheet as the last scan saw it; its state is null where that counts for nothing any more. */
export interface KnownSheet {
  readonly id: number;
  readonly state: FileState | null;
  readonly sheet: CueSheet;
}

/** The file's state, or null where not even that could be known. */
export type KnownProblem = FileState | null;

/** Read in a few milliseconds. */
const ROWS_PER_PAGE = 1_000;

const FILE_COLUMNS = 'path, file_size, file_mtime_ms';

const KnownTrackRow = z.tuple([
  z.string(),
  z.number().int().nullable(),
  z.number().int().nullable(),
  z.literal([0, 1]),
  z.number().int(),
  z.number().int().nullable(),
]);
const KnownSheetRow = z.tuple([
  z.string(),
  z.number().int(),
  z.number().int(),
  z.number().int(),
  z.number().int(),
  z.string(),
]);
const KnownProblemRow = z.tuple([
  z.string(),
  z.number().int().nullable(),
  z.number().int().nullable(),
  z.string(),
  z.number().int(),
]);
const KnownPictureRow = z.tuple([z.string(), z.number().int(), z.number().int()]);

/** As the library keeps them: in English. */
const PASSING_REASONS: ReadonlySet<string> = new Set(
  [
    words('scanReasons.noPermission'),
    words('scanReasons.leadsNowhere'),
    words('scanReasons.leadsToItself'),
    words('scanReasons.diskError'),
  ].map((reason) => tellInEnglish(reason)),
);

const FormerRootsSchema = z.array(z.object({ path: z.string(), addedAt: z.string() }));

export class ScanRecords {
  readonly #db: Connection;
  /** Folders that lost their names to others, with those that have them now. */
  readonly #formerRoots = new Map<string, { readonly addedAt: string; readonly now: string }>();
  readonly #statements: ReturnType<typeof prepareStatements>;

  constructor(db: Connection) {
    this.#db = db;
    this.#statements = prepareStatements(db);
  }

  /** The tracks whose files are below folders, by path, a page at a time. */
  *knownTracks(roots: readonly string[]): Generator<readonly (readonly [string, KnownTrack])[]> {
    const columns = `${FILE_COLUMNS}, missing_since IS NOT NULL, reader_version, sheet_id`;
    for (const rows of this.#below(roots, `${columns} FROM tracks`, KnownTrackRow)) {
      yield rows.map(([path, size, mtimeMs, isMissing, version, sheetId]) => {
        const isCurrent = version === READER_VERSION;
        const state = toState(size, mtimeMs);
        return [path, { state, isMissing: isMissing === 1, isCurrent, sheetId }];
      });
    }
  }

  /** The cue sheets below folders, as above. */
  *knownSheets(roots: readonly string[]): Generator<readonly (readonly [string, KnownSheet])[]> {
    const columns = `${FILE_COLUMNS}, id, reader_version, content FROM cue_sheets`;
    for (const rows of this.#below(roots, columns, KnownSheetRow)) {
      yield rows.flatMap(([path, size, mtimeMs, id, version, content]) => {
        const sheet = CueSheetSchema.safeParse(JSON.parse(content));
        const isCurrent = version === READER_VERSION;
        if (!sheet.success) return [];
        return [[path, { id, sheet: sheet.data, state: isCurrent ? { size, mtimeMs } : null }]];
      });
    }
  }

  /** How many of the tracks below a folder are not missing. */
  countPresent(root: string): number {
    // Each of the two has an index that answers it alone; "+" keeps the second from using that of the paths.
    const count = this.#db
      .prepare(
        `SELECT
           (SELECT count(*) FROM tracks WHERE path > :from AND path < :to)
           - (SELECT count(*) FROM tracks
              WHERE missing_since IS NOT NULL AND +path > :from AND +path < :to)`,
      )
      .pluck();
    return z
      .number()
      .int()
      .parse(count.get(rangeBelow(root)));
  }

  /**
   * The files and folders below folders, themselves included, that could not be read, as above. Older
   * versions kept the state of files that were out of reach, too, and never read them again.
   */
  *knownProblems(
    roots: readonly string[],
  ): Generator<readonly (readonly [string, KnownProblem])[]> {
    const columns = `${FILE_COLUMNS}, reason, reader_version FROM scan_problems`;
    for (const rows of this.#below(roots, columns, KnownProblemRow)) {
      yield rows.map(([path, size, mtimeMs, reason, version]) => {
        const isPassing = PASSING_REASONS.has(reason) || version !== READER_VERSION;
        return [path, isPassing ? null : toState(size, mtimeMs)];
      });
    }
  }

  /** The pictures in folders below folders, as above. */
  *knownPictures(roots: readonly string[]): Generator<readonly (readonly [string, FileState])[]> {
    for (const rows of this.#below(
      roots,
      `${FILE_COLUMNS} FROM folder_pictures`,
      KnownPictureRow,
    )) {
      yield rows.map(([path, size, mtimeMs]) => [path, { size, mtimeMs }]);
    }
  }

  /**
   * Records that folders are scanned from now on. One that another was called by before is called so now: the
   * link leads here. The other goes on under its path as long as tracks are there.
   *
   * @param names what a person calls them, where that is another path
   */
  addRoots(roots: readonly string[], names: ReadonlyMap<string, string>, now: string): void {
    const { addRoot, unnameRoots } = this.#statements;
    for (const path of roots) {
      const name = names.get(path) ?? path;
      const given = name === path ? null : name;
      const former = given === null ? [] : unnameRoots.all({ path, given });
      for (const { path: was, addedAt } of FormerRootsSchema.parse(former)) {
        this.#formerRoots.set(was, { addedAt, now: path });
      }
      addRoot.run({ path, given, now });
    }
  }

  /** The folders that lost their names to others. */
  get formerRoots(): readonly string[] {
    return [...this.#formerRoots.keys()];
  }

  /** Forgets a folder that lost its name, and is not there any more, unless tracks have stayed there. */
  forgetFormerRoot(path: string): void {
    const former = this.#formerRoots.get(path);
    if (former === undefined) return;
    const { forgetRoot, keepDate } = this.#statements;
    const { changes } = forgetRoot.run({ path, ...boundsBelow(path) });
    if (changes > 0) keepDate.run(former);
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
      version: READER_VERSION,
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

  /** The rows of the folders and of what is below them, by path, a page at a time. */
  *#below<Row extends readonly [string, ...unknown[]]>(
    roots: readonly string[],
    columnsFrom: string,
    schema: z.ZodType<Row>,
  ): Generator<Row[]> {
    const rowsOf = z.array(schema);
    const itself = this.#db.prepare(`SELECT ${columnsFrom} WHERE path = ?`).raw();
    const page = this.#db
      .prepare(
        `SELECT ${columnsFrom} WHERE path > :after AND path < :to ORDER BY path LIMIT ${ROWS_PER_PAGE}`,
      )
      .raw();
    for (const root of roots) {
      yield rowsOf.parse(itself.all(root));
      const { from, to } = rangeBelow(root);
      for (let after: string | undefined = from; after !== undefined; ) {
        const rows: Row[] = rowsOf.parse(page.all({ after, to }));
        yield rows;
        after = rows.at(-1)?.[0];
      }
    }
  }
}

/** What sorts between "/music/" and "/music0" is below /music: the unique index finds it. */
function rangeBelow(root: string): { readonly from: string; readonly to: string } {
  const from = root.endsWith(sep) ? root : `${root}${sep}`;
  return { from, to: `${from.slice(0, -1)}${String.fromCharCode(sep.charCodeAt(0) + 1)}` };
}

function toState(size: number | null, mtimeMs: number | null): FileState | null {
  return size === null || mtimeMs === null ? null : { size, mtimeMs };
}

function prepareStatements(db: Connection) {
  return {
    addRoot: db.prepare(
      `INSERT INTO scan_roots (path, given_path, added_at) VALUES (:path, :given, :now)
       ON CONFLICT (path) DO UPDATE SET given_path = excluded.given_path
       WHERE given_path IS NULL AND excluded.given_path IS NOT NULL`,
    ),
    unnameRoots: db.prepare(
      `UPDATE scan_roots SET given_path = NULL WHERE given_path = :given AND path <> :path
       RETURNING path, added_at AS addedAt`,
    ),
    forgetRoot: db.prepare(
      `DELETE FROM scan_roots WHERE path = :path
       AND NOT EXISTS (SELECT 1 FROM tracks WHERE path > :after AND path < :before)`,
    ),
    keepDate: db.prepare(
      'UPDATE scan_roots SET added_at = min(added_at, :addedAt) WHERE path = :now',
    ),
    finishRoot: db.prepare('UPDATE scan_roots SET scanned_at = :now WHERE path = :path'),
    addProblem: db.prepare(`
      INSERT INTO scan_problems (path, reason, file_size, file_mtime_ms, seen_at, reader_version)
      VALUES (:path, :reason, :size, :mtimeMs, :now, :version)
      ON CONFLICT (path) DO UPDATE SET
        reason = excluded.reason,
        file_size = excluded.file_size,
        file_mtime_ms = excluded.file_mtime_ms,
        seen_at = excluded.seen_at,
        reader_version = excluded.reader_version`),
    removeProblem: db.prepare('DELETE FROM scan_problems WHERE path = ?'),
    markMissing: db.prepare(
      'UPDATE tracks SET missing_since = :now WHERE path = :path AND missing_since IS NULL',
    ),
    markFound: db.prepare('UPDATE tracks SET missing_since = NULL WHERE path = ?'),
  };
}
