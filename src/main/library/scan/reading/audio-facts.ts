/** Technical facts of a file’s audio, where TagLib does not know them right: length and bit rate. */
import type { AudioKind } from './audio-kind.ts';
import { countedLength, hasOneBitRate } from './mpeg-frames.ts';
import type { SourceFile } from './source-file.ts';
import type { FileData } from './taglib.ts';

/** No audio has more of either: a damaged file says so. In samples, and in bits a second. */
const MOST_SAMPLES = 100_000_000;
const MOST_BITS = 2_000_000_000;

/** In milliseconds; null where that is not known. */
export function lengthOf(file: SourceFile, kind: AudioKind, data: FileData): number | null {
  if (!isCounted(file, kind, data)) return within(data.lengthMs, Number.MAX_SAFE_INTEGER);
  return within(Math.round(countedLength(file, kind.start)), Number.MAX_SAFE_INTEGER);
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
