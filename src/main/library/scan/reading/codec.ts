/**
 * What an audio file is encoded with, where TagLib does not tell: by the names that WAV, MP4 and Matroska give
 * it. What cannot be played has to be known before it is tried.
 */
import type { AudioKind } from './audio-kind.ts';
import { movieOf } from './film.ts';
import type { SourceFile } from './source-file.ts';
import type { FileData } from './taglib.ts';

/** Tracks are described at the beginning of a Matroska, before its content. */
const HEAD_BYTES = 64 * 1024;

/** Of Matroska (https://www.matroska.org/technical/codec_specs.html): the element, its size, and the name. */
const MATROSKA_CODEC = /\x86[\x81-\xbf](A_[A-Z0-9_]+(?:\/L[123])?)/;

const MATROSKA_CODECS: ReadonlyMap<string, string> = new Map([
  ['A_AC3', 'AC-3'],
  ['A_EAC3', 'E-AC-3'],
  ['A_ALAC', 'ALAC'],
  ['A_DTS', 'DTS'],
  ['A_MPEG/L1', 'MP1'],
  ['A_MPEG/L2', 'MP2'],
  ['A_TRUEHD', 'TrueHD'],
  ['A_MLP', 'TrueHD'],
  ['A_TTA1', 'TTA'],
  ['A_WAVPACK4', 'WavPack'],
]);

/** Of MP4 (https://mp4ra.org/registered-types/sampleentries). */
const MP4_CODECS: ReadonlyMap<string, string> = new Map([
  ['ac-3', 'AC-3'],
  ['ec-3', 'E-AC-3'],
  ['ac-4', 'AC-4'],
  ['dtsc', 'DTS'],
  ['alac', 'ALAC'],
  ['fLaC', 'FLAC'],
  ['Opus', 'Opus'],
]);

/** From the name of the list of descriptions to that of the first one (ISO 14496-12, 8.5.2). */
const MP4_CODEC = /stsd[\s\S]{12}([\s\S]{4})/;

/** Of WAV (RFC 2361, and mmreg.h of Windows): what is no PCM that Chromium plays. */
const WAV_CODECS: ReadonlyMap<number, string> = new Map([
  [0x02, 'ADPCM'],
  [0x11, 'ADPCM'],
  [0x31, 'GSM'],
  [0x50, 'MP2'],
  [0x55, 'MP3'],
]);
const WAV_FLOAT = 0x03;
const WAV_EXTENSIBLE = 0xfffe;

/** The codec of a file, as it is kept and shown. */
export function codecOf(file: SourceFile, kind: AudioKind, data: FileData): string {
  const { codec = '', properties } = data;
  switch (kind.name) {
    // TagLib knows AAC without a container as MP3.
    case 'audio.aac':
      return 'AAC';
    // Chromium plays what is in it in a WAV only.
    case 'audio.aiff':
      return 'AIFF';
    case 'audio.wav':
      return wavCodec(file, kind.start) ?? codec;
    case 'audio.m4a': {
      const named = MP4_CODEC.exec(movieOf(file).toString('latin1'))?.[1] ?? '';
      return MP4_CODECS.get(named) ?? codec;
    }
    case 'audio.mka': {
      const head = file.slice(kind.start, HEAD_BYTES).toString('latin1');
      return MATROSKA_CODECS.get(MATROSKA_CODEC.exec(head)?.[1] ?? '') ?? codec;
    }
    default: {
      // It knows MPEG audio of all layers as MP3, too.
      const { mpegLayer } = properties;
      return codec === 'MP3' && typeof mpegLayer === 'number' ? `MP${mpegLayer}` : codec;
    }
  }
}

function wavCodec(file: SourceFile, start: number): string | null {
  const head = file.slice(start, HEAD_BYTES);
  const at = head.indexOf('fmt ', 12, 'latin1');
  if (at === -1 || at + 34 > head.length) return null;
  const written = head.readUInt16LE(at + 8);
  // The one of its own that an extensible one names begins with the same number.
  const format = written === WAV_EXTENSIBLE ? head.readUInt16LE(at + 32) : written;
  const bits = head.readUInt16LE(at + 22);
  if (format === WAV_FLOAT && bits === 64) return 'PCM (64 bit)';
  return WAV_CODECS.get(format) ?? null;
}
