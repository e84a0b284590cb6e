/** A track as the library has it now: it was rated, say, since it began to play. */
import type { Track } from '../../shared/api/tracks.ts';
import { api } from '../host/api-client.ts';
import { useRead } from '../host/queries.ts';

export function useTrackNow(track: Track): Track {
  const { data } = useRead(api.track, { id: track.id });
  return data ?? track;
}
