/** The plays that a damaged library had beyond its backup. */
import type { Connection } from '../sqlite/database.ts';
import type { ReadableContent } from './damaged-tables.ts';
import { pathsById, type Salvaged } from './salvaged.ts';

/** Adds the plays that the library does not have. */
export function addPlays(db: Connection, content: ReadableContent): Salvaged {
  const pathOf = pathsById(db, content);
  const trackByPath = db.prepare('SELECT id FROM tracks WHERE path = ?').pluck();
  const isKnown = db.prepare('SELECT 1 FROM plays WHERE track_id = ? AND played_at = ?').pluck();
  const add = db.prepare('INSERT INTO plays (track_id, played_at) VALUES (?, ?)');
  let count = 0;
  let lost = 0;
  for (const { trackId, playedAt } of content.plays) {
    const path = pathOf.get(trackId);
    const id = path === undefined ? undefined : trackByPath.get(path);
    if (id === undefined) {
      lost += 1;
    } else if (isKnown.get(id, playedAt) === undefined) {
      add.run(id, playedAt);
      count += 1;
    }
  }
  return { kind: 'plays', count, lost };
}

/** Raises the play counts by what they hold beyond the history, where the damaged library held more. */
export function addEarlierPlays(db: Connection, content: ReadableContent): Salvaged {
  const pathOf = pathsById(db, content);
  const played = new Map<number, number>();
  for (const { trackId } of content.plays) played.set(trackId, (played.get(trackId) ?? 0) + 1);
  const missingOf = db
    .prepare(
      `SELECT :earlier - play_count + (SELECT count(*) FROM plays WHERE track_id = tracks.id)
       FROM tracks WHERE path = :path`,
    )
    .pluck();
  const raise = db.prepare('UPDATE tracks SET play_count = play_count + ? WHERE path = ?');
  let count = 0;
  for (const { key, playCount } of content.playCounts) {
    const earlier = playCount - (played.get(key) ?? 0);
    const path = pathOf.get(key);
    if (earlier <= 0 || path === undefined) continue;
    const missing = Number(missingOf.get({ earlier, path }) ?? 0);
    if (missing <= 0) continue;
    raise.run(missing, path);
    count += missing;
  }
  return { kind: 'earlierPlays', count, lost: 0 };
}
