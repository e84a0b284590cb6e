/** Small WAV files: each its own sound, with the tags that a test gives it. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

export interface Song {
  /** Songs of one sound are copies of one another. */
  readonly sound: string;
  readonly title?: string;
  readonly artist?: string;
  readonly album?: string;
}

const SOUND_BYTES = 4_000;

/** Writes a song; the folder is made where it is not there. */
export function writeSong(file: string, song: Song): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, wav(song));
}

function wav({ sound, title = '', artist = '', album = '' }: Song): Buffer {
  const format = Buffer.from('0100010044ac000044ac000001000800', 'hex');
  const samples = Buffer.alloc(SOUND_BYTES, sound);
  const info = [chunk('INAM', title), chunk('IART', artist), chunk('IPRD', album)];
  const chunks = [
    chunk('fmt ', format),
    chunk('LIST', Buffer.concat([Buffer.from('INFO'), ...info])),
    chunk('data', samples),
  ];
  return chunk('RIFF', Buffer.concat([Buffer.from('WAVE'), ...chunks]));
}

function chunk(id: string, content: Buffer | string): Buffer {
  const bytes = Buffer.from(content);
  const size = Buffer.alloc(4);
  size.writeUInt32LE(bytes.length);
  return Buffer.concat([Buffer.from(id), size, bytes, Buffer.alloc(bytes.length % 2)]);
}
