/**
 * Texts that TagLib does not tell, in the fields that people have: the INFO of a WAV in the code page of
 * Windows, the title of a Matroska file, and a track number of Vorbis comments that is no number ("A1").
 */
import type { Texts } from './id3-frames.ts';
import type { SourceFile } from './source-file.ts';

/** Of RIFF: an id, and a size. */
const CHUNK_HEADER_BYTES = 8;
const MOST_CHUNKS = 1_000;
const MOST_INFO_BYTES = 256 * 1024;

/** https://exiftool.org/TagNames/RIFF.html#Info */
const INFO_PROPERTIES: ReadonlyMap<string, string> = new Map([
  ['INAM', 'TITLE'],
  ['IART', 'ARTIST'],
  ['IPRD', 'ALBUM'],
  ['IGNR', 'GENRE'],
  ['ICRD', 'DATE'],
  ['ITRK', 'TRACKNUMBER'],
  ['IPRT', 'TRACKNUMBER'],
]);

/** Vorbis comments lie at the beginning, before pictures. */
const COMMENT_BYTES = 64 * 1024;
const MOST_NUMBER_BYTES = 64;

/** The INFO texts of a WAV, as if they were in Latin-1. */
export function readInfo(file: SourceFile): Texts {
  const texts = new Map<string, readonly string[]>();
  for (const info of chunksOf((at, length) => file.slice(at, length), 12, file.size)) {
    const isInfo = info.id === 'LIST' && info.size <= MOST_INFO_BYTES;
    const body = isInfo ? file.slice(info.at, info.size) : Buffer.alloc(0);
    if (body.toString('latin1', 0, 4) !== 'INFO') continue;
    for (const { id, at, size } of chunksOf(
      (from, n) => body.subarray(from, from + n),
      4,
      body.length,
    )) {
      const property = INFO_PROPERTIES.get(id);
      const text = body.toString('latin1', at, at + size).replace(/\0.*$/s, '');
      if (property !== undefined && text !== '') texts.set(property, [text]);
    }
  }
  return texts;
}

interface Chunk {
  readonly id: string;
  /** Of its content. */
  readonly at: number;
  readonly size: number;
}

function* chunksOf(
  slice: (at: number, length: number) => Buffer,
  start: number,
  end: number,
): Generator<Chunk> {
  let position = start;
  for (let count = 0; count < MOST_CHUNKS && position + CHUNK_HEADER_BYTES <= end; count += 1) {
    const header = slice(position, CHUNK_HEADER_BYTES);
    if (header.length < CHUNK_HEADER_BYTES) return;
    const size = header.readUInt32LE(4);
    const at = position + CHUNK_HEADER_BYTES;
    yield { id: header.toString('latin1', 0, 4), at, size };
    position = at + size + (size % 2);
  }
}

/** Of a Matroska file as a whole (https://www.matroska.org/technical/elements.html): id and size. */
const TITLE = Buffer.from('7ba9', 'hex');
const SMALL = 0x80;
const LARGER = 0x40;

/** The title of a Matroska file, which stands outside its tags. */
export function readTitle(file: SourceFile): Texts {
  const bytes = file.slice(0, COMMENT_BYTES);
  const at = bytes.indexOf(TITLE);
  if (at === -1 || at + 4 > bytes.length) return new Map();
  const size = bytes.readUInt8(at + 2);
  const isSmall = size >= SMALL;
  const length = isSmall ? size - SMALL : ((size - LARGER) << 8) + bytes.readUInt8(at + 3);
  const start = at + (isSmall ? 3 : 4);
  const title = bytes.toString('utf8', start, start + length);
  return size >= LARGER && title !== '' ? new Map([['TITLE', [title]]]) : new Map();
}

/** A number in the Vorbis comments of a file, as it is written; empty where none is found. */
export function writtenNumber(file: SourceFile, start: number, name: string): string {
  const bytes = file.slice(start, COMMENT_BYTES);
  const at = bytes.toString('latin1').toUpperCase().indexOf(`${name}=`);
  if (at < 4) return '';
  const length = bytes.readUInt32LE(at - 4);
  const value = at + name.length + 1;
  return length <= MOST_NUMBER_BYTES ? bytes.toString('utf8', value, at + length) : '';
}
