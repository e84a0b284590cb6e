/** The data of grids of albums: fetched in pages, those that can be seen. */
import {
  keepPreviousData,
  type QueryClient,
  useQueries,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Album, AlbumOrderQuery, AlbumQuery } from '../../../shared/api/albums.ts';
import { api } from '../../host/api-client.ts';
import { keyOf, queryOf } from '../../host/queries.ts';

/** Albums a request: a few screens full. */
const ALBUM_PAGE = 100;

export interface AlbumCount {
  readonly query: AlbumOrderQuery;
  readonly total: number;
}

/** How many albums a list has, together with the query that says so: the one before until there is an answer. */
export function useAlbumCount(query: AlbumOrderQuery) {
  return useQuery({
    queryKey: [api.albums.callName, query, 'count'],
    queryFn: async ({ signal, client }): Promise<AlbumCount> => {
      const first = pageOf(query, 0);
      const page = await api.albums(first, signal);
      client.setQueryData(keyOf(api.albums, first), page);
      return { query, total: page.total };
    },
    placeholderData: keepPreviousData,
  });
}

/** The albums of a range, `last` included; null for those that are on their way. */
export function useAlbums(
  query: AlbumOrderQuery,
  first: number,
  last: number,
): (index: number) => Album | null {
  const from = Math.floor(first / ALBUM_PAGE);
  const pages = useQueries({
    queries: pageNumbers(first, last).map((number) => queryOf(api.albums, pageOf(query, number))),
  });
  return (index) => {
    const page = pages[Math.floor(index / ALBUM_PAGE) - from]?.data;
    return page?.albums[index % ALBUM_PAGE] ?? null;
  };
}

export interface AlbumFinder {
  /** The ids of a range of albums, `last` included. */
  readonly idsOf: (first: number, last: number) => Promise<readonly number[]>;
  readonly findPrefix: (text: string) => Promise<number | null>;
}

/** Finds albums, also those that are not shown. */
export function useAlbumFinder(query: AlbumOrderQuery): AlbumFinder {
  const queries = useQueryClient();
  return useMemo(
    () => ({
      idsOf: async (first, last) => {
        const ids: number[] = [];
        for (const number of pageNumbers(first, last)) {
          const { albums } = await readPage(queries, query, number);
          ids.push(...albums.map(({ id }) => id));
        }
        const skipped = first % ALBUM_PAGE;
        return ids.slice(skipped, skipped + last - first + 1);
      },
      findPrefix: (prefix) => api.findAlbumByPrefix({ ...query, prefix }),
    }),
    [queries, query],
  );
}

async function readPage(queries: QueryClient, query: AlbumOrderQuery, number: number) {
  const wanted = pageOf(query, number);
  return queries.getQueryData(queryOf(api.albums, wanted).queryKey) ?? (await api.albums(wanted));
}

function pageNumbers(first: number, last: number): number[] {
  const from = Math.floor(first / ALBUM_PAGE);
  const to = Math.floor(last / ALBUM_PAGE);
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
}

function pageOf(query: AlbumOrderQuery, number: number): AlbumQuery {
  return { ...query, offset: number * ALBUM_PAGE, limit: ALBUM_PAGE };
}
