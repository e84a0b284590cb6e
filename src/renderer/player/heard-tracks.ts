/** What has been heard of the track that is played, and the plays that are counted of it. */
import type { FermataError } from '../../shared/errors.ts';
import { api } from '../host/api-client.ts';
import { Listening } from './listening.ts';
import { PlayCounter } from './play-counter.ts';

export class HeardTracks {
  #listening: Listening | null = null;
  readonly #plays: PlayCounter;

  /** @param onFailure called for each play that could not be counted */
  constructor(onFailure: (error: FermataError) => void) {
    this.#plays = new PlayCounter({
      record: (id, startedAt) => api.recordPlay({ id, startedAt }),
      onFailure,
    });
  }

  /** A playback begins now, unless one is under way. */
  begin(): void {
    this.#listening ??= new Listening(new Date());
  }

  /** The playback is over: the same track, played again, is one more play. */
  end(): void {
    this.#listening = null;
  }

  /** @param position in seconds from the track's beginning */
  jumpTo(position: number): void {
    this.#listening?.jumpTo(position);
  }

  /** The playback has come so far; both in seconds. */
  hearUntil(trackId: number, position: number, duration: number | null): void {
    const listening = this.#listening;
    if (listening?.hearUntil(position, duration) !== true) return;
    void this.#plays.count(trackId, listening.startedAt);
  }
}
