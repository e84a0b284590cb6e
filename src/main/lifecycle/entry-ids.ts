/** The ids of entries of playlists: of those with a track, and of those that are to be located. No two have one. */
import { randomInt } from 'node:crypto';

/** Ids are exact in JavaScript and in the plain numbers that SQLite gives on from the greatest one. */
const FIRST_ID = 2 ** 32;
const LAST_ID = 2 ** 48;

/**
 * The first of some ids for new entries, which follow one another. They begin at a random number: what
 * removed entries had is given to no other one, which an undo would take for them.
 */
export function newEntryIds(count: number): number {
  return randomInt(FIRST_ID, LAST_ID - count);
}
