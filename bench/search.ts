/** The first page of what is searched for, with its count, beside the way in which 0.1.0 found it. */
import { join } from 'node:path';
import { z } from 'zod';
import { makeOldLibrary } from '../fixtures/old-library.ts';
import { findAll } from '../src/main/library/search/find-all.ts';
import { findTracks } from '../src/main/library/tracks/track-queries.ts';
import { openReader } from '../src/main/lifecycle/sqlite/connection.ts';
import type { Connection } from '../src/main/lifecycle/sqlite/database.ts';
import { TrackQuerySchema } from '../src/shared/api/tracks.ts';
import { largeLibrary, TRACKS_PER_MEGABYTE } from './large-library.ts';
import { type BenchOptions, inMilliseconds, judged, type Measurement } from './section.ts';
import { median, p95 } from './statistics.ts';

const LIMIT_MS = 25;

/** So many of the most frequent words and beginnings of words, and of rare ones. */
const WORDS = 200;

const BEGINNINGS = [1, 2, 3];

/** The last schema version with the search index of 0.1.0. */
const VERSION_BEFORE = 15;

const SORTS = ['relevance', 'artist', 'title', 'plays'] as const;

/** Operators alone and beside words, of many tracks and of few. */
const OPERATORS = [
  'year:1990..1999',
  'rating:>3',
  'plays:0',
  'added:2015',
  'format:flac',
  'genre:rock',
  'artist:the',
  'the rating:>3',
  'engine year:1999',
  'engine -live',
  'genre:rock year:1990..1999 rating:5',
];

type Searched = (text: string) => void;

export async function measureSearch(options: BenchOptions): Promise<Measurement[]> {
  const now = openReader(largeLibrary(options));
  const before = openReader(libraryBefore(options));
  try {
    const words = wordsByFrequency(now);
    const kinds = [
      { kind: 'frequent', chosen: words.slice(0, WORDS) },
      { kind: 'rare', chosen: words.slice(-WORDS) },
    ];
    const searchedBefore = asBefore(before);
    const ofEachKind = kinds.map(({ kind, chosen }) => {
      const times = timesOf((text) => findAll(now, { text }), chosen);
      return judged(`The first results of each kind for ${WORDS} ${kind} words (95 of 100)`, {
        value: p95(times),
        limit: LIMIT_MS,
        unit: 'ms',
        beside: `median ${inMilliseconds(median(times))}`,
      });
    });
    const query = TrackQuerySchema.parse({ sort: 'relevance' });
    const withOperators = timesOf((text) => findTracks(now, { ...query, text }), OPERATORS);
    const byOperators = judged(`Searching by ${OPERATORS.length} operators (median)`, {
      value: median(withOperators),
      limit: LIMIT_MS,
      unit: 'ms',
      beside: `the longest ${inMilliseconds(Math.max(...withOperators))}`,
    });
    const byWords = kinds.flatMap(({ kind, chosen }) => {
      const timesBefore = timesOf(searchedBefore, chosen);
      return SORTS.map((sort) => {
        const query = TrackQuerySchema.parse({ sort });
        const times = timesOf((text) => findTracks(now, { ...query, text }), chosen);
        return judged(`Searching for ${WORDS} ${kind} words, by ${sort} (95 of 100)`, {
          value: p95(times),
          limit: LIMIT_MS,
          unit: 'ms',
          beside: `median ${inMilliseconds(median(times))}; 0.1.0 by artist: ${inMilliseconds(p95(timesBefore))}, median ${inMilliseconds(median(timesBefore))}`,
        });
      });
    });
    return [...byWords, ...ofEachKind, byOperators];
  } finally {
    now.close();
    before.close();
  }
}

function libraryBefore({ scratch, megabytes }: BenchOptions): string {
  const file = join(scratch, 'search-before.db');
  makeOldLibrary({ file, version: VERSION_BEFORE, tracks: megabytes * TRACKS_PER_MEGABYTE });
  return file;
}

/** How 0.1.0 counted and chose a page: all that matches, sorted. */
function asBefore(db: Connection): Searched {
  const count = db.prepare('SELECT count(*) FROM track_search WHERE track_search MATCH ?');
  const page = db.prepare(`
    SELECT id FROM tracks WHERE id IN (SELECT rowid FROM track_search WHERE track_search MATCH ?)
    ORDER BY sort_artist, sort_album, disc_number, track_number, id LIMIT 100`);
  return (text) => {
    count.get(`"${text}"*`);
    page.all(`"${text}"*`);
  };
}

/** The words of a sample of the library and what they begin with, the most frequent one first. */
function wordsByFrequency(db: Connection): string[] {
  const sample = db.prepare(
    'SELECT title || artist || album FROM search_words WHERE track_id % 50 = 0',
  );
  const counts = new Map<string, number>();
  const count = (word: string) => counts.set(word, (counts.get(word) ?? 0) + 1);
  for (const words of z.array(z.string()).parse(sample.pluck().all())) {
    for (const word of words.split(' ').filter((each) => each !== '')) {
      count(word);
      for (const length of BEGINNINGS) if (word.length > length) count(word.slice(0, length));
    }
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([word]) => word);
}

/** Processor time of each, in milliseconds: what others on the machine do disturbs it less. */
function timesOf(search: Searched, words: readonly string[]): number[] {
  // What is read of the disk for the first time is no part of it.
  for (const word of words.slice(0, WORDS / 10)) search(word);
  return words.map((word) => {
    const startedAt = process.cpuUsage();
    search(word);
    const { user, system } = process.cpuUsage(startedAt);
    return (user + system) / 1_000;
  });
}
