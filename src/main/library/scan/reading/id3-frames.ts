/**
 * The text frames of an ID3v2 tag, for what TagLib leaves out: texts whose encoding is mislabelled, and
 * gains in RVA2. A text that no title could be is found before it is read.
 *
 * https://id3.org/id3v2.3.0, https://id3.org/id3v2.4.0-structure, https://id3.org/id3v2-00
 */
import { id3TagsOf } from './audio-kind.ts';
import type { SourceFile } from './source-file.ts';
import { Weight } from './weight.ts';

const TAG_HEADER_BYTES = 10;

/** Of a tag whose frames can only be found once all of it has been decoded. */
const MOST_UNSYNCHRONISED_BYTES = 4 * 1024 * 1024;

/** Titles and names; in bytes. */
const MOST_VALUE_BYTES = 64 * 1024;

interface Frame {
  readonly id: string;
  readonly body: Buffer;
}

export interface Id3Tag {
  /** 2, 3 or 4: of ID3v2. */
  readonly version: number;
  readonly frames: readonly Frame[];
}

/** Where bytes are read from: a file, or what was decoded of it. */
type Slice = (position: number, length: number) => Buffer;

/**
 * The tags that a file begins with, each with its names, titles, numbers and RVA2: mostly one, if any.
 *
 * @throws ReadingTooMuch where a tag or one text in it is larger than any of music
 */
export function readId3(file: SourceFile): Id3Tag[] {
  return id3TagsOf(file).map(({ position, size }) => {
    const weight = new Weight();
    const tag = readTag(file, position, size, weight);
    // What is in no frame is read as well: padding, say.
    weight.add(Math.max(0, size - weight.bytes));
    return tag;
  });
}

function readTag(file: SourceFile, position: number, size: number, weight: Weight): Id3Tag {
  const header = file.slice(position, TAG_HEADER_BYTES);
  const version = header.readUInt8(3);
  const flags = header.readUInt8(5);
  const body = position + TAG_HEADER_BYTES;
  if ((flags & 0x80) === 0 || version >= 4) {
    const slice: Slice = (at, length) => file.slice(at, length);
    const start = body + extendedHeaderBytes(slice, body, flags, version);
    const frames = readFrames(slice, start, position + size, { version, weight });
    return { version, frames };
  }
  const length = Math.min(size - TAG_HEADER_BYTES, MOST_UNSYNCHRONISED_BYTES);
  const decoded = synchronise(file.slice(body, length));
  const slice: Slice = (at, bytes) => decoded.subarray(at, at + bytes);
  const start = extendedHeaderBytes(slice, 0, flags, version);
  return { version, frames: readFrames(slice, start, decoded.length, { version, weight }) };
}

function extendedHeaderBytes(slice: Slice, at: number, flags: number, version: number): number {
  if ((flags & 0x40) === 0 || version === 2) return 0;
  const bytes = slice(at, 4);
  if (bytes.length < 4) return 0;
  return version === 3 ? bytes.readUInt32BE() + 4 : synchSafe(bytes);
}

interface FrameOptions {
  readonly version: number;
  readonly weight: Weight;
}

function readFrames(
  slice: Slice,
  start: number,
  end: number,
  { version, weight }: FrameOptions,
): Frame[] {
  const headerBytes = version === 2 ? 6 : 10;
  const frames: Frame[] = [];
  let position = start;
  while (position + headerBytes <= end) {
    const header = slice(position, headerBytes);
    const id = frameId(header, version);
    if (id === null) break;
    const size = frameBytes(header, version, (bytes) => {
      const next = position + headerBytes + bytes;
      return next === end || frameId(slice(next, headerBytes), version, true) !== null;
    });
    const bytes = Math.min(size, end - position);
    const isText = id.startsWith('T') || id === 'COMM' || id === 'USLT';
    if (isText) weight.addText(bytes);
    else if (id === 'APIC' || id === 'PIC') weight.addPicture(bytes);
    else weight.addField(bytes);
    const isWanted = (id.startsWith('T') || id === 'RVA2') && size <= MOST_VALUE_BYTES;
    if (isWanted && isPlain(header, version)) {
      frames.push({ id, body: slice(position + headerBytes, size) });
    }
    position += headerBytes + size;
  }
  return frames;
}

/** The id of the frame that begins here; null where none does. */
function frameId(header: Buffer, version: number, orPadding = false): string | null {
  const id = header.toString('latin1', 0, version === 2 ? 3 : 4);
  if (orPadding && /^\0*$/.test(id)) return '';
  return /^[A-Z][A-Z0-9]{2,3}$/.test(id) ? id : null;
}

/**
 * How many bytes a frame has. Old versions of iTunes write the sizes of v2.4 as those of v2.3 are.
 *
 * @param isEnd whether a frame of this size ends where another one or nothing begins
 */
function frameBytes(header: Buffer, version: number, isEnd: (bytes: number) => boolean): number {
  if (version === 2) return header.readUIntBE(3, 3);
  const plain = header.readUInt32BE(4);
  if (version !== 4) return plain;
  const bytes = header.subarray(4, 8);
  if (bytes.some((byte) => byte >= 0x80)) return plain;
  const safe = synchSafe(bytes);
  return safe === plain || isEnd(safe) || !isEnd(plain) ? safe : plain;
}

/** Whether a frame is neither compressed nor encrypted nor otherwise packed. */
function isPlain(header: Buffer, version: number): boolean {
  if (version === 2) return true;
  return (header.readUInt8(9) & (version === 3 ? 0xe0 : 0x4f)) === 0;
}

function synchSafe(bytes: Buffer): number {
  return bytes.reduce((sum, byte) => sum * 0x80 + (byte & 0x7f), 0);
}

/** Takes out the zeros that stand where a player would take a tag for audio. */
function synchronise(bytes: Buffer): Buffer {
  const decoded = Buffer.alloc(bytes.length);
  let length = 0;
  for (let index = 0; index < bytes.length; index += 1) {
    if (bytes[index] === 0 && bytes[index - 1] === 0xff) continue;
    decoded[length] = bytes[index] ?? 0;
    length += 1;
  }
  return decoded.subarray(0, length);
}

/** How TagLib names what is in a frame. */
const PROPERTIES: ReadonlyMap<string, string> = new Map([
  ['TIT2', 'TITLE'],
  ['TT2', 'TITLE'],
  ['TPE1', 'ARTIST'],
  ['TP1', 'ARTIST'],
  ['TPE2', 'ALBUMARTIST'],
  ['TP2', 'ALBUMARTIST'],
  ['TALB', 'ALBUM'],
  ['TAL', 'ALBUM'],
  ['TCOM', 'COMPOSER'],
  ['TCM', 'COMPOSER'],
  ['TPE3', 'CONDUCTOR'],
  ['TP3', 'CONDUCTOR'],
  ['TIT1', 'CONTENTGROUP'],
  ['TT1', 'CONTENTGROUP'],
  ['TCON', 'GENRE'],
  ['TCO', 'GENRE'],
  ['TDRC', 'DATE'],
  ['TYER', 'DATE'],
  ['TYE', 'DATE'],
  ['TRCK', 'TRACKNUMBER'],
  ['TRK', 'TRACKNUMBER'],
  ['TPOS', 'DISCNUMBER'],
  ['TPA', 'DISCNUMBER'],
]);

/** TagLib tells only the numbers of tracks and discs, and drops "A1"; it joins genres in brackets. */
const AS_WRITTEN = new Set(['TRACKNUMBER', 'DISCNUMBER', 'GENRE']);

const UTF_16 = 1;
const UTF_16_BE = 2;
const UTF_8 = 3;

/** Texts by the names of properties. */
export type Texts = ReadonlyMap<string, readonly string[]>;

/** The texts that TagLib does not have, or not right: those that do not say how they are encoded. */
export function correctedTexts({ frames }: Id3Tag): Texts {
  return textsOf(frames, (property, body) => {
    const encoding = body[0] ?? 0;
    if (encoding > UTF_8 || AS_WRITTEN.has(property)) return true;
    return encoding === UTF_16 && !(hasByteOrder(body.subarray(1)) && decode(body).isWellFormed());
  });
}

/** All texts of a tag. */
export function allTexts({ frames }: Id3Tag): Texts {
  return textsOf(frames, () => true);
}

/** All texts in frames that say their encoding. */
export function* sureTexts(tags: readonly Id3Tag[]): Generator<string> {
  for (const { frames } of tags) {
    for (const { id, body } of frames) {
      const encoding = body[0] ?? 0;
      if (id === 'RVA2' || encoding === 0 || encoding > UTF_8) continue;
      yield* decode(body).split('\0');
    }
  }
}

function textsOf(
  frames: readonly Frame[],
  isWanted: (property: string, body: Buffer) => boolean,
): Texts {
  const texts = new Map<string, readonly string[]>();
  for (const { id, body } of frames) {
    const property = PROPERTIES.get(id);
    if (property === undefined || !isWanted(property, body)) continue;
    const values = decode(body)
      .split('\0')
      .filter((part) => part !== '');
    if (values.length > 0) texts.set(property, values);
  }
  return texts;
}

function decode(body: Buffer): string {
  const text = body.subarray(1);
  switch (body[0]) {
    case UTF_16:
    case UTF_16_BE:
      return decodeUtf16(text);
    case UTF_8:
      return text.toString('utf8');
    default:
      return text.toString('latin1');
  }
}

function hasByteOrder(text: Buffer): boolean {
  return text.length < 2 || ['fffe', 'feff'].includes(text.toString('hex', 0, 2));
}

/** In the order of bytes that the mark at the beginning tells, or else the one with more zeros in place. */
function decodeUtf16(text: Buffer): string {
  const whole = text.subarray(0, text.length - (text.length % 2));
  const mark = whole.toString('hex', 0, 2);
  const zeros = [0, 1].map((parity) => whole.filter((b, i) => b === 0 && i % 2 === parity).length);
  const isBigEndian = mark === 'feff' || (mark !== 'fffe' && (zeros[0] ?? 0) > (zeros[1] ?? 0));
  const ordered = isBigEndian ? Buffer.from(whole).swap16() : whole;
  return ordered.toString('utf16le').replace(/^\ufeff/, '');
}

export interface Gains {
  readonly track: number | null;
  readonly album: number | null;
}

const MASTER_VOLUME = 1;
const STEPS_PER_DECIBEL = 512;

/** The gains in RVA2 frames, in decibels (https://id3.org/id3v2.4.0-frames, 4.11). */
export function rva2Gains({ frames }: Id3Tag): Gains {
  const gains = new Map<string, number>();
  for (const { id, body } of frames) {
    const end = body.indexOf(0);
    if (id !== 'RVA2' || end === -1) continue;
    const name = body.toString('latin1', 0, end).toLowerCase();
    for (let at = end + 1; at + 4 <= body.length; ) {
      if (body[at] === MASTER_VOLUME) {
        gains.set(name, body.readInt16BE(at + 1) / STEPS_PER_DECIBEL);
      }
      at += 4 + Math.ceil((body[at + 3] ?? 0) / 8);
    }
  }
  const only = gains.size === 1 ? [...gains.values()][0] : undefined;
  return { track: gains.get('track') ?? only ?? null, album: gains.get('album') ?? null };
}
