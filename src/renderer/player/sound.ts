/** How loud and how fast both audio elements of the player play. */
import { readVolume, saveVolume } from './saved-volume.ts';

export interface SoundState {
  /** 0 to 1. */
  readonly volume: number;
  readonly isMuted: boolean;
}

export class Sound {
  readonly #elements: readonly HTMLAudioElement[];
  readonly #onChange: (state: SoundState) => void;
  #state: SoundState = { volume: readVolume(), isMuted: false };

  constructor(elements: readonly HTMLAudioElement[], onChange: (state: SoundState) => void) {
    this.#elements = elements;
    this.#onChange = onChange;
    this.#apply();
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

  #put(news: Partial<SoundState>): void {
    this.#state = { ...this.#state, ...news };
    this.#apply();
    this.#onChange(this.#state);
  }

  #apply(): void {
    for (const element of this.#elements) {
      element.volume = this.#state.volume;
      element.muted = this.#state.isMuted;
    }
  }
}
