/**
 * The pictures that albums show, read from the files that hold them. Nothing else of a file is ever told: the bytes
 * have to be those whose digest the library recorded. A picture that is asked for several times is read once.
 */
import type { LibraryLocation } from '../../lifecycle/lock/own-files.ts';
import { requireSafeToOpen } from '../playback/track-file.ts';
import { ApartReader } from '../scan/read-apart.ts';
import type { Picture, PictureHolders } from './picture.ts';

/** A page shows one picture in several places, and in several sizes: the last one is kept so long, in milliseconds. */
const KEPT_MS = 5_000;

export class Covers {
  readonly #library: LibraryLocation;
  readonly #holders: (sha256: string) => Promise<PictureHolders | null>;
  readonly #reader: ApartReader;
  readonly #reading = new Map<string, Promise<Picture | null>>();
  #last: { readonly sha256: string; readonly picture: Picture } | null = null;
  #forgetting: NodeJS.Timeout | undefined;

  /** @param holders what the library knows of a picture, and which files hold it */
  constructor(
    library: LibraryLocation,
    holders: (sha256: string) => Promise<PictureHolders | null>,
  ) {
    this.#library = library;
    this.#holders = holders;
    this.#reader = new ApartReader(library);
  }

  /**
   * A picture as it is.
   *
   * @param sha256 of the picture's bytes, in hexadecimal
   * @returns null where the library knows no such picture, or no file holds it any more
   */
  find(sha256: string): Promise<Picture | null> {
    if (this.#last?.sha256 === sha256) return Promise.resolve(this.#last.picture);
    const reading = this.#reading.get(sha256);
    if (reading !== undefined) return reading;
    const found = this.#read(sha256).finally(() => this.#reading.delete(sha256));
    this.#reading.set(sha256, found);
    return found;
  }

  /** Ends what is being read. */
  end(): Promise<void> {
    clearTimeout(this.#forgetting);
    this.#last = null;
    return this.#reader.end();
  }

  async #read(sha256: string): Promise<Picture | null> {
    const known = await this.#holders(sha256);
    for (const file of known?.files ?? []) {
      const isSafe = await requireSafeToOpen(file, this.#library).then(
        () => true,
        // The next scan tells what became of it.
        () => false,
      );
      if (!isSafe || known === null) continue;
      const read = await this.#reader.read({ kind: 'picture', path: file.path, sha256 });
      if (read !== null && 'bytes' in read && read.bytes !== null) {
        return this.#keep(sha256, { mimeType: known.mimeType, bytes: read.bytes });
      }
    }
    return null;
  }

  #keep(sha256: string, picture: Picture): Picture {
    this.#last = { sha256, picture };
    clearTimeout(this.#forgetting);
    this.#forgetting = setTimeout(() => {
      this.#last = null;
    }, KEPT_MS);
    this.#forgetting.unref();
    return picture;
  }
}
