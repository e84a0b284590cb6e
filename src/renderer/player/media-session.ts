/**
 * The player in the system's own controls: media keys, headphones, lock screens and panels. The
 * Media Session API does that in browsers and in Electron alike.
 */
import type { Track } from '../../shared/api/tracks.ts';
import { artworkAddress } from '../host/api-client.ts';
import type { Player } from './player.ts';
import type { PlayerState } from './player-state.ts';

/** The system counts on by itself: only what differs from that by more is told; in seconds. */
const DRIFT_SECONDS = 1;

/** Keeps the system's controls up to date with a player, which follows them. */
export function joinMediaSession(player: Player, session: MediaSession): void {
  session.setActionHandler('play', () => player.play());
  session.setActionHandler('pause', () => player.pause());
  session.setActionHandler('previoustrack', () => player.previous());
  session.setActionHandler('seekto', ({ seekTime }) => {
    if (seekTime !== undefined) player.seek(seekTime);
  });
  session.setActionHandler('stop', () => {
    player.pause();
    player.seek(0);
  });
  const track = new SessionTrack(session);
  const clock = new SessionClock(session);
  let shown: PlayerState | null = null;
  player.subscribe(() => {
    const state = player.state();
    if (state.track !== shown?.track) track.show(state.track);
    if (state.hasNext !== shown?.hasNext) {
      session.setActionHandler('nexttrack', state.hasNext ? () => void player.next() : null);
    }
    session.playbackState = playbackStateOf(state);
    clock.show(state);
    shown = state;
  });
}

function playbackStateOf({ track, isPlaying }: PlayerState): MediaSessionPlaybackState {
  if (track === null) return 'none';
  return isPlaying ? 'playing' : 'paused';
}

/** What is played, with its picture. */
class SessionTrack {
  readonly #session: MediaSession;
  #track: Track | null = null;
  /** The address of the picture's copy in memory; empty where there is none. */
  #address = '';

  constructor(session: MediaSession) {
    this.#session = session;
  }

  show(track: Track | null): void {
    this.#track = track;
    this.#tell(track, '');
    if (track !== null && track.artwork !== null) void this.#load(track, track.artwork);
  }

  /** Browsers take pictures from the web or from memory only, not from the desktop's own scheme. */
  async #load(track: Track, artwork: string): Promise<void> {
    const response = await fetch(artworkAddress(artwork, 360)).catch(() => null);
    // The library says on its next scan what became of the picture: nothing is played without it.
    if (response === null || !response.ok) return;
    const address = URL.createObjectURL(await response.blob());
    if (track === this.#track) this.#tell(track, address);
    else URL.revokeObjectURL(address);
  }

  #tell(track: Track | null, address: string): void {
    if (this.#address !== '') URL.revokeObjectURL(this.#address);
    this.#address = address;
    this.#session.metadata =
      track &&
      new MediaMetadata({
        title: track.title,
        artist: track.artist,
        album: track.album ?? '',
        artwork: address === '' ? [] : [{ src: address }],
      });
  }
}

/** How far the track is. */
class SessionClock {
  readonly #session: MediaSession;
  #told: PlayerState | null = null;
  #toldAt = 0;

  constructor(session: MediaSession) {
    this.#session = session;
  }

  show(state: PlayerState): void {
    const { duration, isPlaying, position, track } = state;
    const now = performance.now() / 1000;
    const told = this.#told;
    const elapsed = told?.isPlaying === true ? now - this.#toldAt : 0;
    const isKnown =
      told?.track === track &&
      told.duration === duration &&
      told.isPlaying === isPlaying &&
      Math.abs(told.position + elapsed - position) < DRIFT_SECONDS;
    if (isKnown) return;
    this.#told = state;
    this.#toldAt = now;
    if (track === null || duration === null) this.#session.setPositionState();
    else this.#session.setPositionState({ duration, position: Math.min(position, duration) });
  }
}
