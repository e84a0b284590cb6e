/**
 * The tracks of a backup as the library knows them: one whose file was renamed or moved since is the same track,
 * under another path. It is known by its audio, where only one can be meant.
 */
import { z } from 'zod';
import { makeTemporary } from '../sqlite/connection.ts';
import type { Connection } from '../sqlite/database.ts';
import type { Side } from '../user-data.ts';

/** The paths that are in one database and not in the other, of files that no other such has the audio of. */
function onlyIn(side: Side, other: Side): string {
  return `
    SELECT content_key, min(path) AS path FROM ${side.name}.tracks
    WHERE content_key IS NOT NULL AND path NOT IN (SELECT path FROM ${other.name}.tracks)
    GROUP BY content_key HAVING count(*) = 1`;
}

const NamesSchema = z.array(z.string());

/**
 * The backup's side with the paths that its tracks have in the library now. It is temporary views beside the
 * backup, which is only read.
 */
export function asKnownNow(db: Connection, present: Side, backup: Side): Side {
  if (!present.has('tracks.content_key') || !backup.has('tracks.content_key')) return backup;
  makeTemporary(db, () =>
    db.exec(`
      CREATE TEMP TABLE moved_tracks (path TEXT PRIMARY KEY, now TEXT NOT NULL) WITHOUT ROWID;
      INSERT INTO moved_tracks (path, now)
      SELECT before.path, present.path
      FROM (${onlyIn(backup, present)}) AS before
      JOIN (${onlyIn(present, backup)}) AS present USING (content_key)`),
  );
  const areNone = db.prepare('SELECT 1 FROM moved_tracks').get() === undefined;
  if (areNone) return backup;
  // Without those that belong to the search index.
  const tables = NamesSchema.parse(
    db
      .prepare(
        `SELECT name FROM pragma_table_list
         WHERE schema = ? AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`,
      )
      .pluck()
      .all(backup.name),
  );
  makeTemporary(db, () => {
    for (const table of tables) db.exec(viewOf(db, backup, table));
  });
  return { name: 'temp', has: backup.has };
}

function viewOf(db: Connection, { name: side }: Side, table: string): string {
  const columns = NamesSchema.parse(
    db.prepare('SELECT name FROM pragma_table_info(?, ?)').pluck().all(table, side),
  );
  const values = columns.map((column) => value(table, column)).join(', ');
  return `CREATE TEMP VIEW ${quoted(table)} AS SELECT ${values} FROM ${side}.${quoted(table)} AS here`;
}

function value(table: string, column: string): string {
  if (table !== 'tracks' || column !== 'path') return `here.${quoted(column)}`;
  return `ifnull((SELECT now FROM temp.moved_tracks WHERE path = here.path), here.path) AS path`;
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
