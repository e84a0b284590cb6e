/** Small files with tags as a test wants them. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AUDIO_FIXTURES, makeScratchFolder } from '../../../../../fixtures/test-library.ts';

/** The audio of a small MP3, without its tag. */
export function song(): Buffer {
  const whole = readFileSync(join(AUDIO_FIXTURES, '01 first light.mp3'));
  return whole.subarray(10 + whole.subarray(6, 10).reduce((sum, byte) => sum * 0x80 + byte, 0));
}

export function writeMp3(audio: Buffer, ...tags: readonly Buffer[]): string {
  const file = join(makeScratchFolder(), 'song.mp3');
  writeFileSync(file, Buffer.concat([...tags, audio]));
  return file;
}

const synchSafe = (size: number) =>
  Buffer.from([21, 14, 7, 0].map((bits) => (size >> bits) & 0x7f));

/** A tag that says that it is so long. */
export function id3Header(version: number, size: number, ...frames: readonly Buffer[]): Buffer {
  return Buffer.concat([Buffer.from('ID3'), Buffer.of(version, 0, 0), synchSafe(size), ...frames]);
}

export function id3Tag(version: number, ...frames: readonly Buffer[]): Buffer {
  return id3Header(version, Buffer.concat(frames).length, ...frames);
}

/** A frame of less than 128 bytes, for which the sizes of v2.3 and v2.4 are the same, or of a size. */
export function id3Frame(id: string, body: Buffer, size = body.length): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(size);
  return Buffer.concat([Buffer.from(id), length, Buffer.of(0, 0), body]);
}

const VORBIS_COMMENT = 4;
const LAST = 0x80;

/** A FLAC with these comments, and no others. */
export function writeFlac(
  ...comments: readonly (readonly [name: string, value: string])[]
): string {
  const whole = readFileSync(join(AUDIO_FIXTURES, '02 second light.flac'));
  const blocks: Buffer[] = [];
  let at = 'fLaC'.length;
  for (let isLast = false; !isLast; ) {
    const kind = whole.readUInt8(at);
    isLast = kind >= LAST;
    const end = at + 4 + whole.readUIntBE(at + 1, 3);
    const isKept = kind % LAST === 0;
    if (isKept) blocks.push(Buffer.of(0), whole.subarray(at + 1, end));
    at = end;
  }
  const count = Buffer.alloc(8);
  count.writeUInt32LE(comments.length, 4);
  const body = Buffer.concat([
    count,
    ...comments.flatMap(([name, value]) => {
      const text = Buffer.from(`${name}=${value}`);
      const length = Buffer.alloc(4);
      length.writeUInt32LE(text.length);
      return [length, text];
    }),
  ]);
  const header = Buffer.alloc(4);
  header.writeUInt32BE(body.length);
  header.writeUInt8(LAST + VORBIS_COMMENT);
  const file = join(makeScratchFolder(), 'song.flac');
  writeFileSync(
    file,
    Buffer.concat([Buffer.from('fLaC'), ...blocks, header, body, whole.subarray(at)]),
  );
  return file;
}
