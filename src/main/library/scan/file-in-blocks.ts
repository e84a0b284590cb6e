/**
 * An audio file as music-metadata reads it, from blocks: its parsers ask for a few bytes at a time, a
 * dozen times a file, and each time would be a read of the disk, or of the network.
 */
import { type FileHandle, open } from 'node:fs/promises';
import { AbstractTokenizer, EndOfStreamError, type IReadChunkOptions } from 'strtok3';

/** Most tags, without their pictures, fit into one. */
const BLOCK_BYTES = 64 * 1024;

export class FileInBlocks extends AbstractTokenizer {
  readonly fileInfo: { readonly path: string; readonly size: number };
  readonly #file: FileHandle;
  /** The block that was read last, and where it begins in the file. */
  #block = Buffer.alloc(0);
  #blockStart = 0;

  private constructor(file: FileHandle, path: string, size: number) {
    super();
    this.#file = file;
    this.fileInfo = { path, size };
  }

  /** Opens a file; it is to be closed. */
  static async open(path: string): Promise<FileInBlocks> {
    const file = await open(path);
    try {
      return new FileInBlocks(file, path, (await file.stat()).size);
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  override async readBuffer(into: Uint8Array, options?: IReadChunkOptions): Promise<number> {
    const { position } = this.normalizeOptions(into, options);
    const bytes = await this.peekBuffer(into, options);
    this.position = position + bytes;
    return bytes;
  }

  override async peekBuffer(into: Uint8Array, options?: IReadChunkOptions): Promise<number> {
    const { length, position, mayBeLess } = this.normalizeOptions(into, options);
    let bytes = 0;
    while (bytes < length) {
      const read = await this.#read(into.subarray(bytes, length), position + bytes);
      if (read === 0) break;
      bytes += read;
    }
    if (bytes < length && mayBeLess !== true) throw new EndOfStreamError();
    return bytes;
  }

  override supportsRandomAccess(): boolean {
    return true;
  }

  setPosition(position: number): void {
    this.validateLength(position, 'position');
    this.position = position;
  }

  protected override async closeOnce(): Promise<void> {
    await this.#file.close();
    await super.closeOnce();
  }

  /** @returns how many bytes it has read, which may be fewer than there is room for; 0 at the end */
  async #read(into: Uint8Array, position: number): Promise<number> {
    // A picture, say, is read at once: copying it would gain nothing.
    if (!this.#holds(position) && into.length < BLOCK_BYTES) await this.#readBlock(position);
    if (!this.#holds(position)) {
      return (await this.#file.read(into, 0, into.length, position)).bytesRead;
    }
    const start = position - this.#blockStart;
    const found = this.#block.subarray(start, start + into.length);
    into.set(found);
    return found.length;
  }

  #holds(position: number): boolean {
    return position >= this.#blockStart && position < this.#blockStart + this.#block.length;
  }

  async #readBlock(position: number): Promise<void> {
    const start = position - (position % BLOCK_BYTES);
    const block = Buffer.allocUnsafe(BLOCK_BYTES);
    const { bytesRead } = await this.#file.read(block, 0, BLOCK_BYTES, start);
    this.#block = block.subarray(0, bytesRead);
    this.#blockStart = start;
  }
}
