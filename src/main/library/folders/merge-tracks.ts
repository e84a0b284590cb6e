/** Two tracks that are of one file become one, and come apart again where that is taken back. */
import { z } from 'zod';
import type { WritableDb } from '../handlers.ts';

const IdsSchema = z.array(z.number().int());

const MarksSchema = z.object({
  plays: z.number().int(),
  lastPlayedAt: z.string().nullable(),
  rating: z.number().int().nullable(),
  favourite: z.number().int(),
  addedAt: z.string(),
  textEncoding: z.string().nullable().default(null),
});
type Marks = z.infer<typeof MarksSchema>;

/** What became one, as it was. */
export const MergeSchema = z.object({
  kept: z.number().int(),
  gone: z.number().int(),
  keptBefore: MarksSchema,
  keptAfter: MarksSchema,
  goneBefore: MarksSchema,
  playIds: IdsSchema,
  entryIds: IdsSchema,
});
export type Merge = z.infer<typeof MergeSchema>;

/** Gives a track all that a person made of another one, which is removed. */
export function mergeInto(
  db: WritableDb,
  { kept, gone }: { readonly kept: number; readonly gone: number },
): Merge {
  const keptBefore = readMarks(db, kept);
  const goneBefore = readMarks(db, gone);
  const keptAfter = together(keptBefore, goneBefore);
  const idsOf = (table: 'plays' | 'playlist_tracks') =>
    IdsSchema.parse(db.prepare(`SELECT id FROM ${table} WHERE track_id = ?`).pluck().all(gone));
  const merge = {
    kept,
    gone,
    keptBefore,
    keptAfter,
    goneBefore,
    playIds: idsOf('plays'),
    entryIds: idsOf('playlist_tracks'),
  };
  for (const table of ['plays', 'playlist_tracks']) {
    db.prepare(`UPDATE ${table} SET track_id = ? WHERE track_id = ?`).run(kept, gone);
  }
  db.prepare('DELETE FROM tracks WHERE id = ?').run(gone);
  writeMarks(db, kept, keptAfter);
  return merge;
}

/**
 * Takes back that two tracks became one; the other one is there again. What a person has said since then
 * stays.
 *
 * @param gone its id now
 */
export function takeApart(db: WritableDb, merge: Merge, gone: number): void {
  const { kept, keptBefore, keptAfter, goneBefore } = merge;
  const now = readMarks(db, kept);
  for (const [table, ids] of [
    ['plays', merge.playIds],
    ['playlist_tracks', merge.entryIds],
  ] as const) {
    db.prepare(
      `UPDATE ${table} SET track_id = :gone
       WHERE track_id = :kept AND id IN (SELECT value FROM json_each(:ids))`,
    ).run({ gone, kept, ids: JSON.stringify(ids) });
  }
  const unlessChanged = <Name extends keyof Marks>(name: Name): Marks[Name] =>
    now[name] === keptAfter[name] ? keptBefore[name] : now[name];
  writeMarks(db, kept, {
    plays: Math.max(0, now.plays - goneBefore.plays),
    lastPlayedAt: unlessChanged('lastPlayedAt'),
    rating: unlessChanged('rating'),
    favourite: unlessChanged('favourite'),
    addedAt: unlessChanged('addedAt'),
    textEncoding: unlessChanged('textEncoding'),
  });
  writeMarks(db, gone, goneBefore);
}

function together(kept: Marks, gone: Marks): Marks {
  const played = [kept.lastPlayedAt, gone.lastPlayedAt].filter((at) => at !== null).toSorted();
  return {
    plays: kept.plays + gone.plays,
    lastPlayedAt: played.at(-1) ?? null,
    rating: kept.rating ?? gone.rating,
    favourite: Math.max(kept.favourite, gone.favourite),
    addedAt: [kept.addedAt, gone.addedAt].toSorted()[0] ?? kept.addedAt,
    textEncoding: kept.textEncoding ?? gone.textEncoding,
  };
}

function readMarks(db: WritableDb, id: number): Marks {
  const marks = db.prepare(`
    SELECT play_count AS plays, last_played_at AS lastPlayedAt, rating, favourite,
      added_at AS addedAt, text_encoding AS textEncoding
    FROM tracks WHERE id = ?`);
  return MarksSchema.parse(marks.get(id));
}

function writeMarks(db: WritableDb, id: number, marks: Marks): void {
  db.prepare(
    `UPDATE tracks SET play_count = :plays, last_played_at = :lastPlayedAt, rating = :rating,
       favourite = :favourite, added_at = :addedAt, text_encoding = :textEncoding
     WHERE id = :id`,
  ).run({ id, ...marks });
}
