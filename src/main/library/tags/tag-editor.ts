/**
 * Writes tags by TagLib into a file that has been read into memory. This is the build of taglib-wasm that has
 * its object for a file: the one that scans read with (scan/reading/taglib.ts) knows numbers of tracks as
 * numbers only, and would make "03/12" a 3.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type AudioFile, PROPERTIES, TagLib } from 'taglib-wasm';
import type { Tags } from '../../../shared/tags.ts';

/** What TagLib cannot make anything of. */
export class NotTaggable extends Error {}

/** A file as TagLib sees it. */
export interface SeenFile {
  readonly tags: Tags;
  /** What else is beside the audio, each by a name: pictures, and frames of ID3v2 that are no texts. */
  readonly others: ReadonlyMap<string, string>;
}

/** The names that TagLib has, by those that taglib-wasm has for some of them. */
const NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries(PROPERTIES).map(([name, { key }]) => [name, key]),
);

const ID3V1_BYTES = 128;

/** Frames whose texts are tags. */
const TEXT_FRAME = /^(T[A-Z0-9]{3}|COMM|USLT|UFID|IPLS)$/;

export class TagEditor {
  readonly #taglib: TagLib;

  private constructor(taglib: TagLib) {
    this.#taglib = taglib;
  }

  /** Loads TagLib. It keeps the memory of the largest file, so that it is best let go soon. */
  static async load(): Promise<TagEditor> {
    const folder = dirname(createRequire(import.meta.url).resolve('taglib-wasm'));
    const wasmBinary = new Uint8Array(readFileSync(join(folder, 'taglib-web.wasm')));
    return new TagEditor(await TagLib.initialize({ wasmBinary }));
  }

  /**
   * What a file has.
   *
   * @throws NotTaggable
   */
  async see(bytes: Uint8Array): Promise<SeenFile> {
    return this.#with(bytes, (file) => ({ tags: tagsOf(file), others: othersOf(file) }));
  }

  /**
   * Writes all tags of a file.
   *
   * @param tags all of them: what is not named is removed
   * @returns the bytes of the file then
   * @throws NotTaggable
   */
  async write(bytes: Uint8Array, tags: Tags): Promise<Uint8Array> {
    return this.#with(bytes, (file) => {
      file.setProperties(tags);
      // It keeps them where they are not named.
      if (!('LYRICS' in tags)) file.setLyrics([]);
      if (!file.save()) throw new NotTaggable('TagLib has not saved the tags.');
      const written = file.getFileBuffer();
      return file.isFormat('MP3') ? withoutNewId3v1(written, bytes) : written;
    });
  }

  async #with<Result>(bytes: Uint8Array, use: (file: AudioFile) => Result): Promise<Result> {
    const file = await this.#taglib.open(bytes).catch((cause: unknown) => {
      throw new NotTaggable('TagLib cannot read it.', { cause });
    });
    try {
      return use(file);
    } finally {
      file.dispose();
    }
  }
}

/** TagLib puts a second, short tag behind each MP3, which a file without one is not to get. */
function withoutNewId3v1(written: Uint8Array, old: Uint8Array): Uint8Array {
  const isNew = endsWithId3v1(written) && !endsWithId3v1(old);
  return isNew ? written.subarray(0, -ID3V1_BYTES) : written;
}

function endsWithId3v1(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(-ID3V1_BYTES)).toString('latin1', 0, 3) === 'TAG';
}

function tagsOf(file: AudioFile): Tags {
  const tags: Tags = {};
  for (const [name, values = []] of Object.entries(file.properties())) {
    if (values.length > 0) tags[NAMES.get(name) ?? name] = [...values];
  }
  // It does not have them among the others.
  const lyrics = file.getLyrics().map(({ text }) => text);
  if (lyrics.length > 0) tags.LYRICS = lyrics;
  return tags;
}

function othersOf(file: AudioFile): ReadonlyMap<string, string> {
  const others = new Map<string, string>();
  const add = (name: string, parts: readonly (string | Uint8Array)[]) => {
    const hash = createHash('sha256').update(others.get(name) ?? '');
    for (const part of parts) hash.update(part);
    others.set(name, hash.digest('hex'));
  };
  for (const { type, mimeType, description = '', data } of file.getPictures()) {
    add('PICTURE', [type, mimeType, description, data]);
  }
  if (!file.isFormat('MP3')) return others;
  for (const { id, data } of file.getId3v2Frames()) {
    // Pictures are compared by what they are: ID3v2.4 has them in other frames than ID3v2.2.
    if (!TEXT_FRAME.test(id) && id !== 'APIC') add(id, [data]);
  }
  return others;
}
