/** Years, numbers, gains and lists, as people have them in their tags. */
import { expect, test } from 'vitest';
import { genreOfNumber, isId3Genre } from './id3-genres.ts';
import { cleanText } from './tag-text.ts';
import {
  gainOf,
  genresInBrackets,
  positionOf,
  r128GainOf,
  splitArtists,
  splitGenres,
  splitNames,
  yearOf,
} from './tag-values.ts';

test.for([
  ['2004-07-19', 2004],
  ['2004-07-19T12:00:00Z', 2004],
  ['20040719', 2004],
  ['19/07/1998', 1998],
  ['07-1998', 1998],
  ['c1975', 1975],
  ['1998;1999', 1998],
  ['200407', 2004],
  ['19072004', 2004],
  ['07192004', 2004],
  ['31122004', 2004],
  ['１９９８－０７', 1998],
  ['۱۹۹۸', 1998],
  ['2004年7月19日', 2004],
  ['0000-00-00, 1975', 1975],
  ['9999', null],
  ['20045', null],
  ['0000', null],
  ['99999', null],
  ['98', null],
  ['-44', null],
  ['unknown', null],
] as const)('the year of "%s" is %s', ([date, year]) => {
  expect(yearOf(date)).toBe(year);
});

test.for([
  ['3', '', null, 3],
  ['03/12', '1/2', 1, 3],
  ['12/', '', null, 12],
  ['A1', '', 1, 1],
  ['b12', '', 2, 12],
  ['2-05', '', 2, 5],
  ['CD1-07', '', 1, 7],
  ['1-07', '4', 4, 7],
  ['３', '٢', 2, 3],
  ['3', '0', null, 3],
  ['3', '/2', null, 3],
  ['A1', '3', 3, 1],
  ['', '2', 2, null],
  ['x', '', null, null],
] as const)('track "%s" on disc "%s" is %s, %s', ([written, on, disc, track]) => {
  expect(positionOf(written, on)).toEqual({ disc, track });
});

test.for([
  ['-6.50 dB', -6.5],
  ['+3.2', 3.2],
  ['3,2dB', 3.2],
  ['\u22124.1 dB', -4.1],
  ['61 dB', null],
  ['loud', null],
  ['', null],
] as const)('a gain of "%s" is %s', ([text, gain]) => {
  expect(gainOf(text)).toBe(gain);
});

test('a gain of Opus counts 256th decibels, from another loudness', () => {
  expect(r128GainOf('-1280')).toBe(0);
  expect(r128GainOf('256')).toBe(6);
  expect(r128GainOf('loud')).toBeNull();
});

test.for([
  ['Ann Bee; Cyd', ['Ann Bee', 'Cyd']],
  ['Ann Bee;The Cyds', ['Ann Bee', 'The Cyds']],
  ['Steins;Gate Ensemble', ['Steins;Gate Ensemble']],
  ['AC/DC', ['AC/DC']],
  ['Tyler, The Maker', ['Tyler, The Maker']],
] as const)('"%s" names %j', ([text, names]) => {
  expect(splitNames(text)).toEqual(names);
});

test.for([
  ['Alpha/AC/DC', 'Alpha feat. AC/DC', ['Alpha', 'AC/DC']],
  ['AC/DC', 'AC/DC', ['AC/DC']],
  ['Alpha; Beta', 'Alpha & Beta', ['Alpha', 'Beta']],
  ['Alpha/Beta', 'Others', ['Alpha/Beta']],
] as const)('ARTISTS "%s" with ARTIST "%s" are %j', ([artists, artist, names]) => {
  expect(splitArtists(artists, artist)).toEqual(names);
});

test.for([
  ['Rock/Metal', true, ['Rock', 'Metal']],
  ['Rock/Metal', false, ['Rock/Metal']],
  ['R&B/Soul', true, ['R&B/Soul']],
  ['Dub/Step', true, ['Dub/Step']],
  ['Folk;Jazz', false, ['Folk', 'Jazz']],
] as const)('genre "%s" in ID3v2.3 (%s) is %j', ([text, isId3v23, genres]) => {
  expect(splitGenres(text, isId3v23, isId3Genre)).toEqual(genres);
});

test.for([
  ['(17)(9)', ['Rock', 'Metal']],
  ['(17)(9)Eurodisco', ['Rock', 'Metal', 'Eurodisco']],
  ['(17)Rock', ['Rock']],
  ['(RX)(CR)', ['Remix', 'Cover']],
  ['((odd) one', ['(odd) one']],
  ['(255)', []],
  ['(Live) at Home', ['(Live) at Home']],
  ['Rock (80s)', ['Rock (80s)']],
] as const)('genre "%s" of ID3v2.3 is %j', ([text, genres]) => {
  expect(genresInBrackets(text, genreOfNumber)).toEqual(genres);
});

test.for([
  ['line\nbreak\0and\x1b[31mred\x9b', 'line break and [31mred'],
  ['bidi \u202egnp.exe', 'bidi gnp.exe'],
  ['\ufeffbom', 'bom'],
  [' \u3000\u200b', ''],
  ['👨‍👩‍👧 עברית', '👨‍👩‍👧 עברית'],
  ['e\u0301', 'é'],
] as const)('%j is shown as %j', ([text, shown]) => {
  expect(cleanText(text)).toBe(shown);
});

test('a text of a million characters is cut, and not in the middle of one', () => {
  const shown = cleanText(`x${'🎸'.repeat(1_000_000)}`);
  expect(shown.length).toBeLessThanOrEqual(1_000);
  expect(shown).toMatch(/🎸…$/u);
});
