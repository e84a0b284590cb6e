/** A page of albums or artists, the first one and any other, in each order. */
import { findAlbums } from '../src/main/library/browsing/album-queries.ts';
import { findArtists } from '../src/main/library/browsing/artist-queries.ts';
import { openReader } from '../src/main/lifecycle/sqlite/connection.ts';
import { ALBUM_SORTS, AlbumQuerySchema } from '../src/shared/api/albums.ts';
import { largeLibrary } from './large-library.ts';
import { type BenchOptions, inMilliseconds, judged, type Measurement } from './section.ts';
import { median, p95 } from './statistics.ts';

const LIMIT_MS = 10;
const PAGE = 100;

export function measureBrowsing(options: BenchOptions): Promise<Measurement[]> {
  const db = openReader(largeLibrary(options));
  try {
    const { total } = findAlbums(db, AlbumQuerySchema.parse({}));
    const ofAlbums = ALBUM_SORTS.map((sort) =>
      measure(`A page of ${total} albums, by ${sort}`, options.samples, total, (offset, at) =>
        findAlbums(
          db,
          AlbumQuerySchema.parse({ sort, direction: at % 2 === 0 ? 'asc' : 'desc', offset }),
        ),
      ),
    );
    const { total: artists } = findArtists(db, { direction: 'asc', offset: 0, limit: PAGE });
    const ofArtists = measure(
      `A page of ${artists} artists`,
      options.samples,
      artists,
      (offset, at) =>
        findArtists(db, { direction: at % 2 === 0 ? 'asc' : 'desc', offset, limit: PAGE }),
    );
    return Promise.resolve([...ofAlbums, ofArtists]);
  } finally {
    db.close();
  }
}

/** Pages at equal distances, the first and the last one included. */
function measure(
  what: string,
  samples: number,
  total: number,
  read: (offset: number, at: number) => unknown,
): Measurement {
  const times = Array.from({ length: samples }, (_, at) => {
    const offset = Math.floor(((total - PAGE) * at) / Math.max(1, samples - 1));
    const startedAt = performance.now();
    read(Math.max(0, offset), at);
    return performance.now() - startedAt;
  });
  return judged(`${what}, anywhere (95 of 100)`, {
    value: p95(times),
    limit: LIMIT_MS,
    unit: 'ms',
    beside: `median ${inMilliseconds(median(times))}`,
  });
}
