/**
 * The index that tracks are searched by (migrations 0009, 0016): it follows from the tables, so that whatever
 * is wrong with it is mended from them (design, invariant 9).
 */
import { z } from 'zod';
import type { Connection } from './sqlite/database.ts';
import { fillSearchIndex, hasSearchWords } from './sqlite/keep-search-words.ts';
import { quotedName } from './sqlite/quoted-name.ts';

export const SEARCH_TABLE = 'track_search';

/** Until version 15; later, the index is filled from words of its own. */
const FILL = `
  INSERT INTO track_search (rowid, title, artist, album)
  SELECT tracks.id, tracks.title, tracks.artist_credit, albums.title
  FROM tracks
  LEFT JOIN albums ON albums.id = tracks.album_id
  ORDER BY tracks.id`;

/** How many tracks are in the index and not in the library, or the other way round. */
const OUT_OF_STEP = `
  SELECT
    (SELECT count(*) FROM tracks WHERE id NOT IN (SELECT id FROM track_search_docsize))
    + (SELECT count(*) FROM track_search_docsize WHERE id NOT IN (SELECT id FROM tracks))`;

/** The same for the words that the index is filled from; new names of tracks may still have to be read. */
const WORDS_OUT_OF_STEP = `
  SELECT
    (SELECT count(*) FROM tracks WHERE id NOT IN (SELECT track_id FROM search_words)
      AND id NOT IN (SELECT track_id FROM stale_search_words))
    + (SELECT count(*) FROM search_words
      WHERE track_id NOT IN (SELECT id FROM tracks)
        OR track_id NOT IN (SELECT id FROM track_search_docsize))
    + (SELECT count(*) FROM track_search_docsize
      WHERE id NOT IN (SELECT track_id FROM search_words))`;

/** Whether the index has other tracks than the library, or cannot be asked. */
export function isSearchOutOfStep(db: Connection): boolean {
  try {
    const sql = hasSearchWords(db) ? WORDS_OUT_OF_STEP : OUT_OF_STEP;
    return z.number().parse(db.prepare(sql).pluck().get()) > 0;
  } catch {
    return true;
  }
}

/** Whether an error comes from the index alone, or from a table that is not there for it. */
export function isOfSearchIndex(error: unknown): boolean {
  const { code, message } = z
    .object({ code: z.string().catch(''), message: z.string().catch('') })
    .catch({ code: '', message: '' })
    .parse(error);
  return code === 'SQLITE_CORRUPT_VTAB' || message.includes(SEARCH_TABLE);
}

/**
 * Makes the index anew from the tables, in the caller's transaction.
 *
 * @param definition the SQL that creates it
 * @param isOfOtherForm whether what is there cannot be used, however sound it is
 * @throws the SQLite error if pages of it cannot be given up: then the whole file has to be made anew
 */
export function rebuildSearch(db: Connection, definition: string, isOfOtherForm = false): void {
  if (isOfOtherForm || !emptied(db)) {
    removeSearch(db);
    db.exec(definition);
  }
  if (hasSearchWords(db)) fillSearchIndex(db);
  else db.exec(FILL);
  db.exec(`INSERT INTO track_search (track_search) VALUES ('integrity-check')`);
}

/** The SQL that created the index, or null where it is not there. */
export function searchDefinition(db: Connection): string | null {
  const sql = 'SELECT sql FROM sqlite_schema WHERE name = ?';
  return z
    .string()
    .nullable()
    .parse(db.prepare(sql).pluck().get(SEARCH_TABLE) ?? null);
}

function emptied(db: Connection): boolean {
  try {
    db.exec(`INSERT INTO track_search (track_search) VALUES ('delete-all')`);
    return true;
  } catch {
    return false;
  }
}

/** Its module may not be able to remove what it cannot open: its tables are then tables like any other. */
function removeSearch(db: Connection): void {
  try {
    db.exec('DROP TABLE IF EXISTS track_search');
  } catch {
    db.unsafeMode(true);
    db.pragma('writable_schema = ON');
    db.prepare('DELETE FROM sqlite_schema WHERE name = ?').run(SEARCH_TABLE);
    // Reads the schema anew.
    db.pragma('writable_schema = RESET');
    db.unsafeMode(false);
  }
  const names = z
    .array(z.string())
    .parse(
      db
        .prepare(
          `SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE 'track\\_search\\_%' ESCAPE '\\'`,
        )
        .pluck()
        .all(),
    );
  for (const name of names) db.exec(`DROP TABLE ${quotedName(name)}`);
}
