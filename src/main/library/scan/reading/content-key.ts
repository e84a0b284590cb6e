/**
 * The key of what is heard of a file, whatever its name and its tags are. FLAC has a digest of its audio;
 * for other formats it is one of samples of the audio as it is stored, and of how long that is. Reading it
 * costs a few small reads of a file that is open anyway.
 */
import { createHash } from 'node:crypto';
import { systemCode } from '../../../../shared/errors.ts';
import type { AudioKind } from './audio-kind.ts';
import { audioPlace } from './audio-place.ts';
import { oggAudio, oggFlacDigest } from './ogg-audio.ts';
import { ReadingTooMuch, type SourceFile } from './source-file.ts';

/** At the beginning, in the middle and at the end. */
const SAMPLE_BYTES = 4 * 1024;
const SAMPLES = 3;

/** In the first block of metadata, behind the signature and the head of the block (RFC 9639, section 8.2). */
const FLAC_DIGEST_AT = 4 + 4 + 18;
const FLAC_DIGEST_BYTES = 16;

const OGG_KINDS = new Set(['audio.ogg', 'audio.oga', 'audio.opus', 'audio.spx']);

/** Hexadecimal: as many as an MD5 has, which FLAC's own is. */
const KEY_DIGITS = 32;

/**
 * The key of a file, 32 hexadecimal digits; null where none can be taken. A file without one is a track
 * like others, which is not known again when it has moved.
 *
 * @param lengthMs how long it plays, in milliseconds
 */
export function contentKey(file: SourceFile, kind: AudioKind, lengthMs: number): string | null {
  try {
    return flacKey(file, kind) ?? sampledKey(file, kind, lengthMs);
  } catch (error) {
    // A part that cannot be read, a header that says what cannot be.
    const isOfFile = error instanceof ReadingTooMuch || error instanceof RangeError;
    if (isOfFile || systemCode(error) !== undefined) return null;
    throw error;
  }
}

/** Some encoders leave it out: it is all zeros then. */
function flacKey(file: SourceFile, { name, start }: AudioKind): string | null {
  let digest: Buffer | null = null;
  if (name === 'audio.flac') digest = file.slice(start + FLAC_DIGEST_AT, FLAC_DIGEST_BYTES);
  if (name === 'audio.oga') digest = oggFlacDigest(file, start);
  if (digest?.length !== FLAC_DIGEST_BYTES || digest.every((byte) => byte === 0)) return null;
  return digest.toString('hex');
}

function sampledKey(file: SourceFile, kind: AudioKind, lengthMs: number): string | null {
  const hash = createHash('sha256').update(kind.name);
  if (OGG_KINDS.has(kind.name)) {
    const audio = oggAudio(file, kind.start, SAMPLE_BYTES);
    if (audio === null) return null;
    hash.update(` ${audio.length} `);
    for (const sample of audio.samples) hash.update(sample);
  } else {
    const { start, end } = audioPlace(file, kind);
    const length = end - start;
    if (length <= 0) return null;
    // Of Matroska it is the first part only.
    hash.update(kind.name === 'audio.mka' ? ` ${length} ${lengthMs} ` : ` ${length} `);
    for (const sample of samplesOf(file, start, length)) hash.update(sample);
  }
  return hash.digest('hex').slice(0, KEY_DIGITS);
}

function* samplesOf(file: SourceFile, start: number, length: number): Generator<Buffer> {
  if (length <= SAMPLES * SAMPLE_BYTES) {
    yield file.sample(start, length);
    return;
  }
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    const at = Math.floor(((length - SAMPLE_BYTES) * sample) / (SAMPLES - 1));
    yield file.sample(start + at, SAMPLE_BYTES);
  }
}
