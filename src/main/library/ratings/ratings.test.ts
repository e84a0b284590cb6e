/** Ratings and favourites: set for many tracks at once, and each one's own put back. */
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { makeOldLibrary } from '../../../../fixtures/old-library.ts';
import { makeScratchFolder, openTestLibrary } from '../../../../fixtures/test-library.ts';
import type { Change } from '../../../shared/api/events.ts';
import { ratingCalls } from '../../../shared/api/ratings.ts';
import { TrackQuerySchema } from '../../../shared/api/tracks.ts';
import type { FermataError } from '../../../shared/errors.ts';
import type { Library } from '../library.ts';

const TRACKS = 20;
const GONE = 999_999;

let library: Library;
let calls: Library['calls'];

beforeEach(async () => {
  const file = join(makeScratchFolder(), 'library.db');
  makeOldLibrary({ file, tracks: TRACKS });
  library = await openTestLibrary(file);
  calls = library.calls;
});

/** What is said of each track. */
async function marks() {
  const { tracks } = await calls.tracks(TrackQuerySchema.parse({ sort: 'title', limit: 500 }));
  return new Map(tracks.map(({ id, rating, favourite }) => [id, { rating, favourite }]));
}

async function codeOf(refused: Promise<unknown>): Promise<string> {
  const error: FermataError = await refused.then(
    () => expect.fail('It was not refused.'),
    (reason: FermataError) => reason,
  );
  return error.code;
}

test('Tracks are rated, and those that are gone are left out', async () => {
  const { before } = await calls.setRating({ ids: [1, 2, GONE], rating: 4 });
  expect(before.map(({ id }) => id)).toEqual([1, 2]);
  expect([...(await marks())].filter(([, { rating }]) => rating === 4).map(([id]) => id)).toEqual(
    expect.arrayContaining([1, 2]),
  );
  await calls.setRating({ ids: [1], rating: 0 });
  expect((await calls.track({ id: 1 }))?.rating).toBeNull();
});

test('Only the rows of tracks that are rated become old', async () => {
  const changes: Change[] = [];
  library.onChanged((change) => changes.push(change));
  await calls.setRating({ ids: [3, 4], rating: 2 });
  expect(changes).toEqual([{ subjects: ['ratings'], tracks: [3, 4] }]);
});

test('Favourites are listed, and leave the list again', async () => {
  const listed = async () => {
    const query = { list: { kind: 'favourites' }, limit: 500 } as const;
    return (await calls.tracks(TrackQuerySchema.parse(query))).tracks.map(({ id }) => id);
  };
  await calls.setFavourite({ ids: [...(await marks()).keys()], favourite: false });
  await calls.setFavourite({ ids: [5, 6], favourite: true });
  expect((await listed()).toSorted()).toEqual([5, 6]);
  await calls.setFavourite({ ids: [5], favourite: false });
  expect(await listed()).toEqual([6]);
});

describe('Refused, with nothing half-done:', () => {
  test.for([
    ['a rating of 6', () => calls.setRating({ ids: [1], rating: 6 }), 'USAGE'],
    ['a rating of -1', () => calls.setRating({ ids: [1], rating: -1 }), 'USAGE'],
    ['half a star', () => calls.setRating({ ids: [1], rating: 0.5 }), 'USAGE'],
    ['100 001 ratings', () => calls.setRating({ ids: many(100_001), rating: 1 }), 'USAGE'],
    ['100 001 hearts', () => calls.setFavourite({ ids: many(100_001), favourite: true }), 'USAGE'],
    [
      'one bad rating of two',
      () => calls.restoreRatings({ before: [rated(1, 3), rated(2, 6)] }),
      'USAGE',
    ],
    ['tracks that are gone', () => calls.setRating({ ids: [GONE], rating: 1 }), 'NOT_FOUND'],
    [
      'hearts of tracks that are gone',
      () => calls.setFavourite({ ids: [GONE], favourite: true }),
      'NOT_FOUND',
    ],
  ] as const)('%s', async ([, call, code]) => {
    const before = await marks();
    expect(await codeOf(call())).toBe(code);
    expect(await marks()).toEqual(before);
  });
});

test('a batch of 100 000 ids is taken', async () => {
  const { before } = await calls.setRating({ ids: many(100_000), rating: 1 });
  expect(before).toHaveLength(TRACKS);
});

test('Any ratings and hearts, undone in reverse, leave what was said of the tracks before', async () => {
  const ids = fc.array(fc.integer({ min: 1, max: TRACKS }), { minLength: 1, maxLength: 30 });
  const edit = fc.oneof(
    fc.record({ ids, rating: fc.option(fc.integer({ min: 1, max: 5 })) }),
    fc.record({ ids, favourite: fc.boolean() }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(edit, { maxLength: 8 }), async (edits) => {
      const before = await marks();
      const undos: (() => Promise<unknown>)[] = [];
      for (const input of edits) {
        if ('rating' in input) {
          const inverse = ratingCalls.setRating.inverse?.(input, await calls.setRating(input));
          const back = ratingCalls.restoreRatings.input.parse(inverse?.input);
          undos.push(() => calls.restoreRatings(back));
        } else {
          const answer = await calls.setFavourite(input);
          const inverse = ratingCalls.setFavourite.inverse?.(input, answer);
          const back = ratingCalls.restoreFavourites.input.parse(inverse?.input);
          undos.push(() => calls.restoreFavourites(back));
        }
      }
      for (const undo of undos.toReversed()) await undo();
      expect(await marks()).toEqual(before);
    }),
    { numRuns: 30 },
  );
});

const many = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
const rated = (id: number, rating: number) => ({ id, rating });
