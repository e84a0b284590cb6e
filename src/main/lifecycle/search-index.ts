/**
 * The index that tracks are searched by (migrations 0009, 0016): it follows from the tables, so that whatever
 * is wrong with it is mended from them (design, invariant 9).
 */
import { z } from 'zod';
import type { Connection } from './sqlite/database.ts';
import { fillSearchIndex, hasSearchWords } from './sqlite/keep-search-words.ts';
import { quotedName } from './sqlite/quoted-name.ts';

export const SEARCH_TABLE = 'track_search';

/** What it is filled from since version 16: derived, too. */
const WORDS_TABLES = ['search_words', 'stale_search_words'] as const;

const PARTS = [SEARCH_TABLE, ...WORDS_TABLES];

const ErrorSchema = z
  .object({ code: z.string().catch(''), message: z.string().catch('') })
  .catch({ code: '', message: '' });

/** Whether a table or something of it is the search index, what it keeps, or what it is filled from. */
export function isOfSearch({ name }: { readonly name: string }): boolean {
  return name === SEARCH_TABLE || name.startsWith(`${SEARCH_TABLE}_`) || isSearchWords(name);
}

/** Whether a table has the words that tracks are searched by. */
export function isSearchWords(table: string): boolean {
  return WORDS_TABLES.some((name) => name === table);
}

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
    return z.number().parse(db.prepare(sql).pluck().get()) > 0 || !findsTracks(db);
  } catch {
    return true;
  }
}

/** Whether the index has the library's tracks and makes sense to its module: it is read through for that. */
export function isSearchSound(db: Connection): boolean {
  return !isSearchOutOfStep(db) && !isDamaged(db, SEARCH_TABLE);
}

/** An index that has lost its beginning is empty, and in no way damaged: the first and the last are looked for. */
function findsTracks(db: Connection): boolean {
  if (!hasSearchWords(db)) return true;
  const find = db.prepare('SELECT 1 FROM track_search WHERE track_search MATCH ? AND rowid = ?');
  return (['ASC', 'DESC'] as const).every((order) => {
    const sql = `SELECT track_id AS id, title FROM search_words WHERE trim(title) <> '' ORDER BY track_id ${order} LIMIT 1`;
    const track = z.object({ id: z.number(), title: z.string() }).safeParse(db.prepare(sql).get());
    if (!track.success) return true;
    const [word = ''] = track.data.title.trim().split(' ');
    return find.get(`"${word.replaceAll('"', '""')}"`, track.data.id) !== undefined;
  });
}

/**
 * Whether an error that SQLite has thrown comes from damage to the index, or to what it is filled from, and
 * to nothing else.
 */
export function isSearchDamage(db: Connection, error: unknown): boolean {
  const { code, message } = ErrorSchema.parse(error);
  if (code === 'SQLITE_CORRUPT_VTAB') return true;
  if (code.startsWith('SQLITE_CORRUPT')) return hasDamagedPart(db);
  // Its tables have been removed, or its module cannot make sense of them.
  return code === 'SQLITE_ERROR' && PARTS.some((part) => message.includes(part));
}

/** Where the schema itself cannot be read, more than the search is damaged. */
function hasDamagedPart(db: Connection): boolean {
  try {
    return partsOf(db).some((part) => isDamaged(db, part));
  } catch {
    return false;
  }
}

/**
 * Makes the index anew from the tables, in the caller's transaction.
 *
 * @param definition the SQL that creates it
 * @param isOfOtherForm whether what is there cannot be used, however sound it is
 */
export function rebuildSearch(db: Connection, definition: string, isOfOtherForm = false): void {
  if (isOfOtherForm || !emptied(db)) {
    removeSearch(db);
    db.exec(definition);
  }
  if (hasSearchWords(db)) {
    for (const table of WORDS_TABLES) if (isDamaged(db, table)) replaceTable(db, table);
    fillSearchIndex(db);
  } else {
    db.exec(FILL);
  }
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
  if (partsOf(db).some((part) => isDamaged(db, part))) return false;
  try {
    db.exec(`INSERT INTO track_search (track_search) VALUES ('delete-all')`);
    return true;
  } catch {
    return false;
  }
}

/**
 * Its module may not be able to remove what it cannot open: its tables are then tables like any other.
 * Whether pages are damaged is asked first: once SQLite has met with them, it writes nothing more in this
 * transaction.
 */
function removeSearch(db: Connection): void {
  const parts = partsOf(db).filter((name) => name.startsWith(`${SEARCH_TABLE}_`));
  if (parts.some((name) => isDamaged(db, name)) || !isDropped(db)) {
    forget(db, (name) => name === SEARCH_TABLE);
  }
  for (const name of partsOf(db).filter((part) => part.startsWith(`${SEARCH_TABLE}_`))) {
    if (isDamaged(db, name)) forget(db, (part) => part === name);
    else db.exec(`DROP TABLE ${quotedName(name)}`);
  }
}

function isDropped(db: Connection): boolean {
  try {
    db.exec('DROP TABLE IF EXISTS track_search');
    return true;
  } catch {
    return false;
  }
}

/** An empty table in place of one whose pages cannot be read, with its indexes and triggers. */
export function replaceTable(db: Connection, table: string): void {
  const objects = z.array(z.object({ name: z.string(), sql: z.string() })).parse(
    db
      .prepare(
        `SELECT name, sql FROM sqlite_schema WHERE tbl_name = ? AND sql IS NOT NULL
           ORDER BY type <> 'table'`,
      )
      .all(table),
  );
  const names = new Set(objects.map(({ name }) => name));
  forget(db, (name) => names.has(name));
  for (const { sql } of objects) db.exec(sql);
}

/**
 * Takes something out of the schema whose pages cannot be given back, since they make no sense: they stay
 * behind in no use until the file is made anew (`fermata repair`).
 */
function forget(db: Connection, isForgotten: (name: string) => boolean): void {
  const names = z
    .array(z.string())
    .parse(db.prepare('SELECT name FROM sqlite_schema').pluck().all())
    .filter(isForgotten);
  db.unsafeMode(true);
  try {
    db.pragma('writable_schema = ON');
    for (const name of names) db.prepare('DELETE FROM sqlite_schema WHERE name = ?').run(name);
  } finally {
    // Reads the schema anew.
    db.pragma('writable_schema = RESET');
    db.unsafeMode(false);
  }
}

/** The tables that belong to the index, by name. */
function partsOf(db: Connection): string[] {
  return z
    .array(z.string())
    .parse(db.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table'`).pluck().all())
    .filter((name) => isOfSearch({ name }));
}

/** Whether pages of a table cannot be read, or make no sense. */
export function isDamaged(db: Connection, table: string): boolean {
  try {
    return db.prepare('SELECT * FROM pragma_quick_check(?)').pluck().get(table) !== 'ok';
  } catch {
    return true;
  }
}
