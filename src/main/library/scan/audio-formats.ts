/** The audio formats that Fermata reads: the ending of their files, and what browsers call them. */
import { extname } from 'node:path';

/** Media types by file ending (https://www.iana.org/assignments/media-types#audio). */
const MEDIA_TYPES: ReadonlyMap<string, string> = new Map([
  ['.mp3', 'audio/mpeg'],
  ['.flac', 'audio/flac'],
  ['.ogg', 'audio/ogg'],
  ['.oga', 'audio/ogg'],
  ['.opus', 'audio/ogg; codecs=opus'],
  ['.spx', 'audio/ogg'],
  ['.m4a', 'audio/mp4'],
  ['.m4b', 'audio/mp4'],
  ['.mp4', 'audio/mp4'],
  ['.aac', 'audio/aac'],
  ['.adts', 'audio/aac'],
  ['.m4r', 'audio/mp4'],
  ['.mp1', 'audio/mpeg'],
  ['.mp2', 'audio/mpeg'],
  ['.mpga', 'audio/mpeg'],
  ['.wav', 'audio/wav'],
  ['.aif', 'audio/aiff'],
  ['.aifc', 'audio/aiff'],
  ['.aiff', 'audio/aiff'],
  ['.ape', 'audio/x-ape'],
  ['.dff', 'audio/x-dff'],
  ['.dsf', 'audio/x-dsf'],
  ['.mka', 'audio/x-matroska'],
  ['.mpc', 'audio/x-musepack'],
  ['.mp+', 'audio/x-musepack'],
  ['.tta', 'audio/x-tta'],
  ['.weba', 'audio/webm'],
  ['.webm', 'audio/webm'],
  ['.wma', 'audio/x-ms-wma'],
  ['.wv', 'audio/x-wavpack'],
]);

/**
 * The codecs, as the reader names them, that Chromium does not play
 * (https://www.chromium.org/audio-video/), in Electron neither: their tracks are listed, and say so.
 */
export const UNPLAYABLE_CODECS = [
  'AC-3',
  'AC-4',
  'ADPCM',
  'AIFF',
  'ALAC',
  'APE',
  'DSD',
  'DTS',
  'E-AC-3',
  'GSM',
  'MP1',
  'MP2',
  'MPC',
  'PCM (64 bit)',
  'Speex',
  'TTA',
  'TrueHD',
  'WMA',
  'WMALossless',
  'WavPack',
] as const;

/** The media type of an audio file by its name, or null where it is none that Fermata reads. */
export function audioMediaType(path: string): string | null {
  return MEDIA_TYPES.get(extname(path).toLowerCase()) ?? null;
}

/** Whether a file is a cue sheet, by its name. */
export function isCueSheet(path: string): boolean {
  return extname(path).toLowerCase() === '.cue';
}

/** Endings of music that Fermata does not read. */
const OTHER_ENDINGS = new Set(
  '.3ga .aa .aax .ac3 .ac4 .alac .amr .au .awb .caf .dts .dtshd .eac3 .gsm .it .kar .m4p .mid .midi .mlp .mod .mogg .nsf .ofr .oma .ra .rm .rmi .s3m .shn .snd .sid .spc .tak .thd .voc .vgm .wvc .xm'.split(
    ' ',
  ),
);

/** Whether a file is music, by its name, in a format that Fermata does not read. */
export function isUnreadFormat(path: string): boolean {
  const ending = extname(path).toLowerCase();
  return OTHER_ENDINGS.has(ending);
}
