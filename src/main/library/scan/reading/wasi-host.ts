/**
 * The system that TagLib's WebAssembly runs on: a folder with one file, which can only be read. It has
 * the name that TagLib is told, whatever the real one is: that may not be UTF-8, or have a wrong ending.
 *
 * The calls are those of WASI preview 1 that TagLib's binary imports
 * (https://github.com/WebAssembly/WASI/blob/main/legacy/preview1/docs.md).
 */
import { randomFillSync } from 'node:crypto';
import type { SourceFile } from './source-file.ts';

/** Numbers of errors (`errno` there). */
const SUCCESS = 0;
const BAD_DESCRIPTOR = 8;
const INVALID = 28;
const NOT_FOUND = 44;
const READ_ONLY = 69;

const FOLDER = 3;
const FOLDER_NAME = '/';
const FIRST_FILE = 4;

const TYPE_FOLDER = 3;
const TYPE_FILE = 4;
const RIGHT_TO_WRITE = 1n << 6n;
const ALL_RIGHTS = 0xffff_ffff_ffff_ffffn;
const CREATE_OR_TRUNCATE = 1 | 8;

/** An `iovec`: where its bytes are, how many. */
const IOVEC_BYTES = 8;

export class WasiHost {
  /** The one file that there is. */
  #file: SourceFile | null = null;
  #name = '';
  /** Where each descriptor of it is in the file. */
  readonly #positions = new Map<number, number>();
  readonly #memory: () => WebAssembly.Memory;

  /** @param memory of the instance that is to run on this */
  constructor(memory: () => WebAssembly.Memory) {
    this.#memory = memory;
  }

  /** Has the file be the one that there is while something is done with it. */
  withFile<Result>(file: SourceFile, name: string, work: () => Result): Result {
    this.#file = file;
    this.#name = name;
    try {
      return work();
    } finally {
      this.#file = null;
      this.#positions.clear();
    }
  }

  /** What the binary imports. */
  readonly imports = {
    environ_get: () => SUCCESS,
    environ_sizes_get: (countAt: number, bytesAt: number) => {
      this.#view().setUint32(countAt, 0, true);
      this.#view().setUint32(bytesAt, 0, true);
      return SUCCESS;
    },
    fd_prestat_get: (descriptor: number, at: number) => {
      if (descriptor !== FOLDER) return BAD_DESCRIPTOR;
      this.#view().setUint32(at, 0, true);
      this.#view().setUint32(at + 4, FOLDER_NAME.length, true);
      return SUCCESS;
    },
    fd_prestat_dir_name: (descriptor: number, at: number, length: number) => {
      if (descriptor !== FOLDER) return BAD_DESCRIPTOR;
      this.#bytes(at, length).set(Buffer.from(FOLDER_NAME).subarray(0, length));
      return SUCCESS;
    },
    path_open: (
      folder: number,
      _lookup: number,
      pathAt: number,
      pathLength: number,
      flags: number,
      rights: bigint,
      _inheriting: bigint,
      _descriptorFlags: number,
      descriptorAt: number,
    ) => {
      if (folder !== FOLDER) return BAD_DESCRIPTOR;
      const name = Buffer.from(this.#bytes(pathAt, pathLength)).toString();
      if (this.#file === null || name !== this.#name) return NOT_FOUND;
      if ((rights & RIGHT_TO_WRITE) !== 0n || (flags & CREATE_OR_TRUNCATE) !== 0) return READ_ONLY;
      const descriptor = FIRST_FILE + this.#positions.size;
      this.#positions.set(descriptor, 0);
      this.#view().setUint32(descriptorAt, descriptor, true);
      return SUCCESS;
    },
    // A number is not used again while the file is read: it stays known.
    fd_close: () => SUCCESS,
    fd_fdstat_get: (descriptor: number, at: number) => {
      if (descriptor !== FOLDER && !this.#positions.has(descriptor)) return BAD_DESCRIPTOR;
      const view = this.#view();
      view.setUint8(at, descriptor === FOLDER ? TYPE_FOLDER : TYPE_FILE);
      view.setUint16(at + 2, 0, true);
      view.setBigUint64(at + 8, ALL_RIGHTS, true);
      view.setBigUint64(at + 16, ALL_RIGHTS, true);
      return SUCCESS;
    },
    fd_fdstat_set_flags: () => SUCCESS,
    fd_filestat_set_size: () => READ_ONLY,
    fd_read: (descriptor: number, buffersAt: number, buffers: number, bytesAt: number) => {
      const start = this.#positions.get(descriptor);
      if (start === undefined || this.#file === null) return BAD_DESCRIPTOR;
      let position = start;
      for (let index = 0; index < buffers; index += 1) {
        const at = buffersAt + index * IOVEC_BYTES;
        const view = this.#view();
        const into = this.#bytes(view.getUint32(at, true), view.getUint32(at + 4, true));
        const bytes = this.#file.read(into, position);
        position += bytes;
        if (bytes < into.length) break;
      }
      this.#positions.set(descriptor, position);
      this.#view().setUint32(bytesAt, position - start, true);
      return SUCCESS;
    },
    fd_seek: (descriptor: number, offset: bigint, whence: number, positionAt: number) => {
      const current = this.#positions.get(descriptor);
      if (current === undefined || this.#file === null) return BAD_DESCRIPTOR;
      this.#file.step();
      const from = [0, current, this.#file.size][whence];
      const position = Number(offset) + (from ?? Number.NaN);
      if (!(position >= 0)) return INVALID;
      this.#positions.set(descriptor, position);
      this.#view().setBigUint64(positionAt, BigInt(position), true);
      return SUCCESS;
    },
    // What TagLib says of a damaged file when it is debugged: the file's problem says enough.
    fd_write: (_descriptor: number, buffersAt: number, buffers: number, bytesAt: number) => {
      const view = this.#view();
      let bytes = 0;
      for (let index = 0; index < buffers; index += 1) {
        bytes += view.getUint32(buffersAt + index * IOVEC_BYTES + 4, true);
      }
      view.setUint32(bytesAt, bytes, true);
      return SUCCESS;
    },
    random_get: (at: number, length: number) => {
      randomFillSync(this.#bytes(at, length));
      return SUCCESS;
    },
    proc_exit: (status: number) => {
      throw new Error(`TagLib ended with status ${status}.`);
    },
  };

  // The memory is another buffer after it has grown.
  #view(): DataView {
    return new DataView(this.#memory().buffer);
  }

  #bytes(at: number, length: number): Uint8Array {
    return new Uint8Array(this.#memory().buffer, at, length);
  }
}
