/**
 * How heavy the tags of a file are, known from the heads of their parts before any of them is read: a hundred
 * megabytes of zeros in a tag are as many objects to a parser, and a text takes fourteen times its size. Pictures
 * may be large; all else that a tag has is text.
 *
 * Parts that TagLib finds by one read each need no weighing: the steps of a file have a limit
 * (source-file.ts), and so has TagLib's memory (taglib.ts).
 */
import type { AudioKind } from './audio-kind.ts';
import { lastTagsOf } from './audio-place.ts';
import { weighMp4 } from './mp4-items.ts';
import { oggPacket } from './ogg-audio.ts';
import { ReadingTooMuch, type SourceFile } from './source-file.ts';
import { MOST_FIELDS, Weight } from './weight.ts';

const OGG_KINDS = new Set(['audio.ogg', 'audio.oga', 'audio.opus', 'audio.spx']);

/**
 * Weighs the tags of a file, but for ID3 (id3-frames.ts), which are looked through in any case.
 *
 * @throws ReadingTooMuch where they are larger than those of any music
 */
export function weighTags(file: SourceFile, kind: AudioKind): void {
  if (kind.name === 'audio.flac') weighFlac(file, kind.start);
  if (kind.name === 'audio.m4a') weighMp4(file, kind.start);
  if (OGG_KINDS.has(kind.name)) weighOgg(file, kind);
  for (const { position, size } of lastTagsOf(file, kind.start)) weighApe(file, position, size);
}

/** Where bytes are read from: a file, or a part of it. */
type Slice = (position: number, length: number) => Buffer;

/** https://www.rfc-editor.org/rfc/rfc9639#section-8 */
const BLOCK_HEADER_BYTES = 4;
const LAST_BLOCK = 0x80;
const PADDING = 1;
const COMMENTS = 4;
const PICTURE = 6;
const MOST_BLOCKS = 1_000;

function weighFlac(file: SourceFile, start: number): void {
  const weight = new Weight();
  let position = start + 'fLaC'.length;
  for (let blocks = 0; ; blocks += 1) {
    const header = file.slice(position, BLOCK_HEADER_BYTES);
    if (header.length < BLOCK_HEADER_BYTES) return;
    if (blocks === MOST_BLOCKS) throw new ReadingTooMuch();
    const size = header.readUIntBE(1, 3);
    const kind = header.readUInt8(0) & ~LAST_BLOCK;
    const at = position + BLOCK_HEADER_BYTES;
    // TagLib passes over padding.
    if (kind === COMMENTS) weighComments((from, n) => file.slice(at + from, n), size, weight);
    else if (kind === PICTURE) weight.addPicture(size);
    else if (kind !== PADDING) weight.add(size);
    if ((header.readUInt8(0) & LAST_BLOCK) !== 0) return;
    position = at + size;
  }
}

/** Comments follow the first packet of a stream, behind a signature. */
function weighOgg(file: SourceFile, { name, start }: AudioKind): void {
  const packet = oggPacket(file, start, 1);
  if (packet === null) return;
  const signature = { 'audio.ogg': 7, 'audio.opus': 8, 'audio.oga': BLOCK_HEADER_BYTES }[name] ?? 0;
  const weight = new Weight();
  weighComments(
    (from, length) => packet.slice(signature + from, length),
    packet.size - signature,
    weight,
  );
}

const PICTURE_COMMENT = /^(?:METADATA_BLOCK_PICTURE|COVERART)=/i;
const LONGEST_NAME = 'METADATA_BLOCK_PICTURE='.length;

/** How many there are is said before the first of them, and how long each is before it (Vorbis I, section 5.2.1). */
function weighComments(slice: Slice, size: number, weight: Weight): void {
  const numberAt = (at: number) => {
    const bytes = slice(at, 4);
    return bytes.length < 4 ? null : bytes.readUInt32LE(0);
  };
  const vendor = numberAt(0);
  if (vendor === null || vendor > size) return;
  weight.addText(vendor);
  const count = numberAt(4 + vendor) ?? 0;
  if (count > MOST_FIELDS) throw new ReadingTooMuch();
  let at = 8 + vendor;
  for (let comment = 0; comment < count && at < size; comment += 1) {
    const length = numberAt(at);
    if (length === null) return;
    const bytes = Math.min(length, size - at);
    const isPicture = PICTURE_COMMENT.test(slice(at + 4, LONGEST_NAME).toString('latin1'));
    if (isPicture) weight.addWrittenPicture(bytes);
    else weight.addText(bytes);
    at += 4 + length;
  }
}

const APE_SIGNATURE = 'APETAGEX';
const APE_HEADER_BYTES = 32;

/** The size and the flags of an item, and the longest name. */
const ITEM_HEAD_BYTES = 8 + 256;

/** https://wiki.hydrogenaudio.org/index.php?title=APEv2_specification */
function weighApe(file: SourceFile, position: number, size: number): void {
  const isApe = (at: number) => file.slice(at, 8).toString('latin1') === APE_SIGNATURE;
  const end = position + size - APE_HEADER_BYTES;
  if (!isApe(end)) return;
  const weight = new Weight();
  let at = isApe(position) ? position + APE_HEADER_BYTES : position;
  while (at + 8 < end) {
    const head = file.slice(at, ITEM_HEAD_BYTES);
    const nameEnd = head.indexOf(0, 8);
    if (nameEnd === -1) {
      weight.add(end - at);
      return;
    }
    const bytes = head.readUInt32LE(0);
    const within = Math.min(bytes, end - at);
    if (/^cover art/i.test(head.toString('latin1', 8, nameEnd))) weight.addPicture(within);
    else weight.addText(within);
    at += nameEnd + 1 + bytes;
  }
}
