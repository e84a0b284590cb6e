/** The key of what is heard: the same whatever a tagging program does to a file, and another for other audio. */
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TagLib } from 'taglib-wasm';
import { beforeAll, expect, test } from 'vitest';
import { AUDIO_FIXTURES, makeScratchFolder } from '../../../../../fixtures/test-library.ts';
import { readTags } from '../read-tags.ts';

const FORMATS = fileURLToPath(new URL('../testing/formats', import.meta.url));

const FILES = [
  join(AUDIO_FIXTURES, '01 first light.mp3'),
  join(AUDIO_FIXTURES, '02 second light.flac'),
  join(AUDIO_FIXTURES, '03 third light.ogg'),
  join(AUDIO_FIXTURES, '04 fourth light.opus'),
  join(AUDIO_FIXTURES, '05 fifth light.m4a'),
  join(AUDIO_FIXTURES, '06 sixth light.wav'),
  ...['alac.m4a', 'song.aac', 'song.aiff', 'song.m4b', 'song.mka', 'song.mp4', 'song.spx'].map(
    (name) => join(FORMATS, name),
  ),
  ...['song.tta', 'song.webm', 'song.wma', 'song.wv'].map((name) => join(FORMATS, name)),
];

let taglib: TagLib;

beforeAll(async () => {
  taglib = await TagLib.initialize();
});

function tagsOf(path: string) {
  const result = readTags(path);
  if (!('tags' in result)) throw new Error(`${path} cannot be read.`);
  return result.tags;
}

function keyOf(bytes: Uint8Array, ending: string): string | null {
  const file = join(makeScratchFolder(), `file${ending}`);
  writeFileSync(file, bytes);
  return tagsOf(file).contentKey;
}

async function tagAnew(bytes: Uint8Array): Promise<Uint8Array> {
  const file = await taglib.open(bytes);
  // Longer than any room that is left for it.
  file.tag().setTitle('A title that is new, and long. '.repeat(500));
  file.save();
  const changed = file.getFileBuffer();
  file.dispose();
  return changed;
}

test.for(FILES.map((file) => [basename(file), file] as const))(
  '%s keeps its key with other tags',
  async ([, file]) => {
    const before = readFileSync(file);
    const key = tagsOf(file).contentKey;
    expect(key).toMatch(/^[0-9a-f]{32}$/);
    const tagged = await tagAnew(before);
    expect(tagged.length).toBeGreaterThan(before.length + 1_000);
    expect(keyOf(tagged, extname(file))).toBe(key);
  },
);

test('no two of different audio have one key', () => {
  // The MP4 is the M4B under another name.
  const files = FILES.filter((file) => !file.endsWith('.mp4'));
  expect(new Set(files.map((file) => tagsOf(file).contentKey)).size).toBe(files.length);
});

test('of FLAC it is the digest that it has of its audio, and one of its frames where that is left out', () => {
  const flac = readFileSync(join(AUDIO_FIXTURES, '02 second light.flac'));
  const digest = flac.subarray(26, 42);
  expect(keyOf(flac, '.flac')).toBe(digest.toString('hex'));
  digest.fill(0);
  const key = keyOf(flac, '.flac');
  expect(key).toMatch(/^[0-9a-f]{32}$/);
  flac[flac.length - 100] = (flac[flac.length - 100] ?? 0) ^ 1;
  expect(keyOf(flac, '.flac')).not.toBe(key);
});

/** The tags that MP3s end with, each as its programs write it. */
const LAST_TAGS: Readonly<Record<string, Buffer>> = {
  ID3v1: padded('TAGTitle', 128),
  'ID3v1 with longer names': Buffer.concat([padded('TAG+Title', 227), padded('TAGTitle', 128)]),
  APEv2: apeTag(true),
  'APEv2 without a header': apeTag(false),
  Lyrics3: Buffer.from('LYRICSBEGININD0000200000021LYRICS200'),
  'ID3v2 with a footer': Buffer.concat([id3('ID3'), Buffer.alloc(50), id3('3DI')]),
};

function padded(text: string, length: number): Buffer {
  return Buffer.concat([Buffer.from(text), Buffer.alloc(length - text.length)]);
}

function apeTag(hasHeader: boolean): Buffer {
  const item = Buffer.from('\x05\0\0\0\0\0\0\0Title\0Title', 'latin1');
  const end = (flags: number) => {
    const bytes = Buffer.concat([Buffer.from('APETAGEX'), Buffer.alloc(24)]);
    bytes.writeUInt32LE(2000, 8);
    bytes.writeUInt32LE(item.length + 32, 12);
    bytes.writeUInt32LE(1, 16);
    bytes.writeUInt32LE(flags, 20);
    return bytes;
  };
  return hasHeader
    ? Buffer.concat([end(0xa000_0000), item, end(0x8000_0000)])
    : Buffer.concat([item, end(0)]);
}

function id3(id: string): Buffer {
  return Buffer.concat([Buffer.from(id), Buffer.of(4, 0, 0x10, 0, 0, 0, 50)]);
}

test.for(Object.entries(LAST_TAGS))('%s at the end of an MP3 is none of its audio', ([, tag]) => {
  const mp3 = readFileSync(join(AUDIO_FIXTURES, '01 first light.mp3'));
  const key = keyOf(mp3, '.mp3');
  expect(keyOf(Buffer.concat([mp3, tag]), '.mp3')).toBe(key);
  const id3v1 = padded('TAGTitle', 128);
  expect(keyOf(Buffer.concat([mp3, tag, id3v1]), '.mp3')).toBe(key);
  // What only looks like one at its beginning is audio.
  expect(keyOf(Buffer.concat([mp3, tag.subarray(0, 20)]), '.mp3')).not.toBe(key);
});
