/** Tags of real files in every format, and the reason where there are none. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { AUDIO_FIXTURES, makeScratchFolder } from '../../../../fixtures/test-library.ts';
import { readTags } from './read-tags.ts';

const fixture = (name: string) => join(AUDIO_FIXTURES, name);

const SHARED = {
  album: 'The Six Formats',
  albumArtist: 'Björk Tanaka',
  year: 2019,
};

test.for([
  ['01 first light.mp3', 'Première lumière', 1, 'MPEG 2 Layer 3', 1071],
  ['02 second light.flac', 'Second Light', 2, 'FLAC', 1000],
  ['03 third light.ogg', 'Third Light', 3, 'Vorbis I', 1000],
  ['04 fourth light.opus', 'Fourth Light', 4, 'Opus', 1000],
  ['05 fifth light.m4a', 'Fifth Light', 5, 'MPEG-4/AAC', 1128],
  ['06 sixth light.wav', 'Sixth Light', 6, 'PCM', 250],
] as const)('%s is read', async ([name, title, trackNumber, codec, durationMs]) => {
  const result = await readTags(fixture(name));
  expect(result).toMatchObject({ tags: { ...SHARED, title, trackNumber, codec, durationMs } });
});

test.for([
  ['01 first light.mp3', 'parted by semicolons in one tag'],
  ['02 second light.flac', 'in tags of their own'],
] as const)('the artists and genres of %s are told apart, %s', async ([name]) => {
  expect(await readTags(fixture(name))).toMatchObject({
    tags: { artists: ['Björk Tanaka', 'The Blue Birds'], genres: ['Folk', 'Jazz'] },
  });
});

test('a cover is known by its bytes, and a gain in decibels', async () => {
  expect(await readTags(fixture('01 first light.mp3'))).toMatchObject({
    tags: {
      cover: { mimeType: 'image/png', size: 94, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      trackGainDb: -6.5,
      albumGainDb: null,
    },
  });
});

test('UTF-8 in a WAV, which does not say so, is read as UTF-8', async () => {
  expect(await readTags(fixture('06 sixth light.wav'))).toMatchObject({
    tags: { artists: ['Björk Tanaka'] },
  });
});

test('a file without tags is named by its file', async () => {
  expect(await readTags(fixture('untagged.wav'))).toMatchObject({
    tags: {
      title: 'untagged',
      artists: [],
      album: null,
      albumArtist: null,
      genres: [],
      year: null,
    },
  });
});

test('a file that is cut off says why it cannot be read', async () => {
  expect(await readTags(fixture('broken.m4a'))).toEqual({
    problem: 'It is damaged or not audio: Atom size exceeds remaining bytes: 1928 > 1464',
  });
});

test.for(['mp3', 'flac', 'ogg', 'opus', 'm4a', 'wav'])(
  'text, noise and nothing at all are no %s',
  async (ending) => {
    const folder = makeScratchFolder();
    const noise = Buffer.from(Array.from({ length: 4_000 }, (_, index) => (index * 167) % 251));
    for (const content of ['', 'Not a song.', noise]) {
      const file = join(folder, `file.${ending}`);
      writeFileSync(file, content);
      expect(await readTags(file)).toEqual({ problem: expect.stringMatching(/\.$|: ./) });
    }
  },
);

test('a FLAC that ends with its header has no audio', async () => {
  const content = readFileSync(fixture('02 second light.flac'));
  // Metadata blocks: one byte with the mark of the last one, three with the length.
  let end = 'fLaC'.length;
  for (let isLast = false; !isLast; ) {
    isLast = content.readUInt8(end) >= 0x80;
    end += 4 + content.readUIntBE(end + 1, 3);
  }
  const file = join(makeScratchFolder(), 'short.flac');
  writeFileSync(file, content.subarray(0, end));
  expect(await readTags(file)).toEqual({ problem: 'It ends before its audio begins.' });
});

test('a file that is not there says so', async () => {
  expect(await readTags('/nowhere/at/all.mp3')).toEqual({
    problem: 'It leads to something that does not exist.',
    isPassing: true,
  });
});
