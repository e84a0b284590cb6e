/** How much louder or softer tracks are played, so that all of them, or all albums, sound equally loud. */
import type { TrackGains } from '../../shared/api/queue.ts';
import { api } from '../host/api-client.ts';
import type { PlaySettings } from './play-settings.ts';

/** No tag makes a track louder by more, in decibels: a wrong one shall hurt no ears. */
const MOST_DB = 12;

/** So many tracks are remembered: the one that is played, and the next ones. */
const MOST_TRACKS = 8;

export class Loudness {
  readonly #known = new Map<number, TrackGains | null>();

  /** Learns how loud a track is, which is then known; a track without it is played as it is. */
  async learn(id: number): Promise<void> {
    if (this.#known.has(id)) return;
    const gains = await api.trackGains({ id }).catch(() => null);
    this.#known.set(id, gains);
    const [oldest] = this.#known.keys();
    if (this.#known.size > MOST_TRACKS && oldest !== undefined) this.#known.delete(oldest);
  }

  /** By how much the samples of a track are multiplied. */
  factorOf(id: number, settings: PlaySettings): number {
    return factorOf(this.#known.get(id) ?? null, settings);
  }
}

/**
 * By how much samples are multiplied. How loud the loudest sample is, the library does not know: what must not
 * be cut off is never made louder.
 */
export function factorOf(
  gains: TrackGains | null,
  { replayGain, preventClipping }: Pick<PlaySettings, 'replayGain' | 'preventClipping'>,
): number {
  if (gains === null || replayGain === 'off') return 1;
  const { track, album } = gains;
  const decibels = replayGain === 'album' ? (album ?? track) : (track ?? album);
  if (decibels === null) return 1;
  const most = preventClipping ? 0 : MOST_DB;
  return 10 ** (Math.min(most, decibels) / 20);
}
