/** The track that is played: what the library knows of it, and why it cannot be played. */
import type { Track } from '../../shared/api/tracks.ts';
import { FermataError, toFermataError } from '../../shared/errors.ts';
import { words } from '../../shared/words/words.ts';
import { api, audioRefusal } from '../host/api-client.ts';

/** @throws FermataError `NOT_FOUND` where the library does not have it any more */
export async function trackOf(id: number): Promise<Track> {
  const track = await api.track({ id });
  if (track !== null) return track;
  throw new FermataError('NOT_FOUND', words('errors.trackNotThereAnyMore'), {
    advice: words('errors.chooseAnotherTrack'),
  });
}

/** An audio element does not say why a file could not be had: the host does. */
export async function reasonFor(id: number): Promise<FermataError> {
  try {
    const refusal = await audioRefusal(id);
    if (refusal !== null) return refusal;
    const { title } = await trackOf(id);
    return new FermataError('USAGE', words('errors.cannotPlay', { title }), {
      advice: words('errors.fileDamagedOrUnknown'),
    });
  } catch (error) {
    return toFermataError(error);
  }
}

/** The track that comes next, asked for shortly before it is needed. */
export class NextTrack {
  #id: number | null = null;
  #track: Track | null = null;

  /** Asks for a track, once; what cannot be had is said when it is played. */
  prepare(id: number): void {
    if (id === this.#id) return;
    this.#id = id;
    this.#track = null;
    api.track({ id }).then(
      (track) => {
        if (id === this.#id) this.#track = track;
      },
      () => {},
    );
  }

  /** A track that was asked for; null where it is not known. */
  known(id: number): Track | null {
    return id === this.#id ? this.#track : null;
  }
}
