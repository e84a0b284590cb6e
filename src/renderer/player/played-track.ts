/** The track that is played: what the library knows of it, and why it cannot be played. */
import type { Track } from '../../shared/api/tracks.ts';
import { FermataError, toFermataError } from '../../shared/errors.ts';
import { api, audioRefusal } from '../host/api-client.ts';

/** @throws FermataError `NOT_FOUND` where the library does not have it any more */
export async function trackOf(id: number): Promise<Track> {
  const track = await api.track({ id });
  if (track !== null) return track;
  throw new FermataError('NOT_FOUND', 'The library does not have this track any more.', {
    advice: 'Choose another track.',
  });
}

/** An audio element does not say why a file could not be had: the host does. */
export async function reasonFor(id: number): Promise<FermataError> {
  try {
    const refusal = await audioRefusal(id);
    if (refusal !== null) return refusal;
    const { title } = await trackOf(id);
    return new FermataError('USAGE', `“${title}” cannot be played here.`, {
      advice: 'Its file is damaged, or its format is not known here.',
    });
  } catch (error) {
    return toFermataError(error);
  }
}
