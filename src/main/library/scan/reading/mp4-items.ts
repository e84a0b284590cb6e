/** The items of an MP4's tags, looked at by their heads alone (ISO 14496-12, and what iTunes made of it). */
import { ReadingTooMuch, type SourceFile } from './source-file.ts';
import { Weight } from './weight.ts';

interface Atom {
  readonly id: string;
  /** Of its content. */
  readonly start: number;
  readonly end: number;
}

const HEADER_BYTES = 8;
const LONG_HEADER_BYTES = 16;

/** The version and flags of `meta`, which is a full box for most programs. */
const FULL_BOX_BYTES = 4;

/** More than these no level of a file has: a movie in fragments is the longest. */
const MOST_ATOMS = 100_000;

/**
 * Weighs the tags.
 *
 * @throws ReadingTooMuch
 */
export function weighMp4(file: SourceFile, start: number): void {
  for (const movie of atomsIn(file, start, file.size)) {
    if (movie.id !== 'moov') continue;
    for (const inMovie of atomsIn(file, movie.start, movie.end)) {
      if (inMovie.id === 'meta') weighMeta(file, inMovie);
      if (inMovie.id !== 'udta') continue;
      for (const meta of atomsIn(file, inMovie.start, inMovie.end)) {
        if (meta.id === 'meta') weighMeta(file, meta);
      }
    }
  }
}

function weighMeta(file: SourceFile, { start, end }: Atom): void {
  const isFull = file.slice(start + 4, 4).toString('latin1') !== 'hdlr';
  for (const list of atomsIn(file, isFull ? start + FULL_BOX_BYTES : start, end)) {
    if (list.id !== 'ilst') continue;
    const weight = new Weight();
    for (const item of atomsIn(file, list.start, list.end)) {
      const isPicture = item.id === 'covr';
      for (const value of atomsIn(file, item.start, item.end)) {
        const bytes = value.end - value.start;
        if (isPicture) weight.addPicture(bytes);
        else weight.addText(bytes);
      }
    }
  }
}

function* atomsIn(file: SourceFile, start: number, end: number): Generator<Atom> {
  let position = start;
  for (let count = 0; position + HEADER_BYTES <= end; count += 1) {
    if (count === MOST_ATOMS) throw new ReadingTooMuch();
    const header = file.slice(position, LONG_HEADER_BYTES);
    if (header.length < HEADER_BYTES) return;
    const written = header.readUInt32BE(0);
    const isLong = written === 1 && header.length === LONG_HEADER_BYTES;
    // 0: to the end of the file.
    const size = isLong ? Number(header.readBigUInt64BE(8)) : written || end - position;
    const head = isLong ? LONG_HEADER_BYTES : HEADER_BYTES;
    if (size < head) return;
    const next = Math.min(position + size, end);
    yield { id: header.toString('latin1', 4, 8), start: position + head, end: next };
    position = next;
  }
}
