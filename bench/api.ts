/** What a page waits for the library's answers while the library is backed up, beside without. */
import { LibrarySession } from '../src/main/library-session.ts';
import { copyOfLargeLibrary } from './large-library.ts';
import { type BenchOptions, inMilliseconds, judged, type Measurement } from './section.ts';
import { p95 } from './statistics.ts';

const LIMIT = 1.5;

/** As often as somebody who scrolls quickly asks for tracks. */
const PAUSE_MS = 20;

const PATHS = ['artist', 'title', 'album', 'added'].map(
  (sort) => `/api/tracks?sort=${sort}&direction=asc&offset=5000&limit=100`,
);

export async function measureApi(options: BenchOptions): Promise<Measurement[]> {
  const library = copyOfLargeLibrary(options, 'api');
  const session = new LibrarySession({ host: 'a benchmark', onEvent: () => {} });
  try {
    await session.prepare(() => library);
    await latencies(session, (count) => count < options.samples);
    const without = await latencies(session, (count) => count < options.samples * 2);
    session.backups.backUp('manual', '');
    const during = await latencies(session, () => session.backups.activity.state === 'running');
    if (session.backups.activity.state !== 'done') throw new Error('The backup failed.');
    return [
      judged('Waiting for tracks from the API during a backup of it (95 of 100)', {
        value: p95(during) / p95(without),
        limit: LIMIT,
        unit: '×',
        beside: `${inMilliseconds(p95(during))} in ${during.length} answers; without: ${inMilliseconds(p95(without))}`,
      }),
    ];
  } finally {
    await session.close();
  }
}

async function latencies(
  session: LibrarySession,
  goesOn: (count: number) => boolean,
): Promise<number[]> {
  const times: number[] = [];
  while (goesOn(times.length)) {
    const path = PATHS[times.length % PATHS.length];
    const startedAt = performance.now();
    const response = await session.api(new Request(`http://localhost${path}`));
    await response.arrayBuffer();
    times.push(performance.now() - startedAt);
    if (!response.ok) throw new Error(`The API answered ${response.status}.`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  return times;
}
