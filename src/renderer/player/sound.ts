/** How loud and how fast both audio elements of the player play. */
import type { Mixer } from './mixer.ts';
import { readVolume, saveVolume } from './saved-volume.ts';

export interface SoundState {
  /** 0 to 1. */
  readonly volume: number;
  readonly isMuted: boolean;
}

export class Sound {
  readonly #elements: readonly HTMLAudioElement[];
  readonly #mixer: Mixer;
  readonly #onChange: (state: SoundState) => void;
  /** By how much the samples of each element are multiplied. */
  readonly #factors: number[] = [1, 1];
  #state: SoundState = { volume: readVolume(), isMuted: false };

  constructor(
    elements: readonly HTMLAudioElement[],
    mixer: Mixer,
    onChange: (state: SoundState) => void,
  ) {
    this.#elements = elements;
    this.#mixer = mixer;
    this.#onChange = onChange;
    this.apply();
  }

  get state(): SoundState {
    return this.#state;
  }

  /** @param volume 0 to 1; beyond, the nearest of them */
  setVolume(volume: number): void {
    this.#put({ volume: Math.min(1, Math.max(0, volume)), isMuted: false });
    saveVolume(this.#state.volume);
  }

  toggleMuted(): void {
    this.#put({ isMuted: !this.#state.isMuted });
  }

  /** @param factor by how much the samples of an element are multiplied */
  setFactor(source: number, factor: number): void {
    this.#factors[source] = factor;
    this.apply();
  }

  /** @param speed 1 for as it was recorded; the pitch stays */
  setSpeed(speed: number): void {
    for (const element of this.#elements) {
      // What is loaded later begins with the default.
      element.defaultPlaybackRate = speed;
      element.playbackRate = speed;
    }
  }

  /** Where the mixer is not there, an element can be made softer, and not louder. */
  apply(): void {
    const { volume, isMuted } = this.#state;
    this.#mixer.setVolume(isMuted ? 0 : volume);
    for (const [source, element] of this.#elements.entries()) {
      const factor = this.#factors[source] ?? 1;
      this.#mixer.setGain(source, factor);
      element.volume = this.#mixer.isThere ? 1 : volume * Math.min(1, factor);
      element.muted = isMuted && !this.#mixer.isThere;
    }
  }

  #put(news: Partial<SoundState>): void {
    this.#state = { ...this.#state, ...news };
    this.apply();
    this.#onChange(this.#state);
  }
}
