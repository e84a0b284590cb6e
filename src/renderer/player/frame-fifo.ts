/** Samples of two channels, first in, first out, each with the number at which it came. */

/** The left and the right channel. */
export type Block = readonly [Float32Array, Float32Array];

/** At most so many samples: more than two seconds at any usual rate. */
const CAPACITY = 2 ** 19;

export class FrameFifo {
  readonly #left = new Float32Array(CAPACITY);
  readonly #right = new Float32Array(CAPACITY);
  #first: number;
  #end: number;

  /** @param frame the number of the first sample that will come */
  constructor(frame: number) {
    this.#first = frame;
    this.#end = frame;
  }

  get length(): number {
    return this.#end - this.#first;
  }

  /** The number of the next sample to come. */
  get end(): number {
    return this.#end;
  }

  /** @param block silence where it is undefined */
  push(block: Block | undefined, size: number): void {
    for (let at = 0; at < size; at += 1) {
      const place = (this.#end + at) % CAPACITY;
      this.#left[place] = block?.[0][at] ?? 0;
      this.#right[place] = block?.[1][at] ?? 0;
    }
    this.#end += size;
    this.#first = Math.max(this.#first, this.#end - CAPACITY);
  }

  /** Drops what came before a number. */
  skipTo(frame: number): void {
    this.#first = Math.min(this.#end, Math.max(this.#first, frame));
  }

  /** Fills the rest of a block from a place on; with silence where nothing is left. */
  read([left, right]: Block, from: number): void {
    for (let at = from; at < left.length; at += 1) {
      const isThere = this.#first < this.#end;
      const place = this.#first % CAPACITY;
      left[at] = isThere ? (this.#left[place] ?? 0) : 0;
      right[at] = isThere ? (this.#right[place] ?? 0) : 0;
      if (isThere) this.#first += 1;
    }
  }
}
