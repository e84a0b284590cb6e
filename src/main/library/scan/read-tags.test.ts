/** Tags of real files in every format, and the reason where there are none. */
import { appendFileSync, copyFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { AUDIO_FIXTURES, makeScratchFolder } from '../../../../fixtures/test-library.ts';
import { readTags } from './read-tags.ts';
import { apeFile, dffFile, dsfFile } from './testing/rare-files.ts';
import { id3Frame, id3Header, id3Tag, song, writeMp3 } from './testing/tagged-files.ts';

const fixture = (name: string) => join(AUDIO_FIXTURES, name);

/** Silent frames of MPEG 1, layer III, 44 100 Hz. */
function mpegFrames(count: number, kilobits: 40 | 160): Buffer[] {
  const frame = Buffer.alloc(Math.floor((144 * kilobits) / 44.1));
  frame.writeUInt32BE(kilobits === 40 ? 0xfffb_20c0 : 0xfffb_a0c0);
  return Array.from({ length: count }, () => frame);
}

const SHARED = {
  album: 'The Six Formats',
  year: 2019,
};

test.for([
  ['01 first light.mp3', 'Première lumière', 1, 'MP3', 1071],
  ['02 second light.flac', 'Second Light', 2, 'FLAC', 1000],
  ['03 third light.ogg', 'Third Light', 3, 'Vorbis', 1000],
  ['04 fourth light.opus', 'Fourth Light', 4, 'Opus', 1000],
  ['05 fifth light.m4a', 'Fifth Light', 5, 'AAC', 1128],
  ['06 sixth light.wav', 'Sixth Light', 6, 'PCM', 250],
] as const)('%s is read', ([name, title, trackNumber, codec, durationMs]) => {
  const result = readTags(fixture(name));
  expect(result).toMatchObject({ tags: { ...SHARED, title, trackNumber, codec, durationMs } });
});

test.for([
  ['song.wv', 'WavPack song', 'WavPack', 200],
  ['song.wma', 'WMA song', 'WMA', 224],
  ['song.spx', 'Speex song', 'Speex', 191],
  ['alac.m4a', 'ALAC song', 'ALAC', 200],
  ['song.m4b', 'Book song', 'AAC', 264],
  ['song.mp4', 'MP4 song', 'AAC', 264],
  ['song.aiff', 'AIFF song', 'AIFF', 200],
  ['song.aac', 'song', 'AAC', 320],
  ['song.tta', 'song', 'TTA', 200],
  ['song.mpc', 'Musepack song', 'MPC', 200],
  ['song.oga', 'Ogg FLAC song', 'FLAC', 200],
  ['song.mka', 'Matroska song', 'FLAC', 200],
  ['song.webm', 'WebM song', 'Opus', 208],
] as const)('%s is read, with its title and codec', ([name, title, codec, durationMs]) => {
  const file = fileURLToPath(new URL(`./testing/formats/${name}`, import.meta.url));
  expect(readTags(file)).toMatchObject({ tags: { title, codec, durationMs } });
});

test.for([
  ['DSF', dsfFile, 'DSD'],
  ['DFF', dffFile, 'DSD'],
  ['APE', apeFile, 'APE'],
] as const)('%s is read, and its audio known by a key', ([, make, codec]) => {
  const result = readTags(make());
  expect(result).toMatchObject({
    tags: { codec, durationMs: 100, contentKey: expect.stringMatching(/^[0-9a-f]{32}$/) },
  });
});

test('several artists of a WMA are all read, in their order', () => {
  const file = fileURLToPath(new URL('./testing/formats/artists.wma', import.meta.url));
  expect(readTags(file)).toMatchObject({
    tags: { title: 'Two artists', artists: ['Ann', 'AC/DC'], albumArtists: ['Bob', 'Ann'] },
  });
});

test.for(['film.mp4', 'film.webm'])('%s is no music', (name) => {
  const file = fileURLToPath(new URL(`./testing/formats/${name}`, import.meta.url));
  expect(readTags(file)).toEqual({ problem: 'It is a film.' });
});

test.for([
  ['01 first light.mp3', 'parted by semicolons in one tag'],
  ['02 second light.flac', 'in tags of their own'],
] as const)('the artists and genres of %s are told apart, %s', ([name]) => {
  expect(readTags(fixture(name))).toMatchObject({
    tags: { artists: ['Björk Tanaka', 'The Blue Birds'], genres: ['Folk', 'Jazz'] },
  });
});

test('a cover is known by its bytes, and a gain in decibels', () => {
  expect(readTags(fixture('01 first light.mp3'))).toMatchObject({
    tags: {
      cover: { mimeType: 'image/png', size: 94, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      trackGainDb: -6.5,
      albumGainDb: null,
    },
  });
});

test('UTF-8 in a WAV, which does not say so, is read as UTF-8', () => {
  expect(readTags(fixture('06 sixth light.wav'))).toMatchObject({
    tags: { artists: ['Björk Tanaka'] },
  });
});

test('a file without tags is named by its file', () => {
  expect(readTags(fixture('untagged.wav'))).toMatchObject({
    tags: {
      title: 'untagged',
      artists: [],
      album: null,
      albumArtists: [],
      genres: [],
      year: null,
    },
  });
});

test('a file that is cut off says why it cannot be read', () => {
  expect(readTags(fixture('broken.m4a'))).toEqual({
    problem: 'It is damaged, or its format is not known.',
  });
});

test.for(['mp3', 'flac', 'ogg', 'opus', 'm4a', 'wav'])(
  'text, noise and nothing at all are no %s',
  (ending) => {
    const folder = makeScratchFolder();
    const noise = Buffer.from(Array.from({ length: 4_000 }, (_, index) => (index * 167) % 251));
    for (const content of ['', 'Not a song.', noise]) {
      const file = join(folder, `file.${ending}`);
      writeFileSync(file, content);
      expect(readTags(file)).toEqual({ problem: expect.stringMatching(/\.$|: ./) });
    }
  },
);

test('a FLAC that ends with its header has no audio', () => {
  const content = readFileSync(fixture('02 second light.flac'));
  // Metadata blocks: one byte with the mark of the last one, three with the length.
  let end = 'fLaC'.length;
  for (let isLast = false; !isLast; ) {
    isLast = content.readUInt8(end) >= 0x80;
    end += 4 + content.readUIntBE(end + 1, 3);
  }
  const file = join(makeScratchFolder(), 'short.flac');
  writeFileSync(file, content.subarray(0, end));
  expect(readTags(file)).toEqual({ problem: 'It ends before its audio begins.' });
});

test.for([
  ['02 second light.flac', 'song.mp3', 'Second Light'],
  ['05 fifth light.m4a', 'song.flac', 'Fifth Light'],
  ['04 fourth light.opus', 'song.m4a', 'Fourth Light'],
  ['01 first light.mp3', 'song.wav', 'Première lumière'],
] as const)('%s is read as what it is, though it is called %s', ([name, wrong, title]) => {
  const file = join(makeScratchFolder(), wrong);
  copyFileSync(fixture(name), file);
  expect(readTags(file)).toMatchObject({ tags: { title } });
});

test('the length of an MP3 with several bit rates and no header that says so is counted', () => {
  const audio = mpegFrames(500, 40).concat(mpegFrames(500, 160));
  const file = writeMp3(Buffer.concat(audio));
  // 1 152 samples each, 44 100 a second.
  expect(readTags(file)).toMatchObject({ tags: { durationMs: 26_122, codec: 'MP3' } });
});

test('a picture with a wrong label is told by its bytes, and a front goes before a back', () => {
  const png = Buffer.from('89504e470d0a1a0a00000000', 'hex');
  const jpeg = Buffer.from('ffd8ffe000104a46494600', 'hex');
  const picture = (type: number, data: Buffer) =>
    id3Frame(
      'APIC',
      Buffer.concat([Buffer.from(`\0image/x\0`), Buffer.of(type), Buffer.of(0), data]),
    );
  const link = id3Frame('APIC', Buffer.from('\0-->\0\x03\0http://example.org/a.png'));
  const cover = (...frames: Buffer[]) => readTags(writeMp3(song(), id3Tag(3, ...frames)));
  expect(cover(picture(4, png), picture(3, jpeg))).toMatchObject({
    tags: { cover: { mimeType: 'image/jpeg', size: jpeg.length } },
  });
  expect(cover(link)).toMatchObject({ tags: { cover: null } });
});

test.for([
  ['Windows-1252 that is called Latin-1', [0, ...Buffer.from([0x93, 0x4e, 0xe4, 0x94])], '“Nä”'],
  ['UTF-8 that is called Latin-1', [0, ...Buffer.from('Žlutý')], 'Žlutý'],
  ['Latin-1', [0, ...Buffer.from('Näme', 'latin1')], 'Näme'],
  ['UTF-16 without the mark of its order', [1, ...Buffer.from('Name', 'utf16le')], 'Name'],
  ['the other UTF-16 without it', [1, ...Buffer.from('Name', 'utf16le').swap16()], 'Name'],
  ['half a character of UTF-16', [1, 0xff, 0xfe, 0x41, 0, 0, 0xd8], 'A\ufffd'],
  ['an encoding that there is not', [7, ...Buffer.from('Name')], 'Name'],
] as const)('a title in %s is read as it is meant', ([, body, title]) => {
  const file = writeMp3(song(), id3Tag(3, id3Frame('TIT2', Buffer.from(body))));
  expect(readTags(file)).toMatchObject({ tags: { title } });
});

test('what the second of two tags knows is taken where the first knows nothing', () => {
  const first = id3Tag(3, id3Frame('TIT2', Buffer.from('\0First')));
  const second = id3Tag(
    3,
    id3Frame('TIT2', Buffer.from('\0Other')),
    id3Frame('TPE1', Buffer.from('\0Ann')),
  );
  expect(readTags(writeMp3(song(), first, second))).toMatchObject({
    tags: { title: 'First', artists: ['Ann'] },
  });
});

test('the gain in RVA2 counts where there is no other', () => {
  const rva2 = (name: string, steps: number) => {
    const data = Buffer.from(`${name}\0\x01\0\0\0`);
    data.writeInt16BE(steps, name.length + 2);
    return id3Frame('RVA2', data);
  };
  const file = writeMp3(song(), id3Tag(4, rva2('track', -4.5 * 512), rva2('album', 2.5 * 512)));
  expect(readTags(file)).toMatchObject({ tags: { trackGainDb: -4.5, albumGainDb: 2.5 } });
});

test('a title of 30 MB and a tag of 100 MB are refused before they are read', () => {
  const tags = [
    id3Header(3, 30_000_010, id3Frame('TIT2', Buffer.alloc(0), 30_000_000)),
    id3Header(2, 100_000_000),
  ];
  for (const tag of tags) {
    const file = writeMp3(Buffer.of(), tag);
    truncateSync(file, 10 + (tag.length > 10 ? 30_000_010 : 100_000_000));
    appendFileSync(file, song());
    const before = process.memoryUsage().rss;
    expect(readTags(file)).toEqual({
      problem: 'Its tags are larger than those of any music: it may be damaged.',
    });
    expect(process.memoryUsage().rss - before).toBeLessThan(50_000_000);
  }
});

test('of a file of 500 MB only the tags are read', () => {
  const file = join(makeScratchFolder(), 'long.wav');
  copyFileSync(fixture('06 sixth light.wav'), file);
  truncateSync(file, 500_000_000);
  const before = process.memoryUsage().rss;
  expect(readTags(file)).toMatchObject({ tags: { title: 'Sixth Light' } });
  expect(process.memoryUsage().rss - before).toBeLessThan(50_000_000);
});

test('a megabyte of the byte that frames begin with is no audio, told at once', () => {
  const file = join(makeScratchFolder(), 'erased.mp3');
  writeFileSync(file, Buffer.alloc(1_000_000, 0xff));
  expect(readTags(file)).toEqual({ problem: 'There is no audio in it.' });
});

test('a file that is not there says so', () => {
  expect(readTags('/nowhere/at/all.mp3')).toEqual({
    problem: 'It leads to something that does not exist.',
    isPassing: true,
  });
});
