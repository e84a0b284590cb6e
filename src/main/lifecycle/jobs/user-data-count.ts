/**
 * What a person made, counted before and after a migration in its transaction: none of it may be fewer
 * but for what the migration declares that it merges (design, invariant 10 and section 2).
 */
import { z } from 'zod';
import { COUNTED, type Counted, type Counts, countedName } from '../../../shared/user-data.ts';
import type { Connection } from '../sqlite/database.ts';
import { COUNTED_DATA, countData, knows, readSide, type Side } from '../user-data.ts';

export interface UserDataCount {
  readonly counts: Counts;
  /** Of the kinds that are merged, how many different things there are. */
  readonly things: Counts;
  /** All stars of all ratings; null where the schema does not know them. */
  readonly stars: number | null;
}

/** Counts what a library holds. */
export function countUserData(db: Connection, merged: ReadonlySet<Counted>): UserDataCount {
  const side = readSide(db);
  const kinds = COUNTED.filter((kind) => merged.has(kind) && knows(side, kind));
  return {
    counts: countData(db, side),
    things: Object.fromEntries(kinds.map((kind) => [kind, countThings(db, side, kind)])),
    stars: knows(side, 'ratings')
      ? numberOf(db, 'SELECT total(rating) FROM tracks WHERE rating IS NOT NULL')
      : null,
  };
}

/** In words, the first thing that a person made and that would be lost; null if nothing would. */
export function findLoss(before: UserDataCount, after: UserDataCount): string | null {
  for (const kind of COUNTED) {
    const isMerged = before.things[kind] !== undefined;
    const { [kind]: had = 0 } = isMerged ? before.things : before.counts;
    const { [kind]: has = 0 } = isMerged ? after.things : after.counts;
    if (has < had) return countedName(kind, had - has);
  }
  const isRated = before.stars !== null && before.things.ratings === undefined;
  return isRated && before.stars !== after.stars ? 'the stars of ratings' : null;
}

/** How many fewer there are of each kind that was merged. */
export function mergedCounts(before: UserDataCount, after: UserDataCount): Counts {
  return Object.fromEntries(
    COUNTED.flatMap((kind) => {
      const fewer = (before.counts[kind] ?? 0) - (after.counts[kind] ?? 0);
      return fewer > 0 ? [[kind, fewer]] : [];
    }),
  );
}

function countThings(db: Connection, side: Side, kind: Counted): number {
  return numberOf(db, `SELECT count(DISTINCT key) FROM (${COUNTED_DATA[kind].rows(side)})`);
}

function numberOf(db: Connection, sql: string): number {
  return z.number().parse(db.prepare(sql).pluck().get());
}
