/** Files of formats that no program of this machine writes: built as their specifications say, without music. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeScratchFolder } from '../../../../../fixtures/test-library.ts';

/** A tenth of a second, in samples of one bit. */
const DSD_RATE = 2_822_400;
const DSD_SAMPLES = DSD_RATE / 10;
const DSD_BLOCK = 4_096;
/** As players take silence. */
const DSD_SILENCE = 0x69;

/** Of one channel (Sony, DSF File Format Specification, version 1.01). */
export function dsfFile(): string {
  const blocks = Math.ceil(DSD_SAMPLES / 8 / DSD_BLOCK);
  const audio = Buffer.alloc(blocks * DSD_BLOCK, DSD_SILENCE);
  const format = Buffer.alloc(52);
  format.write('fmt ');
  format.writeBigUInt64LE(52n, 4);
  for (const [at, value] of [1, 0, 1, 1, DSD_RATE, 1].entries())
    format.writeUInt32LE(value, 12 + at * 4);
  format.writeBigUInt64LE(BigInt(DSD_SAMPLES), 36);
  format.writeUInt32LE(DSD_BLOCK, 44);
  const data = Buffer.alloc(12);
  data.write('data');
  data.writeBigUInt64LE(BigInt(12 + audio.length), 4);
  const head = Buffer.alloc(28);
  head.write('DSD ');
  head.writeBigUInt64LE(28n, 4);
  head.writeBigUInt64LE(BigInt(28 + 52 + 12 + audio.length), 12);
  return write('song.dsf', head, format, data, audio);
}

/** Of one channel (Philips, DSDIFF 1.5). */
export function dffFile(): string {
  const rate = Buffer.alloc(4);
  rate.writeUInt32BE(DSD_RATE);
  const properties = Buffer.concat([
    Buffer.from('SND '),
    dffChunk('FS  ', rate),
    dffChunk('CHNL', Buffer.from('\0\x01C000', 'latin1')),
    dffChunk('CMPR', Buffer.from('DSD \x0enot compressed\0', 'latin1')),
  ]);
  const audio = Buffer.alloc(DSD_SAMPLES / 8, DSD_SILENCE);
  const body = [
    Buffer.from('DSD '),
    dffChunk('FVER', Buffer.from('01050000', 'hex')),
    dffChunk('PROP', properties),
    dffChunk('DSD ', audio),
  ];
  return write('song.dff', dffChunk('FRM8', Buffer.concat(body)));
}

function dffChunk(id: string, body: Buffer): Buffer {
  const head = Buffer.alloc(12);
  head.write(id);
  head.writeBigUInt64BE(BigInt(body.length), 4);
  return Buffer.concat([head, body, Buffer.alloc(body.length % 2)]);
}

/** Of two channels, version 3.99 (Monkey's Audio SDK, APE_DESCRIPTOR and APE_HEADER). */
export function apeFile(): string {
  const audio = Buffer.alloc(2_000, 7);
  const descriptor = Buffer.alloc(52);
  descriptor.write('MAC ');
  descriptor.writeUInt16LE(3_990, 4);
  for (const [at, value] of [52, 24, 4, 0, audio.length].entries()) {
    descriptor.writeUInt32LE(value, 8 + at * 4);
  }
  const header = Buffer.alloc(24);
  header.writeUInt16LE(2_000, 0);
  // All samples are in one frame, which is the last.
  for (const [at, value] of [294_912, 4_410, 1].entries()) header.writeUInt32LE(value, 4 + at * 4);
  header.writeUInt16LE(16, 16);
  header.writeUInt16LE(2, 18);
  header.writeUInt32LE(44_100, 20);
  const seekTable = Buffer.alloc(4);
  seekTable.writeUInt32LE(80);
  return write('song.ape', descriptor, header, seekTable, audio);
}

function write(name: string, ...parts: readonly Buffer[]): string {
  const file = join(makeScratchFolder(), name);
  writeFileSync(file, Buffer.concat(parts));
  return file;
}
