/**
 * Where in a file its audio is: behind, before and between what tagging programs write, which may make the
 * file longer, shorter, or have it begin elsewhere, and leave the audio as it is.
 */
import type { AudioKind } from './audio-kind.ts';
import type { SourceFile } from './source-file.ts';

/** Bytes of a file, from a position up to another. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

interface Chunk {
  readonly id: string;
  /** In bytes; of all of it, and of what comes before its content. */
  readonly size: number;
  readonly header: number;
}

/** How a format has its chunks one after another, and which of them is the audio. */
interface Layout {
  /** Where the first one begins, from the beginning of the format's own. */
  readonly first: number;
  readonly headerBytes: number;
  readonly read: (header: Buffer) => Chunk;
  readonly audio: readonly string[];
  /** What comes before the audio in its chunk and may be written anew; in bytes. */
  readonly ahead?: number;
}

/** More than these are in no file but one that leads in circles, or a live recording in pieces. */
const MOST_CHUNKS = 256;

/** Tags at the end, one before the other. */
const MOST_TAGS = 8;

const padded = (size: number) => size + (size % 2);

const LAYOUTS: Readonly<Record<string, Layout>> = {
  // RIFF (WAVE): https://www.mmsp.ece.mcgill.ca/Documents/AudioFormats/WAVE/WAVE.html
  'audio.wav': {
    first: 12,
    headerBytes: 8,
    read: (bytes) => ({
      id: idAt(bytes, 0, 4),
      size: 8 + padded(bytes.readUInt32LE(4)),
      header: 8,
    }),
    audio: ['data'],
  },
  // AIFF: https://www.mmsp.ece.mcgill.ca/Documents/AudioFormats/AIFF/AIFF.html
  'audio.aiff': {
    first: 12,
    headerBytes: 8,
    read: (bytes) => ({
      id: idAt(bytes, 0, 4),
      size: 8 + padded(bytes.readUInt32BE(4)),
      header: 8,
    }),
    audio: ['SSND'],
  },
  // DSDIFF 1.5, section 2
  'audio.dff': {
    first: 16,
    headerBytes: 12,
    read: (bytes) => ({
      id: idAt(bytes, 0, 4),
      size: 12 + padded(Number(bytes.readBigUInt64BE(4))),
      header: 12,
    }),
    audio: ['DSD ', 'DST '],
  },
  // DSF File Format Specification 1.01; its sizes are of the whole chunk.
  'audio.dsf': {
    first: 28,
    headerBytes: 12,
    read: (bytes) => ({
      id: idAt(bytes, 0, 4),
      size: Number(bytes.readBigUInt64LE(4)),
      header: 12,
    }),
    audio: ['data'],
  },
  // ISO 14496-12, section 4.2
  'audio.m4a': {
    first: 0,
    headerBytes: 16,
    read: (bytes) => {
      const size = bytes.readUInt32BE(0);
      const isLong = size === 1;
      return {
        id: idAt(bytes, 4, 4),
        // 0: to the end of the file.
        size: isLong ? Number(bytes.readBigUInt64BE(8)) : size || Number.MAX_SAFE_INTEGER,
        header: isLong ? 16 : 8,
      };
    },
    audio: ['mdat'],
  },
  // Advanced Systems Format 1.2, sections 2.1 and 5.1
  'audio.wma': {
    first: 0,
    headerBytes: 24,
    read: (bytes) => ({
      id: bytes.toString('hex', 0, 16),
      size: Number(bytes.readBigUInt64LE(16)),
      header: 24,
    }),
    audio: ['3626b2758e66cf11a6d900aa0062ce6c'],
    ahead: 26,
  },
};

/** Where the audio is. What is not understood is taken for audio: it is the same in the next scan. */
export function audioPlace(file: SourceFile, kind: AudioKind): Place {
  if (kind.name === 'audio.flac') return behindFlacBlocks(file, kind.start);
  if (kind.name === 'audio.mka') return firstCluster(file, kind.start) ?? beforeTags(file, kind);
  const layout = LAYOUTS[kind.name];
  const chunk = layout === undefined ? null : findChunk(file, kind.start, layout);
  return chunk ?? beforeTags(file, kind);
}

/** The longest chunk of audio: of several, as in a recording in pieces, one stands for all. */
function findChunk(file: SourceFile, start: number, layout: Layout): Place | null {
  const { first, headerBytes, read, audio, ahead = 0 } = layout;
  let longest: Place | null = null;
  let position = start + first;
  for (let count = 0; count < MOST_CHUNKS && position < file.size; count += 1) {
    const bytes = Buffer.alloc(headerBytes);
    file.read(bytes, position);
    const { id, size, header } = read(bytes);
    if (size < header) break;
    const place = { start: position + header + ahead, end: Math.min(position + size, file.size) };
    if (audio.includes(id) && lengthOf(place) > lengthOf(longest)) longest = place;
    position += size;
  }
  return longest;
}

/** What follows the blocks with tags and pictures (https://www.rfc-editor.org/rfc/rfc9639#section-8). */
function behindFlacBlocks(file: SourceFile, start: number): Place {
  let position = start + 4;
  for (let count = 0; count < MOST_CHUNKS; count += 1) {
    const header = Buffer.alloc(4);
    file.read(header, position);
    position += 4 + header.readUIntBE(1, 3);
    const isLast = (header.readUInt8(0) & 0x80) !== 0;
    if (isLast) break;
  }
  return { start: position, end: endBeforeTags(file, position) };
}

const SEGMENT = 0x18538067;
const CLUSTER = 0x1f43b675;

/** The first part of the audio of Matroska: where the others are is known to none but who reads it all. */
function firstCluster(file: SourceFile, start: number): Place | null {
  let position = start;
  for (let count = 0; count < MOST_CHUNKS && position < file.size; count += 1) {
    const element = readElement(file.slice(position, 12));
    if (element === null) return null;
    const content = position + element.header;
    const end = element.size === null ? file.size : content + element.size;
    if (element.id === CLUSTER) return { start: content, end: Math.min(end, file.size) };
    position = element.id === SEGMENT ? content : end;
  }
  return null;
}

/** The head of an element of EBML (https://www.rfc-editor.org/rfc/rfc8794#section-4); a size of null is unknown. */
function readElement(
  bytes: Buffer,
): { readonly id: number; readonly size: number | null; readonly header: number } | null {
  const idBytes = bytes.length === 0 ? 0 : Math.clz32(bytes.readUInt8(0)) - 23;
  if (idBytes < 1 || idBytes > 4 || bytes.length <= idBytes) return null;
  const first = bytes.readUInt8(idBytes);
  const sizeBytes = Math.clz32(first) - 23;
  if (sizeBytes > 8 || bytes.length < idBytes + sizeBytes) return null;
  let size = first & (0xff >> sizeBytes);
  let isUnknown = size === 0xff >> sizeBytes;
  for (const byte of bytes.subarray(idBytes + 1, idBytes + sizeBytes)) {
    size = size * 0x100 + byte;
    isUnknown &&= byte === 0xff;
  }
  const id = bytes.readUIntBE(0, idBytes);
  return { id, size: isUnknown ? null : size, header: idBytes + sizeBytes };
}

function beforeTags(file: SourceFile, { start }: AudioKind): Place {
  return { start, end: endBeforeTags(file, start) };
}

/** Where the tags begin that a file ends with. */
function endBeforeTags(file: SourceFile, start: number): number {
  return lastTagsOf(file, start).at(-1)?.position ?? file.size;
}

interface LastTag {
  readonly position: number;
  readonly size: number;
}

/** The tags that a file ends with, the last one first: ID3v1, APEv2, Lyrics3, ID3v2 with a footer, in any order. */
export function lastTagsOf(file: SourceFile, start: number): LastTag[] {
  const tags: LastTag[] = [];
  let end = file.size;
  for (let count = 0; count < MOST_TAGS; count += 1) {
    const size = lastTagBytes(file, end);
    if (size === 0 || end - size < start) break;
    end -= size;
    tags.push({ position: end, size });
  }
  return tags;
}

const ID3V1_BYTES = 128;
/** What some programs put before it, for longer names. */
const ID3V1_EXTENDED_BYTES = 227;
const APE_FOOTER_BYTES = 32;
const APE_HAS_HEADER = 0x8000_0000;
const ID3V2_FOOTER_BYTES = 10;

/** The size of the tag that ends at a position; 0 where none does. */
function lastTagBytes(file: SourceFile, end: number): number {
  const from = Math.max(0, end - ID3V1_BYTES - ID3V1_EXTENDED_BYTES);
  const bytes = file.slice(from, end - from);
  const startsAt = (text: string, fromEnd: number) =>
    bytes.length >= fromEnd && idAt(bytes, bytes.length - fromEnd, text.length) === text;
  if (startsAt('TAG', ID3V1_BYTES)) {
    const extended = ID3V1_BYTES + ID3V1_EXTENDED_BYTES;
    return startsAt('TAG+', extended) ? extended : ID3V1_BYTES;
  }
  if (startsAt('APETAGEX', APE_FOOTER_BYTES)) {
    const footer = bytes.subarray(-APE_FOOTER_BYTES);
    const hasHeader = (footer.readUInt32LE(20) & APE_HAS_HEADER) !== 0;
    return footer.readUInt32LE(12) + (hasHeader ? APE_FOOTER_BYTES : 0);
  }
  if (startsAt('LYRICS200', 9)) {
    const digits = /^\d{6}$/.exec(idAt(bytes, bytes.length - 15, 6))?.[0];
    return digits === undefined ? 0 : 15 + Number(digits);
  }
  if (startsAt('3DI', ID3V2_FOOTER_BYTES)) {
    const size = bytes.subarray(-4).reduce((sum, byte) => sum * 0x80 + byte, 0);
    return size + 2 * ID3V2_FOOTER_BYTES;
  }
  return 0;
}

function idAt(bytes: Buffer, at: number, length: number): string {
  return bytes.toString('latin1', at, at + length);
}

function lengthOf(place: Place | null): number {
  return place === null ? 0 : place.end - place.start;
}
