/**
 * The player's two audio elements, one after the other: while one is heard, the other has the next track ready.
 */
import { audioAddress } from '../host/api-client.ts';
import { Deck } from './deck.ts';
import type { PlayedPart } from './played-part.ts';

/** What happens to the element that is heard. */
export interface DecksEvents {
  /** The end of its track comes soon; told again and again until then. */
  readonly onSoon: () => void;
  readonly onEnd: () => void;
  /** It plays, or does not any more, which a system may have done by itself. */
  readonly onPlaying: (isPlaying: boolean) => void;
  /** It is to be heard now. */
  readonly onHeard: () => void;
  /** Its position, or what is known of its length, is another. */
  readonly onProgress: () => void;
  readonly onSeeking: () => void;
  readonly onError: () => void;
}

export class Decks {
  #current: Deck;
  #spare: Deck;
  readonly #first: Deck;
  /** Names each time that a file is loaded. */
  #loads = 0;

  /** @param makeAudio makes an audio element */
  constructor(makeAudio: () => HTMLAudioElement, events: DecksEvents) {
    const ofCurrent = (act: () => void) => (deck: Deck) => {
      if (deck === this.#current) act();
    };
    const own = {
      onSoon: ofCurrent(events.onSoon),
      onEnd: ofCurrent(events.onEnd),
      onPlaying: (deck: Deck, isPlaying: boolean) => {
        if (deck === this.#current) events.onPlaying(isPlaying);
      },
      onHeard: ofCurrent(events.onHeard),
      onProgress: ofCurrent(events.onProgress),
      onSeeking: ofCurrent(events.onSeeking),
      onError: ofCurrent(events.onError),
    };
    this.#current = new Deck(makeAudio(), own);
    this.#spare = new Deck(makeAudio(), own);
    this.#first = this.#current;
  }

  /** The one that is heard. */
  get current(): Deck {
    return this.#current;
  }

  /** The one that has the next track. */
  get spare(): Deck {
    return this.#spare;
  }

  /** Which of the elements is heard: 0 or 1. */
  get index(): number {
    return this.#current === this.#first ? 0 : 1;
  }

  get elements(): readonly HTMLAudioElement[] {
    const second = this.#current === this.#first ? this.#spare : this.#current;
    return [this.#first.audio, second.audio];
  }

  /** Begins to load a track, instead of all that was played or made ready. */
  load(trackId: number): void {
    this.#spare.unload();
    this.#current.load(trackId, this.#address(trackId));
  }

  /** Has the next track ready. */
  prepare(trackId: number, part: PlayedPart): void {
    if (this.#spare.trackId === trackId) return;
    this.#spare.load(trackId, this.#address(trackId));
    this.#spare.part.begin(part);
  }

  /** The element that has a track ready; null where it is not. */
  ready(trackId: number | null): Deck | null {
    return trackId !== null && this.#spare.hasReady(trackId) ? this.#spare : null;
  }

  /** Takes the track that is ready to be heard; false where it is not. */
  swap(trackId: number): boolean {
    if (this.ready(trackId) === null) return false;
    [this.#current, this.#spare] = [this.#spare, this.#current];
    return true;
  }

  /** Lets go of what was heard before. */
  clearSpare(): void {
    this.#spare.unload();
  }

  unload(): void {
    this.#current.unload();
    this.#spare.unload();
  }

  #address(trackId: number): string {
    this.#loads += 1;
    return audioAddress(trackId, this.#loads);
  }
}
