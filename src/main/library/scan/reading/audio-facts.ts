/** Technical facts of a file’s audio, where TagLib does not know them right: length and bit rate. */
import type { AudioKind } from './audio-kind.ts';
import { countedLength, hasOneBitRate } from './mpeg-frames.ts';
import type { SourceFile } from './source-file.ts';
import type { FileData } from './taglib.ts';

/** In milliseconds. */
export function lengthOf(file: SourceFile, kind: AudioKind, data: FileData): number | null {
  if (isCounted(file, kind, data)) return Math.round(countedLength(file, kind.start));
  return data.lengthMs > 0 ? data.lengthMs : null;
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

/** Bits a second. */
export function bitRateOf(
  file: SourceFile,
  kind: AudioKind,
  data: FileData,
  durationMs: number | null,
): number | null {
  if (durationMs !== null && durationMs !== data.lengthMs) {
    return Math.round(((file.size - kind.start) * 8 * 1_000) / durationMs);
  }
  return data.bitrate > 0 ? data.bitrate * 1_000 : null;
}
