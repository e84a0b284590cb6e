/**
 * TagLib (https://taglib.org), compiled to WebAssembly by taglib-wasm. Fermata runs its binary on a host
 * of its own (wasi-host.ts), which reads files in blocks, within limits, and under the name that their
 * content asks for. A file that makes it break off costs that file and a new instance, nothing else.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { decode } from '@msgpack/msgpack';
import { z } from 'zod';
import type { SourceFile } from './source-file.ts';
import { WasiHost } from './wasi-host.ts';

/** WebAssembly never gives memory back: an instance that has grown beyond this is not kept; in bytes. */
const MOST_KEPT_BYTES = 48 * 1024 * 1024;

/**
 * As much memory as TagLib may have, in pages of WebAssembly (64 kB): 224 MB. Pictures take thrice their size, since
 * TagLib copies what it parses. Where it wants more it fails, and the file is one that cannot be read.
 */
const MOST_PAGES = 3_584;

const ExportsSchema = z.object({
  memory: z.custom<WebAssembly.Memory>((value) => value instanceof WebAssembly.Memory),
  _initialize: z.custom<() => void>(isFunction),
  tl_malloc: z.custom<(bytes: number) => number>(isFunction),
  tl_free: z.custom<(at: number) => void>(isFunction),
  tl_read_tags:
    z.custom<(path: number, buffer: number, length: number, sizeAt: number) => number>(isFunction),
});
type Exports = z.infer<typeof ExportsSchema>;

const PictureSchema = z.object({
  /** As ID3v2 numbers them: 3 is a front cover (https://id3.org/id3v2.3.0#Attached_picture). */
  type: z.number(),
  data: z.instanceof(Uint8Array),
});
export type Picture = z.infer<typeof PictureSchema>;

/** What TagLib knows of a file: its properties by name, with one value or several. */
const FileDataSchema = z
  .looseObject({
    lengthMs: z.number().default(0),
    /** Kilobits a second. */
    bitrate: z.number().default(0),
    sampleRate: z.number().default(0),
    codec: z.string().optional(),
    pictures: z.array(PictureSchema).default([]),
  })
  .transform(({ lengthMs, bitrate, sampleRate, codec, pictures, ...properties }) => ({
    lengthMs,
    bitrate,
    sampleRate,
    codec,
    pictures,
    properties,
  }));
export type FileData = z.infer<typeof FileDataSchema>;

/** TagLib cannot make anything of a file. */
export class NotReadable extends Error {}

export class TagLib {
  // Threads that compile the same bytes share the code: V8 sees to it.
  readonly #module = compileTagLib();
  readonly #host = new WasiHost(() => this.#running().memory);
  #exports: Exports | null = null;

  /**
   * Reads a file.
   *
   * @param name whose ending says which format it has
   * @param use is given what was read; the bytes of pictures are there only while it runs
   * @throws NotReadable; whatever reading the file throws
   */
  read<Result>(file: SourceFile, name: string, use: (data: FileData) => Result): Result {
    const taglib = this.#running();
    let isSound = false;
    try {
      return this.#host.withFile(file, name, () => {
        const path = putText(taglib, name);
        const sizeAt = taglib.tl_malloc(Uint32Array.BYTES_PER_ELEMENT);
        const at = taglib.tl_read_tags(path, 0, 0, sizeAt);
        if (at === 0) throw new NotReadable();
        const size = new DataView(taglib.memory.buffer).getUint32(sizeAt, true);
        const answer = decode(new Uint8Array(taglib.memory.buffer, at, size));
        const result = use(FileDataSchema.parse(answer));
        for (const used of [at, sizeAt, path]) taglib.tl_free(used);
        isSound = true;
        return result;
      });
    } catch (error) {
      isSound = error instanceof NotReadable;
      throw hasBrokenOff(error) ? new NotReadable() : error;
    } finally {
      // What was in the middle of something when it broke off is in no known state.
      if (!isSound || taglib.memory.buffer.byteLength > MOST_KEPT_BYTES) this.#exports = null;
    }
  }

  #running(): Exports {
    if (this.#exports !== null) return this.#exports;
    const { exports } = new WebAssembly.Instance(this.#module, {
      wasi_snapshot_preview1: this.#host.imports,
    });
    this.#exports = ExportsSchema.parse({ ...exports });
    this.#exports._initialize();
    return this.#exports;
  }
}

/** A file has led TagLib beyond its memory or its stack: what the machine says of that says nothing of the file. */
function hasBrokenOff(error: unknown): boolean {
  return error instanceof WebAssembly.RuntimeError || error instanceof RangeError;
}

function compileTagLib(): WebAssembly.Module {
  const require = createRequire(import.meta.url);
  const library = require.resolve('taglib-wasm');
  const bytes = limitMemory(readFileSync(join(dirname(library), 'taglib-wasi.wasm')));
  try {
    return new WebAssembly.Module(bytes);
  } catch {
    // Its exceptions are those that WebAssembly has for good now. Node 22 knows them, if it is told so.
    setFlagsFromString('--experimental-wasm-exnref');
    return new WebAssembly.Module(bytes);
  }
}

/**
 * Writes the most pages that a module's memory may have into it: what it was compiled with is 2 GB.
 * https://webassembly.github.io/spec/core/binary/modules.html#memory-section
 */
function limitMemory(module: Buffer): Buffer {
  const at = new Cursor(module, 8);
  while (at.position < module.length) {
    const section = at.byte();
    const size = at.number();
    const next = at.position + size;
    if (section === MEMORY_SECTION) {
      const [memories, limits] = [at.byte(), at.byte()];
      at.number();
      const maximum = at.position;
      at.number();
      const room = at.position - maximum;
      if (memories !== 1 || limits !== HAS_MAXIMUM) break;
      for (let digit = 0; digit < room; digit += 1) {
        const more = digit < room - 1 ? 0x80 : 0;
        module.writeUInt8(((MOST_PAGES >> (7 * digit)) & 0x7f) | more, maximum + digit);
      }
      return module;
    }
    at.position = next;
  }
  throw new TypeError('The memory of TagLib cannot be limited.');
}

const MEMORY_SECTION = 5;
const HAS_MAXIMUM = 1;

/** Reads numbers as WebAssembly writes them: seven bits a byte, the lowest first. */
class Cursor {
  readonly #bytes: Buffer;
  position: number;

  constructor(bytes: Buffer, position: number) {
    this.#bytes = bytes;
    this.position = position;
  }

  byte(): number {
    this.position += 1;
    return this.#bytes.readUInt8(this.position - 1);
  }

  number(): number {
    let value = 0;
    for (let factor = 1; ; factor *= 0x80) {
      const byte = this.byte();
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
    }
  }
}

/** Puts a text into TagLib's memory, and says where. */
function putText(taglib: Exports, text: string): number {
  const bytes = Buffer.from(`${text}\0`);
  const at = taglib.tl_malloc(bytes.length);
  new Uint8Array(taglib.memory.buffer).set(bytes, at);
  return at;
}

function isFunction(value: unknown): boolean {
  return typeof value === 'function';
}
