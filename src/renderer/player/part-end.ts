/**
 * Tells when an audio element comes to the end of a part of its file. The element tells of its progress four
 * times a second; the end of a part is to be met within a few milliseconds.
 */

/** Nearer than a timer can be: in seconds. */
const TOLERANCE_SECONDS = 0.005;

/** So that what comes after the end is known when it is needed; in seconds. */
const SOON_SECONDS = 15;

export interface PartEndEvents {
  /** The end comes soon, of the part or of the file; told again and again until then. */
  readonly onSoon: () => void;
  readonly onEnd: () => void;
}

export class PartEnd {
  readonly #audio: HTMLAudioElement;
  readonly #events: PartEndEvents;
  #end: number | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(audio: HTMLAudioElement, events: PartEndEvents) {
    this.#audio = audio;
    this.#events = events;
    for (const event of ['timeupdate', 'playing', 'seeked', 'pause', 'waiting', 'ratechange']) {
      audio.addEventListener(event, () => this.#look());
    }
  }

  /** @param end in seconds from the file's beginning; null where the file's own end is told by the element */
  watch(end: number | null): void {
    this.#end = end;
    this.#look();
  }

  #look(): void {
    clearTimeout(this.#timer);
    const { currentTime, duration, paused, playbackRate, seeking } = this.#audio;
    if (paused || seeking) return;
    const left = (this.#end ?? duration) - currentTime;
    if (left < SOON_SECONDS) this.#events.onSoon();
    if (this.#end === null) return;
    if (left <= TOLERANCE_SECONDS) {
      this.#end = null;
      this.#events.onEnd();
    } else if (left < SOON_SECONDS) {
      this.#timer = setTimeout(() => this.#look(), (left * 1_000) / playbackRate);
    }
  }
}
