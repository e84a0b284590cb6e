/** The tracks of the rows of the queue that are shown. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { MOST_TRACKS } from '../../shared/api/queue.ts';
import type { Track } from '../../shared/api/tracks.ts';
import { api } from '../host/api-client.ts';
import { queryOf } from '../host/queries.ts';

/** A queue of so many is read whole; of a longer one, what is near the window. */
const MOST_AT_ONCE = 200;

export interface QueueTracks {
  /** Undefined while it is on its way; null where the library does not have it any more. */
  readonly trackOf: (id: number) => Track | null | undefined;
  /** How long all of them play, in milliseconds; null where not all are known. */
  readonly playingMs: number | null;
}

/** @param first of the rows that are near the window, as `last`, which is included */
export function useQueueTracks(ids: readonly number[], first: number, last: number): QueueTracks {
  const isWhole = ids.length <= MOST_AT_ONCE;
  const [from, to] = isWhole ? [0, ids.length] : [first, last + 1];
  const wanted = [...new Set(ids.slice(from, to).slice(0, MOST_TRACKS))];
  const { data: tracks, isPlaceholderData } = useQuery({
    ...queryOf(api.tracksById, { ids: wanted }),
    placeholderData: keepPreviousData,
    enabled: wanted.length > 0,
  });
  const byId = useMemo(() => new Map(tracks?.map((track) => [track.id, track])), [tracks]);
  const isKnown = tracks !== undefined && !isPlaceholderData;
  return {
    trackOf: (id) => byId.get(id) ?? (isKnown && wanted.includes(id) ? null : undefined),
    playingMs:
      isWhole && isKnown ? ids.reduce((sum, id) => sum + (byId.get(id)?.durationMs ?? 0), 0) : null,
  };
}
