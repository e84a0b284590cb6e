/** What the parts of one tag weigh together, and how much that may be. */
import { ReadingTooMuch } from './source-file.ts';

/** Of all that is no picture; in bytes. */
const MOST_BYTES = 16 * 1024 * 1024;

/** With its pictures: what TagLib can copy within its memory; in bytes. */
const MOST_WITH_PICTURES = 64 * 1024 * 1024;

/** A whole book, as lyrics; in bytes. */
const MOST_TEXT_BYTES = 1024 * 1024;

/** A picture that is written as text takes as much memory as text does; in bytes. */
const MOST_WRITTEN_PICTURE_BYTES = 8 * 1024 * 1024;

/** The fields of a tag: programs write a hundred, people with a plan a few thousand. */
export const MOST_FIELDS = 20_000;

/** Booklets are scanned page by page. */
const MOST_PICTURES = 1_000;

/** Everything that is added may throw {@link ReadingTooMuch}. */
export class Weight {
  #bytes = 0;
  #withPictures = 0;
  #fields = 0;
  #pictures = 0;

  /** All that was added. */
  get bytes(): number {
    return this.#withPictures;
  }

  add(bytes: number): void {
    this.#bytes += bytes;
    this.#withPictures += bytes;
    if (this.#bytes > MOST_BYTES || this.#withPictures > MOST_WITH_PICTURES) {
      throw new ReadingTooMuch();
    }
  }

  /** A field of the tag, with a text. */
  addText(bytes: number): void {
    if (bytes > MOST_TEXT_BYTES) throw new ReadingTooMuch();
    this.addField(bytes);
  }

  /** One with anything else. */
  addField(bytes: number): void {
    this.#fields += 1;
    if (this.#fields > MOST_FIELDS) throw new ReadingTooMuch();
    this.add(bytes);
  }

  addPicture(bytes: number): void {
    this.#pictures += 1;
    this.#withPictures += bytes;
    if (this.#pictures > MOST_PICTURES || this.#withPictures > MOST_WITH_PICTURES) {
      throw new ReadingTooMuch();
    }
  }

  /** One in the letters of Base64. */
  addWrittenPicture(bytes: number): void {
    if (bytes > MOST_WRITTEN_PICTURE_BYTES) throw new ReadingTooMuch();
    this.addPicture(bytes);
  }
}
