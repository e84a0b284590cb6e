/** Smart playlists as they are kept: listed, made, changed, deleted and brought back. */
import { z } from 'zod';
import type { SmartPlaylist } from '../../../shared/api/smart-playlists.ts';
import { FermataError } from '../../../shared/errors.ts';
import type { SmartRules } from '../../../shared/rules/smart-rules.ts';
import { words } from '../../../shared/words/words.ts';
import type { ReadableDb, WritableDb } from '../handlers.ts';
import type { PlaylistRef } from '../playlists/playlist-store.ts';
import { problemsOf, readRules, smartFilter } from './smart-sql.ts';

const RowSchema = z.object({
  id: z.number().int(),
  name: z.string(),
  rules: z.string().transform(readRules),
  createdAt: z.string(),
  modifiedAt: z.string(),
  deletedAt: z.string().nullable(),
});
type Row = z.infer<typeof RowSchema>;

const RowsSchema = z.array(RowSchema);

const SELECT = `
  SELECT id, name, rules, created_at AS createdAt, modified_at AS modifiedAt, deleted_at AS deletedAt
  FROM smart_playlists`;

/** "Mix 2" before "Mix 10", whatever the case. */
const NAMES = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** All of them, the deleted ones too, by name. */
export function listSmartPlaylists(db: ReadableDb): SmartPlaylist[] {
  const rows = RowsSchema.parse(db.prepare(SELECT).all());
  return rows
    .toSorted((a, b) => NAMES.compare(a.name, b.name) || a.id - b.id)
    .map((row) => withProblems(db, row));
}

/**
 * Makes a smart playlist.
 *
 * @throws FermataError `CONFLICT` where its rules lead back to itself
 */
export function createSmartPlaylist(
  db: WritableDb,
  { name, rules }: { readonly name: string; readonly rules: SmartRules },
  now: string,
): SmartPlaylist {
  const id = db
    .prepare(
      `INSERT INTO smart_playlists (name, rules, created_at, modified_at) VALUES (?, ?, ?, ?)
       RETURNING id`,
    )
    .pluck()
    .get(name, JSON.stringify(rules), now, now);
  return requireSmart(db, { id: z.number().parse(id) });
}

/**
 * Gives one another name and other rules.
 *
 * @returns it as it is now, and as it was
 * @throws FermataError `NOT_FOUND`; `CONFLICT` where its rules lead back to itself
 */
export function changeSmartPlaylist(
  db: WritableDb,
  { name, rules, ...ref }: PlaylistRef & { readonly name: string; readonly rules: SmartRules },
  now: string,
): { playlist: SmartPlaylist; before: SmartPlaylist } {
  const before = withProblems(db, requireKept(db, ref));
  db.prepare('UPDATE smart_playlists SET name = ?, rules = ?, modified_at = ? WHERE id = ?').run(
    name,
    JSON.stringify(rules),
    now,
    ref.id,
  );
  const playlist = requireSmart(db, ref);
  // Rules that did so already, as a newer version or another program wrote them, may be mended bit by bit.
  if (playlist.problems.includes('itself') && !before.problems.includes('itself')) {
    throw new FermataError('CONFLICT', words('smart.refersToItself', { name }), {
      advice: words('smart.chooseAnother'),
      libraryState: words('smart.nothingChanged'),
    });
  }
  return { playlist, before };
}

/** @throws FermataError `NOT_FOUND` */
export function deleteSmartPlaylist(db: WritableDb, ref: PlaylistRef, now: string): SmartPlaylist {
  requireSmart(db, ref);
  db.prepare('UPDATE smart_playlists SET deleted_at = ? WHERE id = ? AND deleted_at IS NULL').run(
    now,
    ref.id,
  );
  return requireSmart(db, ref);
}

/** @throws FermataError `NOT_FOUND` */
export function restoreSmartPlaylist(db: WritableDb, ref: PlaylistRef): SmartPlaylist {
  requireSmart(db, ref);
  db.prepare('UPDATE smart_playlists SET deleted_at = NULL WHERE id = ?').run(ref.id);
  return requireSmart(db, ref);
}

const CountSchema = z.object({ tracks: z.number().int(), durationMs: z.number().int() });

/** How many tracks rules choose, how long these play, and what is wrong with the rules. */
export function countRules(
  db: ReadableDb,
  { id, rules }: { readonly id: number | null; readonly rules: SmartRules },
) {
  const { sql, values } = smartFilter(db, { id, rules }).found;
  const counted = db
    .prepare(
      `SELECT count(*) AS tracks, ifnull(sum(duration_ms), 0) AS durationMs FROM tracks WHERE ${sql}`,
    )
    .get(values);
  return { ...CountSchema.parse(counted), problems: problemsOf(db, { id, rules }) };
}

/**
 * One that is not deleted.
 *
 * @throws FermataError `NOT_FOUND`
 */
export function requireKept(db: ReadableDb, ref: PlaylistRef): Row {
  const row = requireRow(db, ref);
  if (row.deletedAt === null) return row;
  throw new FermataError('NOT_FOUND', words('libraryErrors.playlistDeleted', { name: row.name }), {
    advice: words('libraryErrors.restorePlaylist'),
  });
}

function requireSmart(db: ReadableDb, ref: PlaylistRef): SmartPlaylist {
  return withProblems(db, requireRow(db, ref));
}

function requireRow(db: ReadableDb, { id, createdAt }: PlaylistRef): Row {
  const [row] = RowsSchema.parse(db.prepare(`${SELECT} WHERE id = ?`).all(id));
  const isOther = createdAt !== undefined && row?.createdAt !== createdAt;
  if (row !== undefined && !isOther) return row;
  throw new FermataError('NOT_FOUND', words('libraryErrors.playlistGone'), {
    advice: words('libraryErrors.otherPlaylist'),
  });
}

function withProblems(db: ReadableDb, row: Row): SmartPlaylist {
  const { id, rules } = row;
  return { ...row, problems: rules === null ? ['unknown'] : problemsOf(db, { id, rules }) };
}
