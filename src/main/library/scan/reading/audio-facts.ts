/** Technical facts of a file’s audio, where TagLib does not know them right: length and bit rate. */
import type { AudioKind } from './audio-kind.ts';
import { countedLength, hasOneBitRate } from './mpeg-frames.ts';
import { oggAudio } from './ogg-audio.ts';
import type { SourceFile } from './source-file.ts';
import type { FileData } from './taglib.ts';

/** No audio has more of either: a damaged file says so. In samples, and in bits a second. */
const MOST_SAMPLES = 100_000_000;
const MOST_BITS = 2_000_000_000;

/** In milliseconds; null where that is not known. */
export function lengthOf(file: SourceFile, kind: AudioKind, data: FileData): number | null {
  if (isCounted(file, kind, data)) {
    return within(Math.round(countedLength(file, kind.start)), Number.MAX_SAFE_INTEGER);
  }
  const told = within(data.lengthMs, Number.MAX_SAFE_INTEGER);
  return told === null && kind.name === 'audio.oga' ? lengthOfPages(file, kind, data) : told;
}

/** FLAC in Ogg that was written as a stream does not say how long it is: its last page does. */
function lengthOfPages(file: SourceFile, { start }: AudioKind, data: FileData): number | null {
  const sampleRate = sampleRateOf(data);
  const audio = sampleRate === null ? null : oggAudio(file, start, 1);
  if (sampleRate === null || audio === null) return null;
  const lengthMs = Math.round((Number(audio.length) * 1_000) / sampleRate);
  return within(lengthMs, Number.MAX_SAFE_INTEGER);
}

/** Samples a second; null where that is not known. */
export function sampleRateOf({ sampleRate }: FileData): number | null {
  return within(sampleRate, MOST_SAMPLES);
}

function within(value: number, most: number): number | null {
  return Number.isInteger(value) && value > 0 && value <= most ? value : null;
}

/** Without a header that counts them, TagLib takes all frames for as long as the first one. */
function isCounted(
  file: SourceFile,
  { name, start }: AudioKind,
  { properties }: FileData,
): boolean {
  if (name === 'audio.aac') return true;
  const isGuessed = name === 'audio.mp3' && properties.bitrateMode === undefined;
  return isGuessed && !hasOneBitRate(file, start);
}

/** Bits a second; null where that is not known. */
export function bitRateOf(
  file: SourceFile,
  kind: AudioKind,
  data: FileData,
  durationMs: number | null,
): number | null {
  if (durationMs !== null && durationMs !== data.lengthMs) {
    return within(Math.round(((file.size - kind.start) * 8 * 1_000) / durationMs), MOST_BITS);
  }
  return within(data.bitrate * 1_000, MOST_BITS);
}
