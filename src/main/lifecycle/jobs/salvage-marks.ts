/** What a person said of tracks (ratings, favourites, dates added) in a damaged library. */
import { z } from 'zod';
import { openReader } from '../sqlite/connection.ts';
import type { Connection } from '../sqlite/database.ts';
import { COUNTED_DATA, knows, readSide, TRACK_MARKS, type TrackMark } from '../user-data.ts';
import { MARKED, type ReadableContent } from './damaged-tables.ts';
import { pathsById, type Salvaged } from './salvaged.ts';

type Value = number | string;

const RowsSchema = z.array(z.object({ key: z.string(), value: z.union([z.number(), z.string()]) }));

/**
 * Gives tracks what the damaged library said of them. It is newer than the backup, and so it counts,
 * except for what was changed since the restore.
 */
export function addMarks(db: Connection, content: ReadableContent, backup: string): Salvaged[] {
  const pathOf = pathsById(db, content);
  const source = openReader(backup);
  try {
    return MARKED.map((kind) => {
      const marked = content.marks.flatMap(
        ({ key, [kind]: value }): [string | undefined, Value][] =>
          value === null || value === 0 ? [] : [[pathOf.get(key), value]],
      );
      return addMark(db, kind, marked, valuesIn(source, kind));
    });
  } finally {
    source.close();
  }
}

function addMark(
  db: Connection,
  kind: TrackMark,
  marked: readonly (readonly [path: string | undefined, value: Value])[],
  restored: ReadonlyMap<string, Value>,
): Salvaged {
  const present = valuesIn(db, kind);
  const isTrack = db.prepare('SELECT 1 FROM tracks WHERE path = ?').pluck();
  const set = db.prepare(`UPDATE tracks SET ${TRACK_MARKS[kind]} = ? WHERE path = ?`);
  let count = 0;
  let lost = 0;
  for (const [path, value] of marked) {
    if (path === undefined || isTrack.get(path) === undefined) {
      lost += 1;
      continue;
    }
    const now = present.get(path);
    if (now === value || now !== restored.get(path)) continue;
    count += set.run(value, path).changes;
  }
  // A track that is scanned again gets a new date: an old one is no loss that a person would miss.
  return { kind, count, lost: kind === 'addedDates' ? 0 : lost };
}

/** By path; empty where the schema version does not know the kind. */
function valuesIn(db: Connection, kind: TrackMark): ReadonlyMap<string, Value> {
  const side = readSide(db);
  if (!knows(side, kind)) return new Map();
  const rows = RowsSchema.parse(db.prepare(COUNTED_DATA[kind].rows(side)).all());
  return new Map(rows.map(({ key, value }) => [key, value]));
}
