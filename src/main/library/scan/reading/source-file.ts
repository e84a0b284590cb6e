/**
 * An audio file as its reader sees it: read in blocks, since parsers ask for a few bytes at a time, and
 * each time would be a read of the disk, or of the network. How much of one file is read has a limit.
 */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { READ_NO_WAIT, requireOpenedFile } from '../../../lifecycle/files/door.ts';
import { systemPath } from '../../../lifecycle/files/path-bytes.ts';
import { waitingForDisk } from './waiting.ts';

/** Most tags, without their pictures, fit into one. */
const BLOCK_BYTES = 64 * 1024;

/** The beginning, the end, and where the parser is. */
const BLOCKS_KEPT = 3;

/**
 * Of one file, in bytes and in steps: a picture of 40 MB and a film of hours stay far below, a file
 * that leads a parser astray does not.
 */
const MOST_BYTES = 80_000_000;
const MOST_STEPS = 300_000;

interface Block {
  readonly start: number;
  readonly bytes: Buffer;
}

/** A file wants to be read more than any file of music does. */
export class ReadingTooMuch extends Error {}

export class SourceFile {
  /** In bytes. */
  readonly size: number;
  readonly #descriptor: number;
  #blocks: Block[] = [];
  #bytesLeft = MOST_BYTES;
  #stepsLeft = MOST_STEPS;

  /** Opens a file; it is to be closed. */
  constructor(path: string) {
    this.#descriptor = waitingForDisk(() => openSync(systemPath(path), READ_NO_WAIT));
    try {
      const stats = fstatSync(this.#descriptor);
      requireOpenedFile(path, stats);
      this.size = stats.size;
    } catch (error) {
      this.close();
      throw error;
    }
  }

  close(): void {
    closeSync(this.#descriptor);
  }

  /**
   * Reads into a buffer.
   *
   * @returns how many bytes; fewer than there is room for at the end of the file only
   * @throws ReadingTooMuch
   */
  read(into: Uint8Array, position: number): number {
    this.step();
    this.#bytesLeft -= into.length;
    if (this.#bytesLeft < 0) throw new ReadingTooMuch();
    let bytes = 0;
    while (bytes < into.length) {
      const part = this.#readPart(into.subarray(bytes), position + bytes);
      if (part === 0) break;
      bytes += part;
    }
    return bytes;
  }

  /** The bytes from a position on, at most so many. */
  slice(position: number, length: number): Buffer<ArrayBuffer> {
    const bytes = Buffer.alloc(Math.max(0, Math.min(length, this.size - position)));
    return bytes.subarray(0, this.read(bytes, position));
  }

  /** As {@link slice}, from a place beside which nothing else is read: only these bytes are. */
  sample(position: number, length: number): Buffer<ArrayBuffer> {
    const isKept = this.#blocks.some(
      ({ start, bytes }) => start <= position && position + length <= start + bytes.length,
    );
    if (isKept || length >= BLOCK_BYTES) return this.slice(position, length);
    this.step();
    this.#bytesLeft -= length;
    if (this.#bytesLeft < 0) throw new ReadingTooMuch();
    const bytes = Buffer.alloc(length);
    return bytes.subarray(0, this.#readDisk(bytes, position));
  }

  /** Counts one thing that a parser does with the file. */
  step(): void {
    this.#stepsLeft -= 1;
    if (this.#stepsLeft < 0) throw new ReadingTooMuch();
  }

  #readPart(into: Uint8Array, position: number): number {
    const start = position - (position % BLOCK_BYTES);
    const kept = this.#blocks.find((block) => block.start === start);
    // A picture, say, is read at once: copying it would gain nothing.
    if (kept === undefined && into.length >= BLOCK_BYTES) {
      return this.#readDisk(into, position);
    }
    const { bytes } = kept ?? this.#readBlock(start);
    const from = position - start;
    const found = bytes.subarray(from, from + into.length);
    into.set(found);
    return found.length;
  }

  #readBlock(start: number): Block {
    const room = Buffer.allocUnsafe(BLOCK_BYTES);
    const length = this.#readDisk(room, start);
    const block = { start, bytes: room.subarray(0, length) };
    this.#blocks = [block, ...this.#blocks.slice(0, BLOCKS_KEPT - 1)];
    return block;
  }

  #readDisk(into: Uint8Array, position: number): number {
    return waitingForDisk(() => readSync(this.#descriptor, into, 0, into.length, position));
  }
}
