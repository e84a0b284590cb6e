/**
 * Saying that files are elsewhere: a folder that was moved, or a disk that has another name now. The rows of
 * the tracks stay, with all that hangs on them; only paths are rewritten, all in one transaction.
 */
import { dirname } from 'node:path';
import { z } from 'zod';
import type { RemovalRef } from '../../../shared/api/folders.ts';
import { FermataError } from '../../../shared/errors.ts';
import { fileOfTrack, partPath } from '../../../shared/track-path.ts';
import { words } from '../../../shared/words/words.ts';
import type { WritableDb } from '../handlers.ts';
import { albumFolder } from '../scan/folder-pictures.ts';
import { type Merge, MergeSchema, mergeInto, takeApart } from './merge-tracks.ts';
import { boundsBelow, isWithin, movedPath, separatorOf, trimmed, untrimmed } from './path-range.ts';
import { beginRemoval, keepFolder, keepTracks } from './removals.ts';
import { keptRows, requireRemoval, restoreFolders, restoreTracks } from './restore-removal.ts';
import { RowWriter } from './row-content.ts';

export interface Relocation {
  readonly from: string;
  readonly to: string;
  readonly staying: readonly number[];
  readonly merged: RemovalRef | null;
}

interface Relocated {
  readonly moved: number;
  readonly staying: number[];
  readonly merged: RemovalRef | null;
}

/**
 * Columns with paths of files and folders, beside those of tracks and of music folders: each is rewritten.
 * What is below the new place already stays as it is there.
 */
const FOUND_BESIDE = [
  { table: 'scan_problems', columns: ['path'] },
  { table: 'cue_sheets', columns: ['path'] },
  { table: 'folder_pictures', columns: ['path', 'folder'] },
  { table: 'album_folders', columns: ['folder'] },
] as const;

/** No path begins so: a name that is free while others are given. */
const ON_ITS_WAY = '\u0001';

const IdsSchema = z.array(z.number().int());

/**
 * Has the tracks at or below `from` be at or below `to`. A track that the library has there already becomes
 * one with the one that was moved, which keeps its id.
 *
 * @throws FermataError `NOT_FOUND` where the library has nothing there
 */
export function relocate(db: WritableDb, relocation: Relocation, now: string): Relocated {
  const { merged: takenBack } = relocation;
  const from = fileOfTrack(trimmed(relocation.from));
  const to = fileOfTrack(trimmed(relocation.to));
  if (from === to) return { moved: 0, staying: [], merged: null };
  const moving = idsWithin(db, from, relocation.staying);
  const roots = rootsWithin(db, from);
  if (moving.length === 0 && roots.length === 0) {
    throw new FermataError('NOT_FOUND', words('folders.nothingThere', { folder: from }), {
      advice: words('folders.lookAtList'),
    });
  }
  if (takenBack !== null) requireRemoval(db, takenBack);
  // What lies there and is not on its way itself.
  const staying = isWithin(from, to) ? [] : idsWithin(db, to, moving);
  const ids = JSON.stringify(moving);
  rewriteTracks(db, ids, from, to);
  const aside = new Aside(db, now);
  merge(db, ids, aside);
  db.prepare(
    `UPDATE tracks SET path = substr(path, 2) WHERE id IN (SELECT value FROM json_each(?))`,
  ).run(ids);
  rewriteFound(db, from, to);
  rewriteRoots(db, roots, { from, to, now, aside });
  nameAlbumFolders(db, ids);
  if (takenBack !== null) unmerge(db, takenBack);
  const { ref: merged } = aside;
  return {
    moved: moving.length,
    staying: merged === null ? staying : withoutGone(db, staying),
    merged,
  };
}

/** The tracks at a path or below it, without some. */
function idsWithin(db: WritableDb, path: string, without: readonly number[]): number[] {
  const ids = db.prepare(`
    SELECT id FROM tracks
    WHERE (path = :path OR (path > :after AND path < :before))
      AND id NOT IN (SELECT value FROM json_each(:without))
    ORDER BY id`);
  return IdsSchema.parse(
    ids.pluck().all({ path, ...boundsBelow(path), without: JSON.stringify(without) }),
  );
}

function withoutGone(db: WritableDb, ids: readonly number[]): number[] {
  const there = db.prepare('SELECT id FROM tracks WHERE id IN (SELECT value FROM json_each(?))');
  return IdsSchema.parse(there.pluck().all(JSON.stringify(ids)));
}

/** The SQL of a column with the beginning of its path changed; `/` and `\` where systems differ. */
function changed(column: string, from: string, to: string): string {
  const rest = `substr(${column}, ${[...from].length + 1})`;
  const [before, after] = [separatorOf(from), separatorOf(to)];
  return `:to || ${before === after ? rest : `replace(${rest}, '${before}', '${after}')`}`;
}

function rewriteTracks(db: WritableDb, ids: string, from: string, to: string): void {
  // By way of names that are free: one may move to where another one of them still is.
  db.prepare(
    `UPDATE tracks SET path = :onItsWay || ${changed('path', from, to)}
     WHERE id IN (SELECT value FROM json_each(:ids))`,
  ).run({ ids, to, onItsWay: ON_ITS_WAY });
}

/** What has to give way, for the relocation to be taken back: begun with the first that does. */
class Aside {
  readonly #db: WritableDb;
  readonly #now: string;
  ref: RemovalRef | null = null;

  constructor(db: WritableDb, now: string) {
    this.#db = db;
    this.#now = now;
  }

  get id(): number {
    this.ref ??= beginRemoval(this.#db, { kind: 'merged', folder: null, now: this.#now });
    return this.ref.id;
  }
}

/** Makes the tracks on their way one with those that are where they go. */
function merge(db: WritableDb, ids: string, aside: Aside): void {
  const pairs = z.array(z.object({ kept: z.number(), gone: z.number() })).parse(
    db
      .prepare(
        `SELECT moving.id AS kept, there.id AS gone
         FROM json_each(?) AS chosen
         JOIN tracks AS moving ON moving.id = chosen.value
         JOIN tracks AS there ON there.path = substr(moving.path, 2)`,
      )
      .all(ids),
  );
  if (pairs.length === 0) return;
  keepTracks(db, aside.id, 'tracks.id IN (SELECT value FROM json_each(:gone))', {
    gone: JSON.stringify(pairs.map(({ gone }) => gone)),
  });
  const keep = db.prepare(
    `INSERT INTO removed_rows (removal_id, kind, row_id, content) VALUES (?, 'merge', ?, ?)`,
  );
  for (const pair of pairs) {
    keep.run(aside.id, pair.gone, JSON.stringify(mergeInto(db, pair) satisfies Merge));
  }
}

/** Takes back that tracks became one, once those that were moved are back. */
function unmerge(db: WritableDb, removal: RemovalRef): void {
  const writer = new RowWriter(db);
  restoreFolders(db, removal.id, writer);
  const ids = restoreTracks(db, removal.id, writer, true);
  for (const { content } of keptRows(db, removal.id, 'merge')) {
    const each = MergeSchema.parse(content);
    const gone = ids.get(each.gone);
    const isThere = db.prepare('SELECT 1 FROM tracks WHERE id = ?').get(each.kept) !== undefined;
    if (gone !== undefined && isThere) takeApart(db, each, gone);
  }
  db.prepare('DELETE FROM removals WHERE id = ?').run(removal.id);
}

function rewriteFound(db: WritableDb, from: string, to: string): void {
  const within = (column: string) =>
    `(${column} = :from OR (${column} > :after AND ${column} < :before))`;
  for (const { table, columns } of FOUND_BESIDE) {
    for (const column of columns) {
      db.prepare(
        `UPDATE OR IGNORE ${table} SET ${column} = ${changed(column, from, to)} WHERE ${within(column)}`,
      ).run({ from, to, ...boundsBelow(from) });
    }
    const [first] = columns;
    if (isWithin(from, to)) continue;
    db.prepare(`DELETE FROM ${table} WHERE ${within(first)}`).run({ from, ...boundsBelow(from) });
  }
}

interface Root {
  readonly id: number;
  readonly path: string;
}

function rootsWithin(db: WritableDb, folder: string): Root[] {
  return readRoots(db).filter(({ path }) => isWithin(folder, trimmed(path)));
}

function readRoots(db: WritableDb): Root[] {
  return z
    .array(z.object({ id: z.number(), path: z.string() }))
    .parse(db.prepare('SELECT id, path FROM scan_roots').all());
}

/** Music folders move along; where the new place is in none, it becomes one, so that scans find it. */
function rewriteRoots(
  db: WritableDb,
  roots: readonly Root[],
  {
    from,
    to,
    now,
    aside,
  }: {
    readonly from: string;
    readonly to: string;
    readonly now: string;
    readonly aside: Aside;
  },
): void {
  const before = readRoots(db);
  for (const { id, path } of roots) {
    const moved = untrimmed(trimmed(movedPath(path, from, to)));
    const others = readRoots(db).filter((root) => root.id !== id);
    const same = others.find((root) => root.path === moved);
    if (same !== undefined) keepFolder(db, aside.id, same.id);
    const covers = (folder: string) => (root: Root) =>
      root.id !== id && root.id !== same?.id && isWithin(trimmed(root.path), folder);
    // One that another covers now needs no scan of its own.
    if (others.some(covers(moved)) && !before.some(covers(path))) {
      db.prepare('DELETE FROM scan_roots WHERE id = ?').run(id);
    } else db.prepare('UPDATE scan_roots SET path = ? WHERE id = ?').run(moved, id);
  }
  if (readRoots(db).some(({ path }) => isWithin(trimmed(path), to))) return;
  const isFile =
    db.prepare('SELECT 1 FROM tracks WHERE path IN (:file, :part)').get({
      file: to,
      part: partPath(to, 1),
    }) !== undefined;
  db.prepare(
    'INSERT INTO scan_roots (path, added_at) VALUES (?, ?) ON CONFLICT (path) DO NOTHING',
  ).run(isFile ? dirname(to) : untrimmed(to), now);
}

/** Albums are told apart by the folders of their files, too. */
function nameAlbumFolders(db: WritableDb, ids: string): void {
  const files = z.array(z.object({ path: z.string(), albumId: z.number() })).parse(
    db
      .prepare(
        `SELECT min(path) AS path, album_id AS albumId FROM tracks
         WHERE id IN (SELECT value FROM json_each(?)) AND album_id IS NOT NULL
         GROUP BY album_id, rtrim(path, replace(path, '/', ''))`,
      )
      .all(ids),
  );
  const add = db.prepare(
    'INSERT INTO album_folders (folder, album_id) VALUES (?, ?) ON CONFLICT DO NOTHING',
  );
  for (const { path, albumId } of files) add.run(albumFolder(path), albumId);
}
