/**
 * Which format a file has, told by its content: endings are wrong often enough. The formats are those
 * that TagLib reads; the signatures are of their specifications.
 */

import { findFrames, isAdts } from './mpeg-frames.ts';
import type { SourceFile } from './source-file.ts';

/** The name that TagLib is told: it goes by the ending. */
export interface AudioKind {
  readonly name: string;
  /** Where the audio begins, as far as that is known: behind tags. */
  readonly start: number;
}

const ID3_HEADER_BYTES = 10;

/** Tags that are put before one another by mistake, and then some. */
const MOST_TAGS = 8;

/** Longer than the longest signature, and a page of Ogg with the name of its codec. */
const SIGNATURE_BYTES = 128;

/** Zeros that a program left between a tag and what follows. */
const PADDING_BYTES = 4 * 1024;

/** As far as players look for MPEG audio behind what is not. */
const JUNK_BYTES = 256 * 1024;

/** The name for TagLib, where it is found, and what is there. */
const SIGNATURES: readonly (readonly [name: string, offset: number, bytes: string])[] = [
  ['audio.flac', 0, 'fLaC'],
  ['audio.m4a', 4, 'ftyp'],
  ['audio.wav', 8, 'WAVE'],
  ['audio.aiff', 8, 'AIFF'],
  ['audio.aiff', 8, 'AIFC'],
  ['audio.wv', 0, 'wvpk'],
  ['audio.ape', 0, 'MAC '],
  ['audio.mpc', 0, 'MPCK'],
  ['audio.mpc', 0, 'MP+'],
  ['audio.wma', 0, '\x30\x26\xb2\x75\x8e\x66\xcf\x11'],
  ['audio.dsf', 0, 'DSD '],
  ['audio.dff', 0, 'FRM8'],
  ['audio.tta', 0, 'TTA1'],
  ['audio.mka', 0, '\x1a\x45\xdf\xa3'],
];

/** What the first packet of a stream begins with (RFC 3533, RFC 7845, and the codecs' own). */
const OGG_CODECS: readonly (readonly [name: string, bytes: string])[] = [
  ['audio.opus', 'OpusHead'],
  ['audio.spx', 'Speex   '],
  ['audio.oga', '\x7fFLAC'],
];

/** The format of a file, or null where it is none of audio that is known. */
export function audioKind(file: SourceFile): AudioKind | null {
  const start = behindTags(file);
  const head = file.slice(start, SIGNATURE_BYTES).toString('latin1');
  for (const [name, offset, bytes] of SIGNATURES) {
    if (head.startsWith(bytes, offset)) return { name, start };
  }
  if (head.startsWith('OggS')) {
    const codec = OGG_CODECS.find(([, bytes]) => head.includes(bytes));
    return { name: codec?.[0] ?? 'audio.ogg', start };
  }
  const frames = findFrames(file.slice(start, JUNK_BYTES), start + JUNK_BYTES >= file.size);
  if (frames === null) return null;
  const first = file.slice(start + frames, 4);
  return { name: isAdts(first) ? 'audio.aac' : 'audio.mp3', start: start + frames };
}

/** Where the ID3v2 tags are that a file begins with, and their sizes, headers included; in bytes. */
export function id3TagsOf(
  file: SourceFile,
): { readonly position: number; readonly size: number }[] {
  const tags: { position: number; size: number }[] = [];
  for (let position = 0; tags.length < MOST_TAGS; ) {
    const size = id3TagBytes(file.slice(position, ID3_HEADER_BYTES));
    if (size === null) break;
    tags.push({ position, size });
    position += size;
    position += leadingZeros(file.slice(position, PADDING_BYTES));
  }
  return tags;
}

/** Where those tags end, with the zeros that follow them. */
function behindTags(file: SourceFile): number {
  const last = id3TagsOf(file).at(-1);
  if (last === undefined) return 0;
  const end = last.position + last.size;
  return end + leadingZeros(file.slice(end, PADDING_BYTES));
}

/** The size of the ID3v2 tag that begins here, header included; null where none does. */
function id3TagBytes(header: Buffer): number | null {
  if (header.length < ID3_HEADER_BYTES || header.toString('latin1', 0, 3) !== 'ID3') return null;
  const bytes = header.subarray(6, ID3_HEADER_BYTES);
  if (bytes.some((byte) => byte >= 0x80)) return null;
  const size = bytes.reduce((sum, byte) => sum * 0x80 + byte, 0);
  const hasFooter = (header.readUInt8(5) & 0x10) !== 0;
  return size + ID3_HEADER_BYTES * (hasFooter ? 2 : 1);
}

function leadingZeros(bytes: Buffer): number {
  const end = bytes.findIndex((byte) => byte !== 0);
  return end === -1 ? bytes.length : end;
}
