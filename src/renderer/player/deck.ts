/** One of the player's two audio elements: while one is heard, the other has the next track ready. */
import { PartAudio } from './part-audio.ts';

export interface DeckEvents {
  /** The end of its track comes soon; told again and again until then. */
  readonly onSoon: (deck: Deck) => void;
  readonly onEnd: (deck: Deck) => void;
  /** It plays, or does not any more, which a system may have done by itself. */
  readonly onPlaying: (deck: Deck, isPlaying: boolean) => void;
  /** It is to be heard now. */
  readonly onHeard: (deck: Deck) => void;
  /** Its position, or what is known of its length, is another. */
  readonly onProgress: (deck: Deck) => void;
  readonly onSeeking: (deck: Deck) => void;
  readonly onError: (deck: Deck) => void;
}

export class Deck {
  readonly audio: HTMLAudioElement;
  readonly part: PartAudio;
  /** The track that it was given; null for none. */
  trackId: number | null = null;

  constructor(audio: HTMLAudioElement, events: DeckEvents) {
    this.audio = audio;
    this.part = new PartAudio(audio, {
      onSoon: () => events.onSoon(this),
      onEnd: () => events.onEnd(this),
    });
    audio.addEventListener('play', () => events.onPlaying(this, true));
    audio.addEventListener('pause', () => {
      if (!audio.ended) events.onPlaying(this, false);
    });
    audio.addEventListener('playing', () => events.onHeard(this));
    audio.addEventListener('timeupdate', () => events.onProgress(this));
    audio.addEventListener('durationchange', () => events.onProgress(this));
    audio.addEventListener('seeking', () => events.onSeeking(this));
    audio.addEventListener('ended', () => events.onEnd(this));
    audio.addEventListener('error', () => events.onError(this));
  }

  load(trackId: number, address: string): void {
    this.trackId = trackId;
    this.part.load(address);
  }

  unload(): void {
    if (this.trackId === null) return;
    this.trackId = null;
    this.part.unload();
  }

  /** Whether a track is there and waits to be heard. */
  hasReady(trackId: number): boolean {
    return this.trackId === trackId && this.part.isReady && this.audio.error === null;
  }
}
