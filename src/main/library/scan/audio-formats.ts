/** The audio formats that Fermata reads: the ending of their files, and what browsers call them. */
import { extname } from 'node:path';

/** Media types by file ending (https://www.iana.org/assignments/media-types#audio). */
const MEDIA_TYPES: ReadonlyMap<string, string> = new Map([
  ['.mp3', 'audio/mpeg'],
  ['.flac', 'audio/flac'],
  ['.ogg', 'audio/ogg'],
  ['.oga', 'audio/ogg'],
  ['.opus', 'audio/ogg; codecs=opus'],
  ['.m4a', 'audio/mp4'],
  ['.wav', 'audio/wav'],
]);

/** The media type of an audio file by its name, or null where it is none that Fermata reads. */
export function audioMediaType(path: string): string | null {
  return MEDIA_TYPES.get(extname(path).toLowerCase()) ?? null;
}

/** Endings of music that Fermata does not read. */
const OTHER_ENDINGS = new Set(
  '.aac .ac3 .aif .aifc .aiff .alac .amr .ape .au .caf .dff .dsf .dts .eac3 .it .kar .m4b .m4p .mid .midi .mka .mod .mp+ .mp2 .mpc .ofr .ra .s3m .shn .spx .tak .tta .voc .weba .wma .wv .xm'.split(
    ' ',
  ),
);

/** Whether a file is music, by its name, in a format that Fermata does not read. */
export function isUnreadFormat(path: string): boolean {
  const ending = extname(path).toLowerCase();
  return OTHER_ENDINGS.has(ending) && !MEDIA_TYPES.has(ending);
}
