/** The rows of a list that the page has read, and those that it has not. */
import type { QueryClient } from '@tanstack/react-query';
import type { Track, TrackPage } from '../../../shared/api/tracks.ts';
import { api } from '../../host/api-client.ts';
import { keyOf } from '../../host/queries.ts';
import {
  PAGE_SIZE,
  pageNumbers,
  pageOf,
  readPage,
  type TrackListQuery,
} from '../../library/track-pages.ts';

/** The rows of a list that have been read, in their order. */
export function knownRows(
  queries: QueryClient,
  query: TrackListQuery,
  total: number,
): readonly Track[] {
  return pageNumbers(0, total - 1).flatMap(
    (number) =>
      queries.getQueryData<TrackPage>(keyOf(api.tracks, pageOf(query, number)))?.tracks ?? [],
  );
}

/** All rows of a list: for playlists, which people have made by hand. */
export async function allRows(
  queries: QueryClient,
  query: TrackListQuery,
  total: number,
): Promise<readonly Track[]> {
  const rows: Track[] = [];
  for (let number = 0; number * PAGE_SIZE < total; number += 1) {
    const page = await readPage(queries, query, number);
    rows.push(...page.tracks);
  }
  return rows;
}
