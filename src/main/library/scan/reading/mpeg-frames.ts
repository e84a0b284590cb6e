/**
 * The frames of MPEG audio (layers I to III, and AAC in ADTS): where they begin, and how long they play.
 * The tables are those of ISO 11172-3, 13818-3 and 13818-7.
 */
import type { SourceFile } from './source-file.ts';

/** Kilobits a second by the number in the header; of MPEG 1, and of 2 and 2.5. */
const BIT_RATES_1: Readonly<Record<number, readonly number[]>> = {
  1: [0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
  2: [0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
  3: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
};
const BIT_RATES_2: Readonly<Record<number, readonly number[]>> = {
  1: [0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
  2: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
  3: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
};

/** Samples a second of MPEG 1; half of it in 2, a quarter in 2.5. */
const SAMPLE_RATES = [44_100, 48_000, 32_000];

const ADTS_SAMPLE_RATES = [
  96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000,
  7_350,
];
const ADTS_SAMPLES = 1_024;

/** One that is followed by so many others is none by accident. */
const FRAMES_IN_A_ROW = 3;

const CHUNK_BYTES = 256 * 1024;

/** Where a file's bit rate is looked at, beside its beginning; and how many bytes there. */
const PLACES = 16;
const PLACE_BYTES = 8 * 1024;

interface Frame {
  readonly bytes: number;
  readonly samples: number;
  readonly sampleRate: number;
  /** In kilobits a second; of MPEG audio. */
  readonly bitRate?: number;
  /** What frames of one stream have in common. */
  readonly stream: number;
}

/** Whether a frame is one of AAC in ADTS: its layer is 0. */
export function isAdts(header: Buffer): boolean {
  return header.length >= 2 && (header.readUInt8(1) & 0x06) === 0;
}

/**
 * Where frames begin that follow one another, or null where none do.
 *
 * @param isWhole whether the file ends with these bytes: fewer frames are enough then
 */
export function findFrames(bytes: Buffer, isWhole: boolean): number | null {
  let at = bytes.indexOf(0xff);
  while (at !== -1) {
    if (framesFollow(bytes, at, isWhole)) return at;
    at = bytes.indexOf(0xff, at + 1);
  }
  return null;
}

function framesFollow(bytes: Buffer, start: number, isWhole: boolean): boolean {
  const first = frameAt(bytes, start);
  let frame = first;
  let at = start;
  for (let count = 1; count <= FRAMES_IN_A_ROW; count += 1) {
    if (frame === null || frame.stream !== first?.stream) return false;
    at += frame.bytes;
    if (at >= bytes.length) return isWhole && (count > 1 || at === bytes.length);
    frame = frameAt(bytes, at);
    if (isWhole && count > 1 && frame === null) return true;
  }
  return true;
}

/** Whether the frames from a position on have one bit rate, as far as some of them tell. */
export function hasOneBitRate(file: SourceFile, start: number): boolean {
  const rates = new Set<number>();
  for (let place = 0; place < PLACES; place += 1) {
    const position = start + Math.floor(((file.size - start) * place) / PLACES);
    const bytes = file.slice(position, PLACE_BYTES);
    const at = findFrames(bytes, false);
    const rate = at === null ? undefined : frameAt(bytes, at)?.bitRate;
    if (rate !== undefined) rates.add(rate);
  }
  return rates.size <= 1;
}

/**
 * How long the frames from a position on play, counted one by one; in milliseconds. What is between
 * frames is passed over.
 *
 * @throws ReadingTooMuch where it is more than a disk damages
 */
export function countedLength(file: SourceFile, start: number): number {
  let milliseconds = 0;
  let position = start;
  let stream: number | null = null;
  while (position < file.size) {
    const chunk = file.slice(position, CHUNK_BYTES);
    const isLast = position + chunk.length >= file.size;
    // A frame may go on in the next chunk, its header is whole.
    const end = isLast ? chunk.length : chunk.length - HEADER_BYTES;
    let at = 0;
    while (at < end) {
      const frame = frameAt(chunk, at);
      if (frame !== null && (stream === null || frame.stream === stream)) {
        stream = frame.stream;
        milliseconds += (frame.samples * 1_000) / frame.sampleRate;
        at += frame.bytes;
      } else {
        file.step();
        at = nextSync(chunk, at + 1) ?? end;
      }
    }
    if (isLast) break;
    position += at;
  }
  return milliseconds;
}

/** Where a header may begin: in erased sectors, which are of nothing but its first byte, none does. */
function nextSync(bytes: Buffer, from: number): number | null {
  let at = bytes.indexOf(0xff, from);
  if (at === -1) return null;
  while (bytes[at + 1] === 0xff && bytes[at + 2] === 0xff) at += 1;
  return at;
}

const HEADER_BYTES = 7;

function frameAt(bytes: Buffer, at: number): Frame | null {
  if (at + 4 > bytes.length) return null;
  const header = bytes.readUInt32BE(at);
  if (header >>> 21 !== 0x7ff) return null;
  return (header & 0x0006_0000) === 0 ? adtsFrame(bytes, at) : mpegFrame(header);
}

function mpegFrame(header: number): Frame | null {
  const version = (header >>> 19) & 3;
  const layer = 4 - ((header >>> 17) & 3);
  const rates = (version === 3 ? BIT_RATES_1 : BIT_RATES_2)[layer];
  const bitRate = rates?.[(header >>> 12) & 15];
  const baseRate = SAMPLE_RATES[(header >>> 10) & 3];
  // A version of 1 and an emphasis of 2 are reserved; a bit rate of 0 says nothing of a frame's length.
  if (version === 1 || (header & 3) === 2 || !bitRate || baseRate === undefined) return null;
  const sampleRate = baseRate / (version === 3 ? 1 : version === 2 ? 2 : 4);
  const padding = (header >>> 9) & 1;
  const stream = header & 0xfffe_0c00;
  if (layer === 1) {
    const bytes = (Math.floor((12_000 * bitRate) / sampleRate) + padding) * 4;
    return { bytes, samples: 384, sampleRate, bitRate, stream };
  }
  const samples = layer === 3 && version !== 3 ? 576 : 1_152;
  const bytes = Math.floor(((samples / 8) * 1_000 * bitRate) / sampleRate) + padding;
  return { bytes, samples, sampleRate, bitRate, stream };
}

/** https://wiki.multimedia.cx/index.php/ADTS */
function adtsFrame(bytes: Buffer, at: number): Frame | null {
  if (at + HEADER_BYTES > bytes.length || (bytes.readUInt8(at + 1) & 0xf0) !== 0xf0) return null;
  const header = bytes.readUInt32BE(at);
  const sampleRate = ADTS_SAMPLE_RATES[(header >>> 10) & 15];
  const length = ((bytes.readUInt32BE(at + 3) >>> 13) & 0x1fff) | 0;
  const blocks = (bytes.readUInt8(at + 6) & 3) + 1;
  if (sampleRate === undefined || length < HEADER_BYTES) return null;
  return {
    bytes: length,
    samples: ADTS_SAMPLES * blocks,
    sampleRate,
    stream: header & 0xfffe_3c00,
  };
}
