/**
 * A digest of all of an audio file but its tags and its padding: what a writer of tags must leave bit for bit as
 * it was. Whole, where the content key (scan/reading/content-key.ts) takes samples.
 */
import { createHash, type Hash } from 'node:crypto';
import type { AudioKind } from '../scan/reading/audio-kind.ts';
import { audioPlace } from '../scan/reading/audio-place.ts';
import type { SourceFile } from '../scan/reading/source-file.ts';
import { hashMp4 } from './mp4-digest.ts';
import { hashOgg } from './ogg-digest.ts';

/** A file whose bytes have all been read. */
export interface WholeFile {
  readonly file: SourceFile;
  readonly kind: AudioKind;
  readonly bytes: Buffer;
}

/** How a file without known parts is: its audio lies between the tags at its beginning and at its end. */
type HashAudio = (whole: WholeFile, hash: Hash) => void;

const HASHES: Readonly<Record<string, HashAudio>> = {
  'audio.mp3': hashBetweenTags,
  'audio.ape': hashBetweenTags,
  'audio.mpc': hashBetweenTags,
  'audio.tta': hashBetweenTags,
  'audio.wv': hashBetweenTags,
  'audio.flac': hashFlac,
  'audio.m4a': ({ bytes, kind }, hash) => hashMp4(bytes, kind.start, hash),
  'audio.ogg': ({ bytes, kind }, hash) => hashOgg(bytes, kind.start, hash),
  'audio.oga': ({ bytes, kind }, hash) => hashOgg(bytes, kind.start, hash),
  'audio.opus': ({ bytes, kind }, hash) => hashOgg(bytes, kind.start, hash),
  'audio.spx': ({ bytes, kind }, hash) => hashOgg(bytes, kind.start, hash),
  'audio.wav': ({ bytes, kind }, hash) => hashChunks(bytes, kind.start, WAV, hash),
  'audio.aiff': ({ bytes, kind }, hash) => hashChunks(bytes, kind.start, AIFF, hash),
};

/** Whether tags can be written into files of a format, by the name that the reader has for it. */
export function canBeTagged({ name }: AudioKind): boolean {
  return name in HASHES;
}

/**
 * The digest, in hexadecimal.
 *
 * @throws RangeError where the file is cut off in the middle of what it says it has
 */
export function audioDigest(whole: WholeFile): string {
  const hash = createHash('sha256');
  HASHES[whole.kind.name]?.(whole, hash);
  return hash.digest('hex');
}

function hashBetweenTags({ file, kind, bytes }: WholeFile, hash: Hash): void {
  const { start, end } = audioPlace(file, kind);
  hash.update(bytes.subarray(start, end));
}

/** Of FLAC's blocks of metadata (RFC 9639, section 8.1): comments, pictures and padding are tags. */
const FLAC_TAGS: ReadonlySet<number> = new Set([1, 4, 6]);

function hashFlac(whole: WholeFile, hash: Hash): void {
  const { bytes, kind } = whole;
  for (let position = kind.start + 4; position + 4 <= bytes.length; ) {
    const head = bytes.readUInt8(position);
    const end = position + 4 + bytes.readUIntBE(position + 1, 3);
    if (!FLAC_TAGS.has(head & 0x7f)) hash.update(bytes.subarray(position + 1, end));
    if ((head & 0x80) !== 0) break;
    position = end;
  }
  hashBetweenTags(whole, hash);
}

interface Chunks {
  readonly sizeOf: (bytes: Buffer, at: number) => number;
  readonly isTag: (id: string, type: string) => boolean;
}

const WAV: Chunks = {
  sizeOf: (bytes, at) => bytes.readUInt32LE(at),
  isTag: (id, type) => /^id3 $/i.test(id) || (id === 'LIST' && type === 'INFO'),
};

const AIFF: Chunks = {
  sizeOf: (bytes, at) => bytes.readUInt32BE(at),
  isTag: (id) => /^id3 $/i.test(id) || ['NAME', 'AUTH', '(c) ', 'ANNO'].includes(id),
};

const CHUNK_HEADER_BYTES = 8;

/** All chunks that are no tags, in their order: the audio, its format, cue points, loops. */
function hashChunks(bytes: Buffer, start: number, { sizeOf, isTag }: Chunks, hash: Hash): void {
  for (let at = start + 12; at + CHUNK_HEADER_BYTES <= bytes.length; ) {
    const id = bytes.toString('latin1', at, at + 4);
    const size = sizeOf(bytes, at + 4);
    const content = bytes.subarray(at + CHUNK_HEADER_BYTES, at + CHUNK_HEADER_BYTES + size);
    if (!isTag(id, content.toString('latin1', 0, 4))) {
      hash.update(`${id} ${content.length} `).update(content);
    }
    at += CHUNK_HEADER_BYTES + size + (size % 2);
  }
}
