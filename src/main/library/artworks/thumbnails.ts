/**
 * Thumbnails of cover pictures in two sizes, each made once however many albums and libraries show it, and
 * kept as a file that is named by the picture's digest. They follow from the pictures: losing them loses
 * nothing, and where they cannot be kept they are made each time.
 */
import { randomBytes } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ThumbnailSize } from '../../../shared/api/tracks.ts';
import { readSmallFile } from '../../lifecycle/files/door.ts';
import type { Picture } from './picture.ts';
import { scalePicture, TOO_LARGE } from './scale-picture.ts';

/** So many are made at once: a picture of 40 MB takes 100 MB meanwhile. */
const MOST_AT_ONCE = 2;

/** Of a thumbnail, many times what one of 360 pixels has. */
const MOST_BYTES = 4 * 1024 * 1024;

export class Thumbnails {
  readonly #folder: string | null;
  readonly #original: (sha256: string) => Promise<Picture | null>;
  /** Those that are being made: a list shows one picture in many rows. */
  readonly #making = new Map<string, Promise<Picture | null>>();
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  /**
   * @param folder where they are kept; null where they cannot be
   * @param original reads a picture from a file that holds it
   */
  constructor(folder: string | null, original: (sha256: string) => Promise<Picture | null>) {
    this.#folder = folder;
    this.#original = original;
  }

  /**
   * A picture at most so large; as it is where it cannot be scaled, and none where it is a bomb.
   *
   * @param sha256 of the picture, in hexadecimal
   * @returns null where no file holds it any more, and no thumbnail was made before
   */
  find(sha256: string, size: ThumbnailSize): Promise<Picture | null> {
    const name = `${sha256}-${size}.webp`;
    const making = this.#making.get(name);
    if (making !== undefined) return making;
    const made = this.#find(sha256, size, name).finally(() => this.#making.delete(name));
    this.#making.set(name, made);
    return made;
  }

  async #find(sha256: string, size: ThumbnailSize, name: string): Promise<Picture | null> {
    const file = this.#folder === null ? null : join(this.#folder, sha256.slice(0, 2), name);
    const kept = file === null ? null : await readKept(file);
    if (kept !== null) return { mimeType: 'image/webp', bytes: kept };
    await this.#turn();
    try {
      const original = await this.#original(sha256);
      if (original === null) return null;
      const bytes = await scalePicture(original.bytes, size);
      if (bytes === TOO_LARGE) return null;
      if (bytes === null) return original;
      if (file !== null) await keep(file, bytes);
      return { mimeType: 'image/webp', bytes };
    } finally {
      this.#running -= 1;
      this.#waiting.shift()?.();
    }
  }

  async #turn(): Promise<void> {
    while (this.#running >= MOST_AT_ONCE) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    this.#running += 1;
  }
}

async function readKept(file: string): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    const bytes = await readSmallFile(file, { maxBytes: MOST_BYTES });
    return bytes.length === 0 ? null : new Uint8Array(bytes);
  } catch {
    // Not made yet, or not to be read: it is made anew.
    return null;
  }
}

/** A full or read-only disk keeps none, and the next one is made again. */
async function keep(file: string, bytes: Uint8Array): Promise<void> {
  const temporary = join(dirname(file), `${randomBytes(8).toString('hex')}.partial`);
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await writeFile(temporary, bytes, { flag: 'wx', mode: 0o600 });
    await rename(temporary, file);
  } catch {
    await rm(temporary, { force: true }).catch(() => {});
  }
}
