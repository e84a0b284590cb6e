/** Smart playlists in an open library: live, undone, nested, limited, and what is wrong with their rules. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeOldLibrary } from '../../../../fixtures/old-library.ts';
import { makeScratchFolder, openTestLibrary } from '../../../../fixtures/test-library.ts';
import { smartPlaylistCalls } from '../../../shared/api/smart-playlists.ts';
import { TrackQuerySchema } from '../../../shared/api/tracks.ts';
import {
  type SmartRule,
  type SmartRules,
  SmartRulesSchema,
} from '../../../shared/rules/smart-rules.ts';
import type { Library } from '../library.ts';

async function openLibraryOf(tracks: number): Promise<Library> {
  const file = join(makeScratchFolder(), 'library.db');
  makeOldLibrary({ file, tracks });
  return openTestLibrary(file);
}

function rulesOf(rules: readonly SmartRule[], more: Partial<SmartRules> = {}): SmartRules {
  return {
    group: { match: 'all', rules },
    limit: null,
    sort: 'artist',
    direction: 'asc',
    ...more,
  };
}

async function idsOf({ calls }: Library, id: number, more: object = {}): Promise<number[]> {
  const query = TrackQuerySchema.parse({ list: { kind: 'smart', id }, limit: 500, ...more });
  const { total, tracks } = await calls.tracks(query);
  expect(tracks).toHaveLength(total);
  return tracks.map((track) => track.id);
}

const FAVOURITES = rulesOf([{ field: 'favourite' }, { field: 'rating', from: 4, to: null }]);

test('a smart playlist has what its rules say at every moment, and is played, sorted and searched as any list', async () => {
  const library = await openLibraryOf(40);
  const { calls } = library;
  await calls.setFavourite({ ids: [1, 2, 3, 4], favourite: true });
  await calls.setRating({ ids: [1, 2], rating: 5 });
  await calls.setRating({ ids: [3], rating: 1 });
  const { id } = await calls.createSmartPlaylist({ name: 'Loved', rules: FAVOURITES });
  const before = await idsOf(library, id);
  expect(before).toEqual(expect.arrayContaining([1, 2]));
  expect(before).not.toContain(3);
  await calls.setRating({ ids: [3], rating: 4 });
  expect((await idsOf(library, id)).toSorted()).toEqual([...before, 3].toSorted());
  const track = await calls.track({ id: 3 });
  expect(await idsOf(library, id, { text: track?.title })).toContain(3);
  expect(await idsOf(library, id, { text: 'rating:4' })).toContain(3);
  const list = { kind: 'smart', id } as const;
  const query = { list, text: '', sort: 'title', direction: 'desc' } as const;
  const part = await calls.queuePart({ ...query, id: 3 });
  expect(part.rows.map((row) => row.id)).toEqual(await idsOf(library, id, query));
});

test('rules stand in groups, and a limit takes the first of an order, the same ones on every page', async () => {
  const library = await openLibraryOf(60);
  const { calls } = library;
  const some = { field: 'plays', from: 1, to: null } as const;
  const group: SmartRule = {
    match: 'any',
    rules: [{ field: 'favourite' }, { match: 'all', rules: [some] }],
  };
  const all = await calls.createSmartPlaylist({ name: 'Some', rules: rulesOf([group]) });
  const both = await idsOf(library, all.id);
  const tracks = await calls.tracks({ limit: 500 });
  const meant = tracks.tracks.filter(({ favourite, playCount }) => favourite || playCount > 0);
  expect(both.toSorted()).toEqual(meant.map(({ id }) => id).toSorted());
  for (const sort of ['plays', 'random', 'lastPlayed'] as const) {
    const rules = rulesOf([group], { limit: 7, sort, direction: 'desc' });
    const limited = await calls.createSmartPlaylist({ name: sort, rules });
    const ids = await idsOf(library, limited.id);
    expect(ids).toHaveLength(7);
    expect(both).toEqual(expect.arrayContaining(ids));
    expect(await idsOf(library, limited.id)).toEqual(ids);
    expect(await calls.countRules({ rules, id: limited.id })).toMatchObject({ tracks: 7 });
    if (sort !== 'plays') continue;
    const counts = meant.map(({ playCount }) => playCount).toSorted((a, b) => b - a);
    const least = Math.min(
      ...meant.filter(({ id }) => ids.includes(id)).map((each) => each.playCount),
    );
    expect(least).toBe(counts[6]);
  }
});

test('changes and removals of smart playlists are undone by their inverses', async () => {
  const library = await openLibraryOf(20);
  const { calls } = library;
  const made = await calls.createSmartPlaylist({ name: 'One', rules: FAVOURITES });
  const other = rulesOf([{ field: 'missing' }]);
  const input = { id: made.id, name: 'Two', rules: other };
  const changed = await calls.changeSmartPlaylist(input);
  expect(changed).toMatchObject({
    playlist: { name: 'Two', rules: other },
    before: { name: 'One' },
  });
  const inverse = smartPlaylistCalls.changeSmartPlaylist.inverse?.(
    smartPlaylistCalls.changeSmartPlaylist.input.parse(input),
    changed,
  );
  expect(inverse).toMatchObject({ call: 'changeSmartPlaylist' });
  await calls.changeSmartPlaylist({ id: made.id, name: 'One', rules: FAVOURITES });
  await calls.deleteSmartPlaylist({ id: made.id });
  await expect(idsOf(library, made.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await calls.restoreSmartPlaylist({ id: made.id });
  expect(await calls.smartPlaylists({})).toContainEqual({
    ...made,
    modifiedAt: expect.any(String),
  });
});

test('a rule names other playlists, and rules that lead back to their own playlist are refused and change nothing', async () => {
  const library = await openLibraryOf(30);
  const { calls } = library;
  const { id, createdAt } = await calls.createPlaylist({ name: 'Mine', trackIds: [5, 6, 7] });
  const inMine: SmartRule = { field: 'playlist', id, createdAt };
  const first = await calls.createSmartPlaylist({ name: 'First', rules: rulesOf([inMine]) });
  expect((await idsOf(library, first.id)).toSorted()).toEqual([5, 6, 7]);
  const inFirst: SmartRule = { field: 'smartPlaylist', id: first.id, createdAt: first.createdAt };
  const second = await calls.createSmartPlaylist({
    name: 'Second',
    rules: rulesOf([inFirst], { limit: 2 }),
  });
  expect(await idsOf(library, second.id)).toHaveLength(2);
  const inSecond: SmartRule = {
    field: 'smartPlaylist',
    id: second.id,
    createdAt: second.createdAt,
  };
  const circle = { id: first.id, name: 'First', rules: rulesOf([{ ...inSecond, not: true }]) };
  await expect(calls.changeSmartPlaylist(circle)).rejects.toMatchObject({ code: 'CONFLICT' });
  expect((await idsOf(library, first.id)).toSorted()).toEqual([5, 6, 7]);
  expect(await calls.countRules(circle)).toMatchObject({ tracks: 0, problems: ['itself'] });
  await calls.deletePlaylist({ id });
  expect(await idsOf(library, first.id)).toEqual([]);
  const gone = (await calls.smartPlaylists({})).find((each) => each.id === first.id);
  expect(gone?.problems).toEqual(['gone']);
  await calls.restorePlaylist({ id });
  expect((await idsOf(library, first.id)).toSorted()).toEqual([5, 6, 7]);
});

test('a rule of a field that this version does not know chooses nothing, is told, and is kept as it stands', async () => {
  const library = await openLibraryOf(20);
  const { calls } = library;
  const strange: SmartRule = { field: 'mood', test: 'is', value: 'blue', depth: { a: 1 } };
  const rules = rulesOf([strange, { field: 'favourite', not: true }]);
  const made = await calls.createSmartPlaylist({ name: 'Blue', rules });
  expect(made).toMatchObject({ rules, problems: ['unknown'] });
  expect(await idsOf(library, made.id)).toEqual([]);
  await calls.changeSmartPlaylist({ id: made.id, name: 'Bluer', rules: { ...rules, limit: 5 } });
  expect((await calls.smartPlaylists({})).find((each) => each.id === made.id)?.rules).toEqual({
    ...rules,
    limit: 5,
  });
});

test('rules without end are refused before anything is kept', () => {
  let group: SmartRule = { field: 'favourite' };
  for (let depth = 0; depth < 10; depth += 1) group = { match: 'any', rules: [group] };
  expect(SmartRulesSchema.safeParse(rulesOf([group])).success).toBe(false);
  const many = Array.from({ length: 101 }, (): SmartRule => ({ field: 'missing' }));
  expect(SmartRulesSchema.safeParse(rulesOf(many)).success).toBe(false);
});
