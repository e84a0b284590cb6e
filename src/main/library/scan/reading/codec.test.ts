/** What files are encoded with, told before they are tried: by the names that their containers have for it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { makeScratchFolder } from '../../../../../fixtures/test-library.ts';
import { wavOf } from '../../../../../fixtures/wav-file.ts';
import { UNPLAYABLE_CODECS } from '../audio-formats.ts';
import { readTags } from '../read-tags.ts';

const FORMATS = fileURLToPath(new URL('../testing/formats', import.meta.url));

/** The codec of a file with this content, and whether it is one that cannot be played. */
function codecOf(name: string, content: Buffer) {
  const path = join(makeScratchFolder(), name);
  writeFileSync(path, content);
  const result = readTags(path);
  if (!('tags' in result)) throw new Error(result.problem);
  const { codec } = result.tags;
  return { codec, isPlayable: !UNPLAYABLE_CODECS.some((unplayable) => unplayable === codec) };
}

/** A file of the test's formats, with one name in it replaced by another of the same length. */
function renamed(file: string, from: string, to: string): Buffer {
  const content = readFileSync(join(FORMATS, file)).toString('latin1');
  expect(content).toContain(from);
  return Buffer.from(content.replace(from, to.padEnd(from.length, '\0')), 'latin1');
}

function wavWith(format: number, bits: number): Buffer {
  const wav = wavOf(1);
  wav.writeUInt16LE(format, 20);
  wav.writeUInt16LE(bits, 34);
  return wav;
}

test.for([
  ['plain samples', 0x01, 8, 'PCM', true],
  ['floating ones of 32 bits', 0x03, 32, 'PCM', true],
  ['floating ones of 64 bits', 0x03, 64, 'PCM (64 bit)', false],
  ['ADPCM of Microsoft', 0x02, 4, 'ADPCM', false],
  ['ADPCM of the IMA', 0x11, 4, 'ADPCM', false],
] as const)('a WAV of %s says so', ([, format, bits, codec, isPlayable]) => {
  expect(codecOf('song.wav', wavWith(format, bits))).toEqual({ codec, isPlayable });
});

test.for([
  ['alac', 'ALAC', false],
  ['ac-3', 'AC-3', false],
  ['ec-3', 'E-AC-3', false],
  ['fLaC', 'FLAC', true],
] as const)('an MP4 of %s says so', ([entry, codec, isPlayable]) => {
  expect(codecOf('song.m4a', renamed('alac.m4a', 'alac', entry))).toEqual({ codec, isPlayable });
});

test.for([
  ['A_AC3', 'AC-3', false],
  ['A_DTS', 'DTS', false],
  ['A_TTA1', 'TTA', false],
] as const)('a Matroska of %s says so', ([name, codec, isPlayable]) => {
  expect(codecOf('song.mka', renamed('song.mka', 'A_FLAC', name))).toEqual({ codec, isPlayable });
});
