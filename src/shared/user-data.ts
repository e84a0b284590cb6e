/**
 * What a person made of a library: the one list (design, invariant 10). Where each kind is stored, and
 * how two libraries are compared in it, stands in `src/main/lifecycle/user-data.ts`; backups, previews,
 * retention, salvage, health and the words of the interface walk this list. Whatever is new and made by
 * people (smart playlists, corrections) gets an entry here, and the compiler names the places that lack it.
 */
import { z } from 'zod';
import { tell, type Words, type WordsKey, words } from './words/words.ts';

/** In the order in which they are named to people. */
export const USER_DATA = [
  'plays',
  /** Plays that a play count holds and the history does not: from before there was one. */
  'earlierPlays',
  'ratings',
  'favourites',
  /** Of tags that do not say theirs, as a person has corrected a guess. */
  'textEncodings',
  /** When each track was added. */
  'addedDates',
  'playlists',
  'playlistEntries',
  /** Entries of playlist files whose tracks are to be located. */
  'unfoundEntries',
  /** Playlists that can still be brought back; they are not counted as playlists. */
  'deletedPlaylists',
  /** Rules that choose tracks, with those that can still be brought back. */
  'smartPlaylists',
  /** The music folders that scans read. */
  'folders',
  /** Tracks that were removed on purpose, which can still be brought back with all that was made of them. */
  'removedTracks',
] as const;
export type UserData = (typeof USER_DATA)[number];

/** User data, and the tracks, which scans find again, but which the rest depends on. */
export const COUNTED = ['tracks', ...USER_DATA] as const;
export type Counted = (typeof COUNTED)[number];

/** Each track has a date, and each playlist its entries: where these are counted, that says little. */
const IMPLIED: ReadonlySet<Counted> = new Set(['addedDates', 'playlistEntries', 'unfoundEntries']);

/** How many there are of each kind; a schema version that does not know a kind has no count of it. */
export const CountsSchema = z.partialRecord(z.enum(COUNTED), z.number().int().nonnegative());
export type Counts = z.infer<typeof CountsSchema>;

/** Of one kind, how a backup differs from the library. */
export const ChangeSchema = z.object({
  /** In the backup, not in the library. */
  gained: z.number().int(),
  /** In the library, not in the backup. */
  lost: z.number().int(),
  /** In both, with other content: a rating of other stars, a playlist of other tracks or order. */
  changed: z.number().int(),
});
export type Change = z.infer<typeof ChangeSchema>;

/** The same for each kind of user data: the beginnings of a schema, or of a sum. */
export function forUserData<Value>(value: Value): Record<UserData, Value> {
  return {
    plays: value,
    earlierPlays: value,
    ratings: value,
    favourites: value,
    textEncodings: value,
    addedDates: value,
    playlists: value,
    playlistEntries: value,
    unfoundEntries: value,
    deletedPlaylists: value,
    smartPlaylists: value,
    folders: value,
    removedTracks: value,
  };
}

/** "1 rating", "2,000 ratings". */
export function countedName(kind: Counted, count: number): string {
  return tell(countedWords(kind, count));
}

/** "30 ratings", "12 favourites": each kind that there is some of, unless another one implies it. */
export function countedNames(counts: Counts): string[] {
  return wordsOfCounts(counts).map(tell);
}

/** What {@link countedNames} tells, for a message to hold. */
export function wordsOfCounts(counts: Counts): Words[] {
  return COUNTED.flatMap((kind) => {
    const count = counts[kind] ?? 0;
    return count === 0 || IMPLIED.has(kind) ? [] : [countedWords(kind, count)];
  });
}

function countedWords(kind: Counted, count: number): Words {
  return words(`userData.${kind}` satisfies WordsKey, { count });
}

/** "30 ratings", "12 favourites": each kind with a change of one sort. */
export function changedNames(
  changes: Readonly<Record<Counted, Change>>,
  sort: keyof Change,
): string[] {
  return COUNTED.flatMap((kind) => {
    const count = changes[kind][sort];
    return count === 0 ? [] : [countedName(kind, count)];
  });
}

/** Whether there is nothing of any kind. */
export function isNothing(counts: Counts): boolean {
  return COUNTED.every((kind) => (counts[kind] ?? 0) === 0);
}
