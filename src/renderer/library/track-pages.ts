/** The track list's data: fetched in pages, those that can be seen. */
import {
  keepPreviousData,
  type QueryClient,
  queryOptions,
  useQueries,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ListRow, Track, TrackPage, TrackQuery } from '../../shared/api/tracks.ts';
import { api } from '../host/api-client.ts';
import { keyOf, queryOf } from '../host/queries.ts';

/** What the list shows, whichever part of it can be seen. */
export type TrackOrder = Pick<TrackQuery, 'sort' | 'direction'>;
export type TrackListQuery = TrackOrder & Pick<TrackQuery, 'list' | 'text'>;

/** How the list is sorted at first. */
export const FIRST_ORDER: TrackOrder = { sort: 'artist', direction: 'asc' };

/** How what was found is sorted at first. */
export const BEST_FIRST: TrackOrder = { sort: 'relevance', direction: 'asc' };

/** Tracks a request: a few screens full. */
export const PAGE_SIZE = 100;

export interface TrackCount {
  readonly query: TrackListQuery;
  readonly total: number;
}

/**
 * How many tracks match, together with the query that says so: while the answer to a new query is
 * on its way, that is the one before, so that the list does not blink with every letter typed.
 */
export function useTrackCount(query: TrackListQuery) {
  return useQuery({ ...trackCount(query), placeholderData: keepPreviousData });
}

/** Asks for the first tracks of the list that is shown first, before there is anything to show. */
export function askForFirstTracks(queries: QueryClient): void {
  // Where that fails, the list asks again and shows why.
  void queries.prefetchQuery(trackCount({ list: { kind: 'all' }, text: '', ...FIRST_ORDER }));
}

function trackCount(query: TrackListQuery) {
  return queryOptions({
    queryKey: [api.tracks.callName, query, 'count'],
    queryFn: async ({ signal, client }): Promise<TrackCount> => {
      const page = await api.tracks(pageOf(query, 0), signal);
      client.setQueryData(keyOf(api.tracks, pageOf(query, 0)), page);
      return { query, total: page.total };
    },
  });
}

/** The tracks of a range of rows, `last` included; null for those that are on their way. */
export function useTracks(
  query: TrackListQuery,
  first: number,
  last: number,
): (index: number) => Track | null {
  const pages = useQueries({
    queries: pageNumbers(first, last).map((number) => ({
      ...queryOf(api.tracks, pageOf(query, number)),
    })),
  });
  return (index) => {
    const page = pages[Math.floor(index / PAGE_SIZE) - Math.floor(first / PAGE_SIZE)]?.data;
    return page?.tracks[index % PAGE_SIZE] ?? null;
  };
}

/** Names a row of a list: a track may be in a playlist more than once. */
export function rowIdOf({ id, entryId }: ListRow): number {
  return entryId ?? id;
}

export interface RowFinder {
  /** The ids of a range of rows, `last` included. */
  readonly idsOf: (first: number, last: number) => Promise<readonly number[]>;
  /** The first row that begins with a text by what the list is sorted by, or the one after it. */
  readonly findPrefix: (text: string) => Promise<number | null>;
}

/** Finds rows of a list, also those that are not shown. */
export function useRowFinder(query: TrackListQuery): RowFinder {
  const queries = useQueryClient();
  return useMemo(
    () => ({
      idsOf: async (first, last) => {
        const numbers = pageNumbers(first, last);
        if (numbers.length > MOST_PAGES && query.list.kind !== 'playlist') {
          return idsByBatches(query, first, last);
        }
        const pages = await Promise.all(numbers.map((page) => readPage(queries, query, page)));
        const skipped = first % PAGE_SIZE;
        const ids = pages.flatMap(({ tracks }) => tracks.map(rowIdOf));
        return ids.slice(skipped, skipped + last - first + 1);
      },
      findPrefix: (prefix) => api.findByPrefix({ ...query, prefix }),
    }),
    [queries, query],
  );
}

/**
 * A page of a list: the one that is kept, or else one that is asked for. It comes also where the list
 * that shows it goes away meanwhile, which takes back what that list has asked for itself.
 */
export async function readPage(
  queries: QueryClient,
  query: TrackListQuery,
  number: number,
): Promise<TrackPage> {
  const wanted = pageOf(query, number);
  return queries.getQueryData(queryOf(api.tracks, wanted).queryKey) ?? (await api.tracks(wanted));
}

/** Of a range of more pages than this, only the ids are asked for. */
const MOST_PAGES = 5;

/** As many ids as one answer has (shared/api/tracks.ts). */
const BATCH = 100_000;

export async function idsByBatches(
  query: TrackListQuery,
  first: number,
  last: number,
): Promise<number[]> {
  const ids: number[] = [];
  for (let offset = first; offset <= last; offset += BATCH) {
    const limit = Math.min(BATCH, last - offset + 1);
    ids.push(...(await api.trackIds({ ...query, offset, limit })).ids);
  }
  return ids;
}

/** The pages that a range of rows lies on. */
export function pageNumbers(first: number, last: number): number[] {
  const from = Math.floor(first / PAGE_SIZE);
  const to = Math.floor(last / PAGE_SIZE);
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
}

/** What is asked of the host for one page. */
export function pageOf(query: TrackListQuery, number: number): TrackQuery {
  return { ...query, offset: number * PAGE_SIZE, limit: PAGE_SIZE };
}
