/**
 * Puts the sound of two sources one behind the other, to the fraction of a millisecond. The next one is started a little early and
 * its sound is kept until the present one ends, so that no timer, and no element that takes its time to begin,
 * leaves a gap. From then on that source is heard as much later as it was started early.
 *
 * It runs in the thread that makes sound (splicer.worklet.ts), a block at a time.
 */
import { type Block, FrameFifo } from './frame-fifo.ts';

/** How far from where it is expected the end of a source is looked for; in seconds. */
const WINDOW_SECONDS = 0.06;

/** So many samples without any sound in a row are an end, and not where a wave passes through nothing. */
export const END_SAMPLES = 16;

export interface Splice {
  /** Which source is heard from now on. */
  readonly source: number;
  /** How much later than it plays it is heard; in samples. */
  readonly lag: number;
}

interface Armed {
  readonly source: number;
  /** Where the present source is expected to end. */
  end: number;
  /** Whether it is to end there although its sound goes on: a part of a file. */
  readonly isExact: boolean;
  /** For how long both are heard, one louder and louder and the other softer; in samples. */
  readonly fade: number;
  /** Where the next source is known to have begun; null until then. */
  head: number | null;
  /** The first sample of it that is not silent. */
  firstSound: number | null;
  readonly kept: FrameFifo;
}

export class Splicer {
  readonly #window: number;
  #current = 0;
  /** What the present source has played and is not heard yet; null where it is heard at once. */
  #late: FrameFifo | null = null;
  #armed: Armed | null = null;
  /** The last sample that was not silent. */
  #lastSound = -1;
  readonly #now: Block;

  /**
   * @param sampleRate samples a second
   * @param size samples a block
   */
  constructor(sampleRate: number, size: number) {
    this.#window = Math.round(WINDOW_SECONDS * sampleRate);
    this.#now = [new Float32Array(size), new Float32Array(size)];
  }

  /** Hears a source as it plays, and nothing that was kept. */
  take(source: number): void {
    this.#current = source;
    this.#late = null;
    this.#armed = null;
  }

  /** The next source has been told to play: it is heard where the present one ends. */
  arm(next: {
    readonly source: number;
    readonly end: number;
    readonly isExact: boolean;
    readonly fade: number;
    readonly now: number;
  }): void {
    const { now, ...rest } = next;
    this.#armed = { ...rest, head: null, firstSound: null, kept: new FrameFifo(now) };
  }

  /** What is known better by now of where the present source ends, and where the next one began. */
  correct({ end, head }: { readonly end?: number; readonly head?: number }): void {
    if (this.#armed === null) return;
    if (end !== undefined) this.#armed.end = end;
    if (head !== undefined) this.#armed.head = head;
  }

  /** Hears the next source after all, from its beginning, as soon as possible. */
  disarm(): void {
    this.#armed = null;
  }

  /**
   * Makes one block of what is heard.
   *
   * @param frame the number of its first sample
   * @param inputs what the sources play now; undefined for one that plays nothing
   * @returns where another source is heard from now on; null otherwise
   */
  process(frame: number, inputs: readonly (Block | undefined)[], output: Block): Splice | null {
    const size = output[0].length;
    const armed = this.#armed;
    if (armed !== null) keep(armed, frame, inputs[armed.source], size);
    this.#read(inputs[this.#current], size);
    const [left, right] = this.#now;
    if (armed !== null && armed.fade > 0) return this.#fade(armed, frame, output);
    const at = armed === null ? null : this.#endIn(armed, frame, size);
    const heard = at ?? size;
    output[0].set(left.subarray(0, heard));
    output[1].set(right.subarray(0, heard));
    this.#noteSound(frame, heard);
    if (armed === null || at === null) return null;
    return this.#splice(armed, frame + size, output, at);
  }

  #read(input: Block | undefined, size: number): void {
    const [left, right] = this.#now;
    if (this.#late !== null) {
      this.#late.push(input, size);
      this.#late.read(this.#now, 0);
    } else if (input === undefined) {
      left.fill(0);
      right.fill(0);
    } else {
      left.set(input[0]);
      right.set(input[1]);
    }
  }

  /** Where in the block the present source ends; null where it does not. */
  #endIn({ end, isExact }: Armed, frame: number, size: number): number | null {
    const last = frame + size;
    if (isExact) return end < last ? Math.max(0, end - frame) : null;
    if (last <= end - this.#window) return null;
    const sounding = lastSoundIn(this.#now) + 1;
    const silent = size - sounding;
    const lastSound = sounding > 0 ? frame + sounding - 1 : this.#lastSound;
    // Its last sound was here: what follows is no silence of its own.
    if (silent >= Math.min(END_SAMPLES, size) && lastSound > end - this.#window) return sounding;
    if (lastSound <= end - this.#window && end < last) return Math.max(0, end - frame);
    return last >= end + this.#window ? size : null;
  }

  #noteSound(frame: number, heard: number): void {
    const [left, right] = this.#now;
    for (let at = heard - 1; at >= 0; at -= 1) {
      if (left[at] !== 0 || right[at] !== 0) {
        this.#lastSound = frame + at;
        return;
      }
    }
  }

  /** @param next the number of the sample after the block */
  #splice(armed: Armed, next: number, output: Block, at: number): Splice {
    const { kept, source } = armed;
    kept.skipTo(beginningOf(armed));
    kept.read(output, at);
    this.#current = source;
    this.#late = kept;
    this.#armed = null;
    this.#lastSound = next;
    return { source, lag: kept.length };
  }

  /** Both are heard: equally loud together all the while. */
  #fade(armed: Armed, frame: number, output: Block): Splice | null {
    const { kept, end, fade, source } = armed;
    const size = output[0].length;
    const begin = end - fade;
    output[0].set(this.#now[0]);
    output[1].set(this.#now[1]);
    this.#noteSound(frame, size);
    if (frame < begin) return null;
    if (frame - size < begin) kept.skipTo(beginningOf(armed));
    kept.read(this.#now, 0);
    for (let at = 0; at < size; at += 1) {
      const share = (Math.min(1, (frame + at - begin) / fade) * Math.PI) / 2;
      for (const channel of [0, 1] as const) {
        const [mixed, added] = [output[channel], this.#now[channel]];
        mixed[at] = (mixed[at] ?? 0) * Math.cos(share) + (added[at] ?? 0) * Math.sin(share);
      }
    }
    if (frame + size < end) return null;
    this.#current = source;
    this.#late = kept;
    this.#armed = null;
    return { source, lag: kept.length };
  }
}

function keep(armed: Armed, frame: number, input: Block | undefined, size: number): void {
  armed.kept.push(input, size);
  if (armed.firstSound !== null || input === undefined) return;
  for (let at = 0; at < size; at += 1) {
    if (input[0][at] !== 0 || input[1][at] !== 0) {
      armed.firstSound = frame + at;
      return;
    }
  }
}

/** Silence of its own that a source begins with is heard; that before it began is not. */
function beginningOf({ head, firstSound, kept }: Armed): number {
  if (head !== null && firstSound !== null) return Math.min(head, firstSound);
  return head ?? firstSound ?? kept.end;
}

/** The last sample of a block that is not silent; -1 where all are. */
function lastSoundIn([left, right]: Block): number {
  for (let at = left.length - 1; at >= 0; at -= 1) {
    if (left[at] !== 0 || right[at] !== 0) return at;
  }
  return -1;
}
