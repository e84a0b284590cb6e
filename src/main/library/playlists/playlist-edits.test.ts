/** Edits of playlists: each one with its inverse, and what two people do to one playlist at once. */
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { makeOldLibrary } from '../../../../fixtures/old-library.ts';
import { makeScratchFolder, openTestLibrary } from '../../../../fixtures/test-library.ts';
import { contract } from '../../../shared/api/contract.ts';
import type { Call, Inverse } from '../../../shared/api/define.ts';
import type { Playlist } from '../../../shared/api/playlists.ts';
import { TrackQuerySchema } from '../../../shared/api/tracks.ts';
import type { FermataError } from '../../../shared/errors.ts';
import { openReader, openWriter } from '../../lifecycle/sqlite/connection.ts';
import type { Library } from '../library.ts';

const GONE = 999_999;

let file = '';
let library: Library;
let calls: Library['calls'];
let playlist: Playlist;

beforeEach(async () => {
  file = join(makeScratchFolder(), 'library.db');
  makeOldLibrary({ file, tracks: 40 });
  library = await openTestLibrary(file);
  calls = library.calls;
  playlist = await calls.createPlaylist({ name: 'Mix', trackIds: [1, 2, 3, 4, 5] });
});

/** A playlist's entries in order. */
async function entriesOf(id: number) {
  const query = { list: { kind: 'playlist', id }, sort: 'position', limit: 500 } as const;
  const { tracks } = await calls.tracks(TrackQuerySchema.parse(query));
  return tracks.map((track) => ({ entryId: track.entryId ?? 0, trackId: track.id }));
}

async function idsOf(id: number): Promise<number[]> {
  return (await entriesOf(id)).map(({ entryId }) => entryId);
}

async function tracksOf(id: number): Promise<number[]> {
  return (await entriesOf(id)).map(({ trackId }) => trackId);
}

/** The n-th entry of the playlist, from 0. */
async function entry(position: number): Promise<number> {
  return (await idsOf(playlist.id))[position] ?? GONE;
}

/** What another program would find in the library's file. */
function inFile(sql: string): unknown[] {
  const db = openReader(file);
  try {
    return db.prepare(sql).pluck().all();
  } finally {
    db.close();
  }
}

async function codeOf(refused: Promise<unknown>): Promise<string> {
  const error: FermataError = await refused.then(
    () => expect.fail('It was not refused.'),
    (reason: FermataError) => reason,
  );
  return error.code;
}

describe('A playlist', () => {
  test('is listed by its name with the number and the length of its tracks', async () => {
    await calls.createPlaylist({ name: 'Mix 10' });
    await calls.createPlaylist({ name: '  mix 2 ', trackIds: [1, 1] });
    const track = await calls.track({ id: 1 });
    const listed = (await calls.playlists({})).filter(({ name }) => /mix/i.test(name));
    expect(listed.map(({ name, tracks }) => [name, tracks])).toEqual([
      ['Mix', 5],
      ['mix 2', 2],
      ['Mix 10', 0],
    ]);
    expect(listed[1]?.durationMs).toBe(2 * (track?.durationMs ?? 0));
  });

  test('can be renamed, and not back once it was renamed again', async () => {
    const { before } = await calls.renamePlaylist({ id: playlist.id, name: 'Evening' });
    expect(before).toBe('Mix');
    const undo = { id: playlist.id, name: 'Mix', from: 'Evening' };
    await calls.renamePlaylist({ id: playlist.id, name: 'Night' });
    expect(await codeOf(calls.renamePlaylist(undo))).toBe('CONFLICT');
    expect((await calls.playlists({})).map(({ name }) => name)).toContain('Night');
  });

  test('that is deleted keeps its entries and comes back with them', async () => {
    const entries = await entriesOf(playlist.id);
    await calls.deletePlaylist({ id: playlist.id });
    expect((await calls.playlists({})).map(({ id }) => id)).not.toContain(playlist.id);
    expect(await calls.deletedPlaylists({})).toMatchObject([{ name: 'Mix', tracks: 5 }]);
    const refused = calls.addToPlaylist({ id: playlist.id, trackIds: [6], duplicates: 'add' });
    expect(await codeOf(refused)).toBe('NOT_FOUND');
    await calls.restorePlaylist({ id: playlist.id });
    expect(await calls.deletedPlaylists({})).toEqual([]);
    expect(await entriesOf(playlist.id)).toEqual(entries);
  });

  test('is left alone by the undo of another one that had its id', async () => {
    const other = { id: playlist.id, createdAt: new Date(0).toISOString() };
    expect(await codeOf(calls.deletePlaylist(other))).toBe('NOT_FOUND');
    const removal = { ...other, entryIds: await idsOf(playlist.id) };
    expect(await codeOf(calls.removeFromPlaylist(removal))).toBe('NOT_FOUND');
    expect(await tracksOf(playlist.id)).toEqual([1, 2, 3, 4, 5]);
  });
});

describe('Tracks that are added', () => {
  test('stand at the end or where they were dropped, and those that were there are counted', async () => {
    const { id } = playlist;
    const added = await calls.addToPlaylist({ id, trackIds: [7, 2, 7], duplicates: 'add' });
    expect(added).toMatchObject({ already: 1, missing: 0 });
    await calls.addToPlaylist({ id, trackIds: [8], position: 1, duplicates: 'add' });
    expect(await tracksOf(id)).toEqual([1, 8, 2, 3, 4, 5, 7, 2, 7]);
  });

  test('are left out where they stand in it and duplicates are skipped', async () => {
    const { id } = playlist;
    const trackIds = [7, 2, 7, GONE];
    const added = await calls.addToPlaylist({ id, trackIds, duplicates: 'skip' });
    expect(added).toMatchObject({ already: 1, missing: 1 });
    expect(await tracksOf(id)).toEqual([1, 2, 3, 4, 5, 7]);
  });

  test('get ids that no removed entry had', async () => {
    const { id } = playlist;
    const removed = await idsOf(id);
    await calls.removeFromPlaylist({ id, entryIds: removed });
    await calls.addToPlaylist({ id, trackIds: [1, 2, 3, 4, 5], duplicates: 'add' });
    expect((await idsOf(id)).filter((entryId) => removed.includes(entryId))).toEqual([]);
  });
});

describe('Two people who reorder one playlist at once', () => {
  test('both get what they meant, as the entries keep their ids', async () => {
    const { id } = playlist;
    const [first = 0, , third = 0, , fifth = 0] = await idsOf(id);
    await calls.moveInPlaylist({ id, entryIds: [fifth], before: first });
    await calls.moveInPlaylist({ id, entryIds: [third], before: fifth });
    expect(await tracksOf(id)).toEqual([3, 5, 1, 2, 4]);
  });

  test('are told where an entry is gone, and nothing is half-done', async () => {
    const { id } = playlist;
    const entries = await idsOf(id);
    const [first = 0, second = 0] = entries;
    await calls.removeFromPlaylist({ id, entryIds: [second] });
    const left = await entriesOf(id);
    for (const move of [
      { entryIds: [second], before: first },
      { entryIds: [first], before: second },
      { entryIds: entries, before: null },
    ]) {
      expect(await codeOf(calls.moveInPlaylist({ id, ...move }))).toBe('CONFLICT');
    }
    expect(await entriesOf(id)).toEqual(left);
  });

  test('from two apps leave every entry in it, once, in an order that all agree on', async () => {
    const { id } = playlist;
    const trackIds = Array.from({ length: 25 }, (_, index) => index + 10);
    await calls.addToPlaylist({ id, trackIds, duplicates: 'add' });
    const entries = await idsOf(id);
    const other = await openTestLibrary(file);
    const moves = (client: Library['calls'], step: number) =>
      entries.map((entryId, index) =>
        client.moveInPlaylist({
          id,
          entryIds: [entryId, entries[(index + 1) % entries.length] ?? 0],
          before: entries[(index * step + 5) % entries.length] ?? null,
        }),
      );
    await Promise.all([...moves(calls, 7), ...moves(other.calls, 11)]);
    const moved = await idsOf(id);
    expect(moved).not.toEqual(entries);
    expect(moved.toSorted((a, b) => a - b)).toEqual(entries.toSorted((a, b) => a - b));
    const query = { list: { kind: 'playlist', id }, sort: 'position', limit: 500 } as const;
    const { tracks } = await other.calls.tracks(TrackQuerySchema.parse(query));
    expect(tracks.map(({ entryId }) => entryId)).toEqual(moved);
    expect(
      inFile(`SELECT position FROM playlist_tracks WHERE playlist_id = ${id} ORDER BY 1`),
    ).toEqual(moved.map((_, index) => index));
  });

  test('undo their own moves only', async () => {
    const { id } = playlist;
    const [first = 0, , , , fifth = 0] = await idsOf(id);
    const { places } = await calls.moveInPlaylist({ id, entryIds: [first], before: null });
    await calls.moveInPlaylist({ id, entryIds: [fifth], before: await entry(0) });
    await calls.placeInPlaylist({ id, places });
    expect(await tracksOf(id)).toEqual([1, 5, 2, 3, 4]);
  });
});

test('Entries that are moved before one of themselves stay where it stands, in their order', async () => {
  const { id } = playlist;
  const [first = 0, second = 0, , fourth = 0] = await idsOf(id);
  await calls.moveInPlaylist({ id, entryIds: [fourth, first, second], before: second });
  expect(await tracksOf(id)).toEqual([1, 2, 4, 3, 5]);
});

test('Removed entries come back beside those that they stood beside, without the tracks that are gone', async () => {
  const { id } = playlist;
  const [first = 0, second = 0, third = 0] = await idsOf(id);
  const { removed } = await calls.removeFromPlaylist({ id, entryIds: [first, second, third] });
  await calls.addToPlaylist({ id, trackIds: [9], position: 0, duplicates: 'add' });
  const db = openWriter(file, (await calls.summary({})).schemaVersion);
  db.exec('DELETE FROM tracks WHERE id = 2');
  db.close();
  const { entryIds } = await calls.restoreEntries({ id, removed });
  expect(entryIds).toEqual([first, third]);
  expect(await tracksOf(id)).toEqual([1, 9, 3, 4, 5]);
  expect((await calls.restoreEntries({ id, removed })).entryIds).toEqual([]);
});

describe('What does not fit is refused, and nothing is half-done', () => {
  test.for([
    ['a playlist without a name', () => calls.createPlaylist({ name: '   ' }), 'USAGE'],
    ['a name of 500 letters', () => calls.createPlaylist({ name: 'x'.repeat(500) }), 'USAGE'],
    ['a new playlist of tracks that are gone', () => create([GONE]), 'NOT_FOUND'],
    ['100 001 tracks', () => add({ trackIds: Array(100_001).fill(1) }), 'USAGE'],
    ['a new playlist of 100 001 tracks', () => create(Array(100_001).fill(1)), 'USAGE'],
    ['removing 100 001 entries', () => remove(Array(100_001).fill(1)), 'USAGE'],
    ['moving 100 001 entries', () => move(Array(100_001).fill(1)), 'USAGE'],
    ['tracks that are gone', () => add({ trackIds: [GONE] }), 'NOT_FOUND'],
    ['a position beyond the end', () => add({ position: 6 }), 'USAGE'],
    ['a negative position', () => add({ position: -1 }), 'USAGE'],
    [
      'another name for no playlist',
      () => calls.renamePlaylist({ id: GONE, name: 'x' }),
      'NOT_FOUND',
    ],
    ['deleting no playlist', () => calls.deletePlaylist({ id: GONE }), 'NOT_FOUND'],
    ['removing entries that are gone', () => remove([GONE]), 'NOT_FOUND'],
    ['removing no entries', () => remove([]), 'USAGE'],
  ] as const)('%s', async ([, call, code]) => {
    const before = await calls.playlists({});
    expect(await codeOf(call())).toBe(code);
    expect(await calls.playlists({})).toEqual(before);
    expect(await tracksOf(playlist.id)).toEqual([1, 2, 3, 4, 5]);
  });

  const create = (trackIds: number[]) => calls.createPlaylist({ name: 'New', trackIds });
  const add = (input: { trackIds?: number[]; position?: number }) =>
    calls.addToPlaylist({ id: playlist.id, trackIds: [6], duplicates: 'add', ...input });
  const move = (entryIds: number[]) =>
    calls.moveInPlaylist({ id: playlist.id, entryIds, before: null });
  const remove = (entryIds: number[]) => calls.removeFromPlaylist({ id: playlist.id, entryIds });
});

/** One edit, which chooses by fractions among what is there. */
const editOf = fc.record({
  kind: fc.constantFrom('add', 'move', 'remove', 'rename', 'delete', 'create'),
  some: fc.array(fc.nat(1_000), { minLength: 1, maxLength: 6 }),
  at: fc.nat(1_000),
});
type Edit = typeof editOf extends fc.Arbitrary<infer Value> ? Value : never;

test('Any edits, undone in reverse, and done again and undone again, leave the playlists as they were', async () => {
  const undoAll = async (undos: Inverse[]) => {
    const redos: Inverse[] = [];
    for (const undo of undos.toReversed()) redos.push(...(await make(undo)));
    return redos;
  };
  await fc.assert(
    fc.asyncProperty(fc.array(editOf, { maxLength: 12 }), async (edits) => {
      const before = await everything();
      const undos: Inverse[] = [];
      for (const edit of edits) undos.push(...(await make(await inputOf(edit))));
      const after = await everything();
      const redos = await undoAll(undos);
      expect(await everything()).toEqual(before);
      const again = await undoAll(redos);
      expect(await everything()).toEqual(after);
      await undoAll(again);
      expect(await everything()).toEqual(before);
    }),
    { numRuns: 40 },
  );
}, 60_000);

/** The playlists that are not deleted, with their entries. */
async function everything() {
  const playlists = await calls.playlists({});
  return Promise.all(playlists.map(async ({ id, name }) => [id, name, await entriesOf(id)]));
}

/** Makes a call, and answers what takes it back. */
async function make({ call, input }: Inverse): Promise<Inverse[]> {
  const definition: Call | undefined = Object.entries(contract).find(
    ([name]) => name === call,
  )?.[1];
  if (definition?.kind !== 'write') return expect.fail(`${call} is no write.`);
  const parsed = definition.input.parse(input);
  const ask = calls[call as keyof typeof calls] as (given: unknown) => Promise<unknown>;
  const inverse = definition.inverse?.(parsed, await ask(parsed)) ?? null;
  return inverse === null ? [] : [inverse];
}

async function inputOf({ kind, some, at }: Edit): Promise<Inverse> {
  const playlists = await calls.playlists({});
  const id = playlists[at % playlists.length]?.id;
  const trackIds = some.map((number) => (number % 40) + 1);
  if (id === undefined || kind === 'create') {
    return { call: 'createPlaylist', input: { name: `New ${at}`, trackIds } };
  }
  const entries = await idsOf(id);
  const entryIds = some.flatMap((number) => entries[number % entries.length] ?? []);
  const add = { id, trackIds, duplicates: at % 2 === 0 ? 'add' : 'skip' };
  if (kind === 'add' || entryIds.length === 0) return { call: 'addToPlaylist', input: add };
  switch (kind) {
    case 'move': {
      const before = entries[at % (entries.length + 1)] ?? null;
      return { call: 'moveInPlaylist', input: { id, entryIds, before } };
    }
    case 'remove':
      return { call: 'removeFromPlaylist', input: { id, entryIds } };
    case 'rename':
      return { call: 'renamePlaylist', input: { id, name: `Name ${at}` } };
    case 'delete':
      return { call: 'deletePlaylist', input: { id } };
  }
}
