/** What a page waits for a rating, and for tracks, while a search of a frequent word and a scan run. */
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LibrarySession } from '../src/main/library-session.ts';
import { ratingCalls } from '../src/shared/api/ratings.ts';
import { toRequest } from '../src/shared/api/requests.ts';
import { scanCalls } from '../src/shared/api/scan.ts';
import { trackCalls } from '../src/shared/api/tracks.ts';
import { copyOfLargeLibrary } from './large-library.ts';
import { type BenchOptions, inMilliseconds, judged, type Measurement } from './section.ts';
import { median, p95 } from './statistics.ts';

const LIMIT_MS = 15;

const PAUSE_MS = 20;

/** More than are read while the measurement takes. */
const FILES_PER_SAMPLE = 200;

const SONG = fileURLToPath(new URL('../fixtures/audio/02 second light.flac', import.meta.url));

/** In a third of the generator's artists. */
const FREQUENT_WORD = 'the';

const SORTS = ['artist', 'title', 'album', 'added'] as const;

/** A thing that a page asks for, the nth time. */
type Asked = (n: number) => ReturnType<typeof toRequest>;

const rating: Asked = (n) =>
  toRequest(ratingCalls.setRating, { ids: [1 + ((n * 7919) % 900)], rating: (n % 5) + 1 });

const page: Asked = (n) =>
  toRequest(trackCalls.tracks, { sort: SORTS[n % SORTS.length], offset: 5_000 });

const search: Asked = (n) =>
  toRequest(trackCalls.tracks, { text: FREQUENT_WORD, sort: SORTS[n % SORTS.length] });

export async function measureReadsAndWrites(options: BenchOptions): Promise<Measurement[]> {
  const library = copyOfLargeLibrary(options, 'reads-and-writes');
  const music = makeMusic(options);
  const session = new LibrarySession({ host: 'a benchmark', onEvent: () => {} });
  try {
    await session.prepare(() => library);
    // The threads that read start with the first reads.
    await Promise.all([timesOf(session, page, options), timesOf(session, search, options)]);
    await ask(session, toRequest(scanCalls.startScan, { folders: [music] }));
    const searching = new AbortController();
    const searches = searchUntil(session, searching.signal);
    const ratings = await timesOf(session, rating, options);
    const pages = await timesOf(session, page, options);
    requireScan(session, options);
    searching.abort();
    const beside = (times: readonly number[], searched: readonly number[]) =>
      `median ${inMilliseconds(median(times))}; a search meanwhile: ${inMilliseconds(median(searched))}`;
    const searched = await searches;
    return [
      judged('Writing a rating during a search and a scan (95 of 100)', {
        value: p95(ratings),
        limit: LIMIT_MS,
        unit: 'ms',
        beside: beside(ratings, searched),
      }),
      judged('Reading a page of tracks during a search and a scan (95 of 100)', {
        value: p95(pages),
        limit: LIMIT_MS,
        unit: 'ms',
        beside: beside(pages, searched),
      }),
    ];
  } finally {
    await session.close();
  }
}

function makeMusic({ scratch, samples }: BenchOptions): string {
  const music = join(scratch, 'reads-and-writes', 'music');
  mkdirSync(music);
  for (let number = 0; number < samples * FILES_PER_SAMPLE; number += 1) {
    copyFileSync(SONG, join(music, `${number}.flac`));
  }
  return music;
}

/** The scan that ended before the measurement did not disturb all of it. */
function requireScan(session: LibrarySession, { samples }: BenchOptions): void {
  const state = session.library?.scanState().state;
  if (state !== 'scanning' && samples > 1) throw new Error(`The scan is over: ${state}.`);
}

async function searchUntil(session: LibrarySession, done: AbortSignal): Promise<number[]> {
  const times: number[] = [];
  do {
    times.push(await ask(session, search(times.length)));
  } while (!done.aborted);
  return times;
}

async function timesOf(
  session: LibrarySession,
  asked: Asked,
  { samples }: BenchOptions,
): Promise<number[]> {
  const times: number[] = [];
  while (times.length < samples) {
    times.push(await ask(session, asked(times.length)));
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  return times;
}

/** @returns milliseconds until the whole answer is there */
async function ask(
  session: LibrarySession,
  { method, path, body }: ReturnType<typeof toRequest>,
): Promise<number> {
  const startedAt = performance.now();
  const headers = { 'content-type': 'application/json' };
  const response = await session.api(
    new Request(`http://localhost${path}`, { method, body, headers }),
  );
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`The API answered ${response.status} to ${method} ${path}.`);
  return performance.now() - startedAt;
}
