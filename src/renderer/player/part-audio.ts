/** An audio element that plays a part of its file as if that were all of it. */
import type { Track } from '../../shared/api/tracks.ts';
import { PartEnd, type PartEndEvents } from './part-end.ts';
import { lengthOf, type PlayedPart, WHOLE } from './played-part.ts';

export class PartAudio {
  readonly #audio: HTMLAudioElement;
  readonly #end: PartEnd;
  /** Null until it is known. */
  #part: PlayedPart | null = null;
  #isOver = false;

  constructor(audio: HTMLAudioElement, events: PartEndEvents) {
    this.#audio = audio;
    this.#end = new PartEnd(audio, events);
  }

  /** Whether it knows which part of the file to play; before that, nothing is heard. */
  get isReady(): boolean {
    return this.#part !== null;
  }

  /** Whether it has come to its end, or cannot be played, and is to begin anew. */
  get hasEnded(): boolean {
    return this.#isOver || this.#audio.ended || this.#audio.error !== null;
  }

  /** In seconds from the part's beginning. */
  get position(): number {
    const { begin, end } = this.#part ?? WHOLE;
    return Math.min(Math.max(begin, this.#audio.currentTime), end ?? Infinity) - begin;
  }

  /** How much of it is left, in seconds; null where that is not known. */
  get left(): number | null {
    if (this.#part === null) return null;
    const left = (this.#part.end ?? this.#audio.duration) - this.#audio.currentTime;
    return Number.isFinite(left) ? Math.max(0, left) : null;
  }

  /** Whether its file goes on after its end. */
  get endsBeforeFile(): boolean {
    return this.#part?.end != null;
  }

  /** Begins to load a file, while it is found out which part of it is played. */
  load(address: string): void {
    this.#part = null;
    this.#isOver = false;
    this.#end.watch(null);
    this.#audio.src = address;
  }

  /** Takes the loaded file to the beginning of a part. */
  begin(part: PlayedPart): void {
    // Also before the file is loaded: then that is where it will begin.
    if (part.begin > 0) this.#audio.currentTime = part.begin;
    this.goOn(part);
  }

  /** Goes on, without a gap, into the part that begins where this one ends. */
  goOn(part: PlayedPart): void {
    this.#part = part;
    this.#end.watch(part.end);
  }

  /** How long the part is, in seconds; null where that is not known. */
  durationOf(track: Pick<Track, 'durationMs'>): number | null {
    return lengthOf(this.#part ?? WHOLE, this.#audio.duration, track);
  }

  /** @param position in seconds from the part's beginning */
  seek(position: number): void {
    const { begin, end } = this.#part ?? WHOLE;
    this.#audio.currentTime = Math.min(begin + Math.max(0, position), end ?? Infinity);
    if (!this.#isOver) return;
    this.#isOver = false;
    this.#end.watch(end);
  }

  /** Stays at the end of the part. */
  finish(): void {
    this.#isOver = true;
    this.#audio.pause();
  }

  /** Lets go of the file. */
  unload(): void {
    this.#part = null;
    this.#isOver = false;
    this.#end.watch(null);
    this.#audio.pause();
    this.#audio.removeAttribute('src');
    this.#audio.load();
  }
}
