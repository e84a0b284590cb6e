/**
 * Keeps the words that tracks are searched by (migrations/0016) as the tables have them. The schema notes
 * which tracks have changed; their words are worked out here. All of it is derived, and can be built anew.
 */
import { z } from 'zod';
import type { Connection } from './database.ts';
import { quotedName } from './quoted-name.ts';
import { furtherSearchWords, searchWords } from './search-words.ts';

const SearchedTrackSchema = z.object({
  title: z.string(),
  artist: z.string(),
  album: z.string(),
  further: z.string(),
  path: z.string(),
});

const IdsSchema = z.array(z.number().int());

type Statements = ReturnType<typeof prepareStatements>;
const prepared = new WeakMap<Connection, Statements>();

/**
 * Brings the words of tracks up to date whose names have changed. Call it in the transaction that has
 * changed them: otherwise a search misses them until the next one.
 *
 * @param limit so many tracks at most
 */
export function updateSearchWords(db: Connection, limit: number): void {
  let statements = prepared.get(db);
  if (statements === undefined) {
    statements = prepareStatements(db);
    prepared.set(db, statements);
  }
  const ids = IdsSchema.parse(statements.stale.all(limit));
  for (const id of ids) {
    statements.done.run(id);
    const found = statements.searched.get(id);
    // A track that was removed took its words along.
    if (found === undefined) continue;
    statements.save.run({ id, ...wordsOf(SearchedTrackSchema.parse(found)) });
  }
}

/** Whether there are tracks whose words are to be brought up to date. */
export function hasStaleSearchWords(db: Connection): boolean {
  return db.prepare('SELECT 1 FROM stale_search_words LIMIT 1').get() !== undefined;
}

/** Whether the library has words to search by: since migration 0016. */
export function hasSearchWords(db: Connection): boolean {
  return (
    db
      .prepare(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'search_words'`)
      .get() !== undefined
  );
}

/**
 * Fills an empty search index from the tables, and the words of all tracks before, whatever they were. Call
 * it in a transaction: a search meanwhile finds nothing.
 */
export function fillSearchIndex(db: Connection): void {
  // They would look for each word in the index.
  const triggers = SchemaSchema.parse(db.prepare(TRIGGERS).all());
  for (const { name } of triggers) db.exec(`DROP TRIGGER ${quotedName(name)}`);
  db.exec('DELETE FROM search_words; DELETE FROM stale_search_words');
  const { searched, save } = prepareStatements(db);
  const ids = db.prepare('SELECT id FROM tracks ORDER BY id').pluck().all();
  for (const id of IdsSchema.parse(ids)) {
    save.run({ id, ...wordsOf(SearchedTrackSchema.parse(searched.get(id))) });
  }
  db.exec(`INSERT INTO track_search (track_search) VALUES ('rebuild')`);
  for (const { sql } of triggers) db.exec(sql);
}

const TRIGGERS = `
  SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'search_words'`;

const SchemaSchema = z.array(z.object({ name: z.string(), sql: z.string() }));

function wordsOf({ title, artist, album, further, path }: z.infer<typeof SearchedTrackSchema>) {
  return {
    title: searchWords(title),
    artist: searchWords(artist),
    album: searchWords(album),
    further: furtherSearchWords(`${title} ${artist} ${album}`, further, path),
  };
}

function prepareStatements(db: Connection) {
  return {
    stale: db.prepare('SELECT track_id FROM stale_search_words LIMIT ?').pluck(),
    done: db.prepare('DELETE FROM stale_search_words WHERE track_id = ?'),
    searched: db.prepare(
      'SELECT title, artist, album, further, path FROM searched_tracks WHERE track_id = ?',
    ),
    save: db.prepare(`
      INSERT INTO search_words (track_id, title, artist, album, further)
      VALUES (:id, :title, :artist, :album, :further)
      ON CONFLICT (track_id) DO UPDATE SET
        title = excluded.title,
        artist = excluded.artist,
        album = excluded.album,
        further = excluded.further
      WHERE title <> excluded.title
        OR artist <> excluded.artist
        OR album <> excluded.album
        OR further <> excluded.further`),
  };
}
