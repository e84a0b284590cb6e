/** How much of a track has been heard, and whether that counts as a play. */

/**
 * Whatever is longer, four minutes of it count; in seconds. Half a track or four minutes is what
 * listening services agree on: https://www.last.fm/api/scrobbling#when-is-a-scrobble-a-scrobble and
 * https://listenbrainz.readthedocs.io/en/latest/users/api/core.html. Last.fm's other condition, that
 * a track is longer than 30 seconds, is left out, as ListenBrainz does: a short one is a track too.
 */
const ENOUGH_SECONDS = 240;

/** One playback of a track. What was jumped over was not heard. */
export class Listening {
  /** When it began: with the track it names the playback. */
  readonly startedAt: Date;
  #position = 0;
  #heardSeconds = 0;
  #isCounted = false;

  constructor(startedAt: Date) {
    this.startedAt = startedAt;
  }

  /** The playback goes on elsewhere in the track; in seconds from its beginning. */
  jumpTo(position: number): void {
    this.#position = position;
  }

  /**
   * The playback has come this far.
   *
   * @param position in seconds from the track's beginning
   * @param duration the track's, in seconds; null where it is not known
   * @returns whether that makes it a play: true once
   */
  hearUntil(position: number, duration: number | null): boolean {
    this.#heardSeconds += Math.max(0, position - this.#position);
    this.#position = position;
    const enough = Math.min(ENOUGH_SECONDS, (duration ?? Number.POSITIVE_INFINITY) / 2);
    if (this.#isCounted || this.#heardSeconds < enough) return false;
    this.#isCounted = true;
    return true;
  }
}
