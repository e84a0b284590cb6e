/**
 * Where a music folder that is away may be now: another place that has tracks of the same content, laid out
 * alike. It is offered, and never taken for granted: a copy on another disk is such a place, too.
 */
import { z } from 'zod';
import type { ReadableDb } from '../handlers.ts';
import { boundsBelow, isWithin, trimmed } from './path-range.ts';

/** So many tracks tell of all of them. */
const MOST_LOOKED = 2_000;

/** Of the tracks that were looked at, so many have to be there. */
const LARGE_PART = 1 / 2;

const PairsSchema = z.array(z.object({ before: z.string(), now: z.string() }));

export interface FoundElsewhere {
  /** The folder as it is now. */
  readonly path: string;
  /** How many of the tracks that were looked at are there. */
  readonly tracks: number;
}

/** The place that most tracks of a folder are at, too; null where there is none. */
export function findElsewhere(db: ReadableDb, folder: string): FoundElsewhere | null {
  const bounds = boundsBelow(folder);
  const looked = `
    SELECT id, path, content_key FROM tracks
    WHERE path > :after AND path < :before AND content_key IS NOT NULL LIMIT ${MOST_LOOKED}`;
  const count = z
    .number()
    .parse(db.prepare(`SELECT count(*) FROM (${looked})`).pluck().get(bounds));
  const pairs = PairsSchema.parse(
    db
      .prepare(
        `SELECT looked.path AS before, there.path AS now FROM (${looked}) AS looked
         JOIN tracks AS there ON there.content_key = looked.content_key
         WHERE there.missing_since IS NULL AND there.id <> looked.id`,
      )
      .all(bounds),
  );
  const places = new Map<string, Set<string>>();
  for (const { before, now } of pairs) {
    const rest = before.slice(trimmed(folder).length);
    const place = now.endsWith(rest) ? now.slice(0, -rest.length) : '';
    if (place === '' || isWithin(folder, place)) continue;
    places.set(place, (places.get(place) ?? new Set()).add(before));
  }
  const [best] = [...places].toSorted(([, a], [, b]) => b.size - a.size);
  if (best === undefined || best[1].size < count * LARGE_PART) return null;
  return { path: best[0], tracks: best[1].size };
}
