/**
 * The audio of an Ogg file (RFC 3533). A longer comment moves it to other pages, which are numbered anew;
 * what is on the pages stays.
 */
import { ReadingTooMuch, type SourceFile } from './source-file.ts';

const PAGE_HEADER_BYTES = 27;
const MOST_SEGMENTS = 255;
const MOST_PAGE_BYTES = PAGE_HEADER_BYTES + MOST_SEGMENTS + MOST_SEGMENTS * 255;

/** Of a comment with large pictures; in pages. */
const MOST_HEADER_PAGES = 2_000;

/** FLAC's own digest, behind the signatures of the packet and of FLAC, and a block's head. */
const FLAC_DIGEST_AT = 1 + 4 + 2 + 2 + 4 + 4 + 18;
const FLAC_DIGEST_BYTES = 16;

interface Page {
  readonly serial: number;
  /** How many samples there are up to its end; -1 where no packet ends on it. */
  readonly position: bigint;
  /** How long the segments are that packets consist of; one of less than 255 bytes ends a packet. */
  readonly segments: Buffer;
  /** Of the page, and of its content; in bytes. */
  readonly size: number;
  readonly header: number;
}

export interface OggAudio {
  /** In samples. */
  readonly length: bigint;
  /** What the audio begins and ends with. */
  readonly samples: readonly Buffer[];
}

/** The digest that FLAC in Ogg has of its audio; null where it is another codec. */
export function oggFlacDigest(file: SourceFile, start: number): Buffer | null {
  const page = readPage(file.slice(start, PAGE_HEADER_BYTES + MOST_SEGMENTS));
  if (page === null) return null;
  const packet = file.slice(start + page.header, FLAC_DIGEST_AT + FLAC_DIGEST_BYTES);
  if (packet.toString('latin1', 0, 5) !== '\x7fFLAC') return null;
  return packet.subarray(FLAC_DIGEST_AT);
}

/** A packet of a stream, wherever its parts are. */
export interface OggPacket {
  /** In bytes. */
  readonly size: number;
  readonly slice: (position: number, length: number) => Buffer;
}

/**
 * A packet of the first stream, by its number from 0; null where the pages make no sense.
 *
 * @throws ReadingTooMuch where it is on more pages than any of music
 */
export function oggPacket(file: SourceFile, start: number, number: number): OggPacket | null {
  const parts: { readonly from: number; readonly at: number; readonly length: number }[] = [];
  let packet = 0;
  let size = 0;
  let position = start;
  let serial: number | null = null;
  for (let count = 0; packet <= number; count += 1) {
    if (count === MOST_HEADER_PAGES) throw new ReadingTooMuch();
    const page = readPage(file.slice(position, PAGE_HEADER_BYTES + MOST_SEGMENTS));
    if (page === null) return null;
    serial ??= page.serial;
    let at = position + page.header;
    for (const segment of page.serial === serial ? page.segments : []) {
      if (packet === number) {
        const last = parts.at(-1);
        if (last !== undefined && last.at + last.length === at) {
          parts[parts.length - 1] = { ...last, length: last.length + segment };
        } else parts.push({ from: size, at, length: segment });
        size += segment;
      }
      at += segment;
      if (segment < MOST_SEGMENTS) packet += 1;
    }
    position += page.size;
  }
  return { size, slice: (from, length) => sliceParts(file, parts, from, length) };
}

function sliceParts(
  file: SourceFile,
  parts: readonly { readonly from: number; readonly at: number; readonly length: number }[],
  from: number,
  length: number,
): Buffer {
  const found: Buffer[] = [];
  let at = from;
  for (let index = partAt(parts, from); at < from + length; index += 1) {
    const part = parts[index];
    if (part === undefined) break;
    const bytes = Math.min(from + length, part.from + part.length) - at;
    if (bytes > 0) found.push(file.slice(part.at + at - part.from, bytes));
    at += Math.max(0, bytes);
  }
  return Buffer.concat(found);
}

/** The index of the part that has a position, by halves: a packet may have a thousand. */
function partAt(parts: readonly { readonly from: number; readonly length: number }[], at: number) {
  let first = 0;
  let last = parts.length;
  while (first < last) {
    const middle = (first + last) >> 1;
    const part = parts[middle];
    if (part !== undefined && part.from + part.length <= at) first = middle + 1;
    else last = middle;
  }
  return first;
}

/** What is known of the audio without reading it all; null where the pages make no sense. */
export function oggAudio(file: SourceFile, start: number, sampleBytes: number): OggAudio | null {
  const head = firstAudio(file, start, sampleBytes);
  if (head === null) return null;
  // However long the pages are, the last ones have so much on them.
  const from = Math.max(head.page, file.size - MOST_PAGE_BYTES - 2 * sampleBytes);
  const tail = lastAudio(file.slice(from, file.size - from), sampleBytes);
  return tail === null ? null : { ...tail, samples: [head.sample, ...tail.samples] };
}

/** What the audio begins with, and the page that it begins on. */
function firstAudio(
  file: SourceFile,
  start: number,
  bytes: number,
): { readonly sample: Buffer; readonly page: number } | null {
  const parts: Buffer[] = [];
  let firstPage: number | null = null;
  let found = 0;
  let serial: number | null = null;
  let headersLeft = 0;
  let position = start;
  for (let count = 0; count < MOST_HEADER_PAGES && found < bytes; count += 1) {
    const page = readPage(file.slice(position, PAGE_HEADER_BYTES + MOST_SEGMENTS));
    if (page === null) break;
    if (serial === null) {
      serial = page.serial;
      headersLeft = headerPackets(file.slice(position + page.header, 80));
    }
    if (page.serial === serial) {
      let at = position + page.header;
      for (const segment of page.segments) {
        if (headersLeft === 0) break;
        at += segment;
        if (segment < MOST_SEGMENTS) headersLeft -= 1;
      }
      const length = Math.min(position + page.size - at, bytes - found);
      if (headersLeft === 0 && length > 0) {
        parts.push(file.slice(at, length));
        firstPage ??= position;
        found += length;
      }
    }
    position += page.size;
  }
  return firstPage === null ? null : { sample: Buffer.concat(parts), page: firstPage };
}

/** How many packets come before the audio, by what the first one begins with. */
function headerPackets(packet: Buffer): number {
  const starts = packet.toString('latin1', 0, 8);
  if (starts === 'OpusHead') return 2;
  // The manual of Speex, section 5.4.
  if (starts === 'Speex   ' && packet.length >= 72) return 2 + packet.readUInt32LE(68);
  // Vorbis I, section 4.2; FLAC says it itself.
  return packet.toString('latin1', 1, 5) === 'FLAC' ? 1 + packet.readUInt16BE(7) : 3;
}

function lastAudio(bytes: Buffer, sampleBytes: number): OggAudio | null {
  const parts: Buffer[] = [];
  let length: bigint | null = null;
  for (let at = bytes.indexOf('OggS'); at !== -1; ) {
    const page = readPage(bytes.subarray(at));
    if (page === null || at + page.size > bytes.length) {
      at = bytes.indexOf('OggS', at + 1);
      continue;
    }
    parts.push(bytes.subarray(at + page.header, at + page.size));
    if (page.position >= 0n) length = page.position;
    at = bytes.indexOf('OggS', at + page.size);
  }
  if (length === null) return null;
  return { length, samples: [Buffer.concat(parts).subarray(-sampleBytes)] };
}

function readPage(bytes: Buffer): Page | null {
  if (bytes.length < PAGE_HEADER_BYTES || bytes.toString('latin1', 0, 5) !== 'OggS\0') return null;
  const segments = bytes.subarray(PAGE_HEADER_BYTES, PAGE_HEADER_BYTES + bytes.readUInt8(26));
  const header = PAGE_HEADER_BYTES + segments.length;
  return {
    serial: bytes.readUInt32LE(14),
    position: bytes.readBigInt64LE(6),
    segments,
    size: segments.reduce((sum, segment) => sum + segment, header),
    header,
  };
}
