/** Files that cue sheets part, scanned into a real library: new ones, edited ones, and sheets that go. */
import { mkdirSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  createTestApi,
  makeScratchFolder,
  openTestLibrary,
} from '../../../../../fixtures/test-library.ts';
import { wavOf, writeWav } from '../../../../../fixtures/wav-file.ts';
import { type Track, TrackQuerySchema } from '../../../../shared/api/tracks.ts';
import { LifecycleFeed } from '../../api/lifecycle-feed.ts';
import type { Library } from '../../library.ts';

let music = '';
let library: Library;

beforeEach(async () => {
  const folder = makeScratchFolder();
  music = join(folder, 'music');
  mkdirSync(music);
  library = await openTestLibrary(join(folder, 'library.db'));
});

async function tracks(): Promise<Track[]> {
  const page = await library.calls.tracks(TrackQuerySchema.parse({ sort: 'album', limit: 500 }));
  return page.tracks;
}

async function there(): Promise<string[]> {
  return (await tracks()).filter((track) => track.missingSince === null).map(({ title }) => title);
}

interface SheetOptions {
  /** The one that it names. */
  readonly file?: string;
  readonly titles?: readonly string[];
}

/** A sheet whose tracks begin two seconds apart. */
function sheetOf({
  file = 'album.wav',
  titles = ['One', 'Two', 'Three'],
}: SheetOptions = {}): string {
  const parts = titles.map(
    (title, index) =>
      `  TRACK ${index + 1} AUDIO\n    TITLE "${title}"\n    INDEX 01 00:0${index * 2}:00\n`,
  );
  return `PERFORMER "Band"\nTITLE "Album"\nREM DATE 1999\nFILE "${file}" WAVE\n${parts.join('')}`;
}

let clock = 1_700_000_000;

/** Writes a sheet at a time of its own, as a person does, who does not edit twice within one second. */
function writeSheet(name: string, options: SheetOptions = {}): void {
  writeFileSync(join(music, name), sheetOf(options));
  clock += 10;
  utimesSync(join(music, name), clock, clock);
}

describe('A sheet beside a file', () => {
  test('makes tracks with beginnings and ends, and the whole file is none beside them', async () => {
    writeWav(join(music, 'album.wav'), 7);
    writeSheet('album.cue');
    expect(await library.scan([music])).toMatchObject({ found: 1, added: 1, failed: 0 });
    const common = { artist: 'Band', album: 'Album', albumArtist: 'Band', year: 1999 };
    const path = join(music, 'album.wav');
    expect(await tracks()).toMatchObject([
      { ...common, title: 'One', path: `${path}/01`, beginMs: 0, endMs: 2_000, durationMs: 2_000 },
      { ...common, title: 'Two', trackNumber: 2, beginMs: 2_000, endMs: 4_000, durationMs: 2_000 },
      { ...common, title: 'Three', beginMs: 4_000, endMs: null, durationMs: 3_000 },
    ]);
    expect(await library.scan([music])).toMatchObject({ unchanged: 1, added: 0, missing: 0 });
    expect(await there()).toHaveLength(3);
  });

  test('that comes later takes the place of the whole file, with the date when it was added', async () => {
    writeWav(join(music, 'album.wav'), 7);
    await library.scan([music]);
    const [whole] = await tracks();
    writeSheet('album.cue');
    await library.scan([music]);
    const parts = await tracks();
    expect(parts.map(({ title }) => title)).toEqual(['One', 'Two', 'Three']);
    expect(new Set(parts.map(({ addedAt }) => addedAt))).toEqual(new Set([whole?.addedAt]));
  });

  test('that comes later leaves a whole file that was rated, as missing', async () => {
    writeWav(join(music, 'album.wav'), 7);
    await library.scan([music]);
    const [whole] = await tracks();
    if (whole === undefined) throw new Error('There is no track.');
    await library.calls.setRating({ ids: [whole.id], rating: 4 });
    writeSheet('album.cue');
    await library.scan([music]);
    expect(await there()).toEqual(['One', 'Two', 'Three']);
    expect(await library.calls.track({ id: whole.id })).toMatchObject({ rating: 4 });
    expect(await library.scan([music])).toMatchObject({ unchanged: 1, missing: 0 });
  });

  test('that comes later leaves a whole file whose encoding a person has corrected, as missing', async () => {
    writeWav(join(music, 'album.wav'), 7);
    await library.scan([music]);
    const [whole] = await tracks();
    if (whole === undefined) throw new Error('There is no track.');
    await library.calls.setTextEncoding({ ids: [whole.id], encoding: 'koi8-r' });
    writeSheet('album.cue');
    await library.scan([music]);
    expect(await there()).toEqual(['One', 'Two', 'Three']);
    expect((await library.calls.textEncodings({ ids: [whole.id] })).chosen).toBe('koi8-r');
  });

  test('that is edited renames tracks, which keep what a person made of them', async () => {
    writeWav(join(music, 'album.wav'), 7);
    writeSheet('album.cue');
    await library.scan([music]);
    const [, second] = await tracks();
    if (second === undefined) throw new Error('There is no second track.');
    await library.calls.setRating({ ids: [second.id], rating: 5 });
    writeSheet('album.cue', { titles: ['One', 'Zwei'] });
    expect(await library.scan([music])).toMatchObject({ changed: 1, added: 0 });
    expect(await there()).toEqual(['One', 'Zwei']);
    expect(await library.calls.track({ id: second.id })).toMatchObject({
      title: 'Zwei',
      rating: 5,
      durationMs: 5_000,
    });
  });

  test('that goes leaves one track, and its parts with what they had, until it is back', async () => {
    writeWav(join(music, 'album.wav'), 7);
    writeSheet('album.cue');
    await library.scan([music]);
    const before = await tracks();
    renameSync(join(music, 'album.cue'), join(music, 'album.txt'));
    expect(await library.scan([music])).toMatchObject({ notThere: 0 });
    expect(await there()).toEqual(['album']);
    renameSync(join(music, 'album.txt'), join(music, 'album.cue'));
    await library.scan([music]);
    expect((await tracks()).map(({ id, title }) => [id, title])).toEqual(
      before.map(({ id, title }) => [id, title]),
    );
    expect(await there()).toHaveLength(3);
  });

  test('goes with its file, and both are found again', async () => {
    writeWav(join(music, 'album.wav'), 7);
    writeSheet('album.cue');
    writeWav(join(music, 'other.wav'), 1);
    await library.scan([music]);
    for (const name of ['album.wav', 'album.cue']) {
      renameSync(join(music, name), join(music, '..', name));
    }
    await library.scan([music], { acceptsMissing: true });
    expect(await there()).toEqual(['other']);
    for (const name of ['album.wav', 'album.cue']) {
      renameSync(join(music, '..', name), join(music, name));
    }
    await library.scan([music]);
    expect(await there()).toHaveLength(4);
    expect(await tracks()).toHaveLength(4);
  });

  test('that moves with its file, renamed, leaves its tracks with what a person made of them', async () => {
    writeWav(join(music, 'album.wav'), 7);
    writeSheet('album.cue');
    await library.scan([music]);
    const before = await tracks();
    await library.calls.setRating({ ids: before.map(({ id }) => id), rating: 3 });
    mkdirSync(join(music, 'moved'));
    renameSync(join(music, 'album.wav'), join(music, 'moved', 'renamed.wav'));
    renameSync(join(music, 'album.cue'), join(music, 'moved', 'renamed.cue'));
    expect(await library.scan([music])).toMatchObject({ moved: 1, added: 0, missing: 0 });
    const file = join(music, 'moved', 'renamed.wav');
    expect(await tracks()).toMatchObject(
      before.map(({ id, title }, index) => ({
        ...{ id, title, rating: 3, missingSince: null, path: `${file}/0${index + 1}` },
      })),
    );
  });

  test('is that of a copy, too, whose tracks are others', async () => {
    writeWav(join(music, 'album.wav'), 7);
    writeSheet('album.cue');
    await library.scan([music]);
    const before = await tracks();
    writeWav(join(music, 'copy.wav'), 7);
    writeSheet('copy.cue', { file: 'copy.wav' });
    expect(await library.scan([music])).toMatchObject({ moved: 0, added: 1 });
    const all = await tracks();
    expect(all).toHaveLength(6);
    expect(all).toEqual(expect.arrayContaining(before));
  });

  test.for([
    ['another ending', 'album.wav', 'album.cue', 'album.flac'],
    ['another case', 'album.wav', 'album.cue', 'ALBUM.WAV'],
    ['a path of another computer', 'album.wav', 'album.cue', 'D:\\Rips\\album.wav'],
    ['a name that the file had before', 'renamed.wav', 'renamed.cue', 'album.wav'],
    ['a file that is the only one there', 'renamed.wav', 'sheet.cue', 'album.wav'],
    ['a file by its whole name', 'album.wav', 'album.wav.cue', 'elsewhere.wav'],
  ] as const)('finds its file by %s', async ([, audio, sheet, file]) => {
    writeWav(join(music, audio), 7);
    writeSheet(sheet, { file });
    await library.scan([music]);
    expect(await there()).toEqual(['One', 'Two', 'Three']);
  });

  test('of a file for each track names what has no tags, and parts nothing', async () => {
    writeWav(join(music, '1.wav'), 2);
    writeWav(join(music, '2.wav'), 2);
    const track = (number: number) =>
      `FILE "${number}.wav" WAVE\nTRACK 0${number} AUDIO\nTITLE "Song ${number}"\nINDEX 01 00:00:00\n`;
    writeFileSync(join(music, 'a.cue'), `TITLE "Loose"\nPERFORMER "Band"\n${track(1)}${track(2)}`);
    await library.scan([music]);
    expect(await tracks()).toMatchObject([
      { title: 'Song 1', album: 'Loose', trackNumber: 1, path: join(music, '1.wav'), endMs: null },
      { title: 'Song 2', artist: 'Band', trackNumber: 2, path: join(music, '2.wav') },
    ]);
  });

  test('of several files, with several tracks in each, parts them all', async () => {
    writeWav(join(music, 'a.wav'), 5);
    writeWav(join(music, 'b.wav'), 5);
    const [a, b] = [
      sheetOf({ file: 'a.wav' }),
      sheetOf({ file: 'b.wav', titles: ['Four', 'Five'] }),
    ];
    writeFileSync(join(music, 'both.cue'), a + b.slice(b.indexOf('FILE')));
    await library.scan([music]);
    expect((await there()).toSorted()).toEqual(['Five', 'Four', 'One', 'Three', 'Two']);
  });

  test('and a second one of the same file make one set of tracks', async () => {
    writeWav(join(music, 'album.wav'), 7);
    writeSheet('album.cue');
    writeSheet('copy of album.cue');
    await library.scan([music]);
    expect(await there()).toHaveLength(3);
  });

  test('with tracks beyond the end of its file has those that are there', async () => {
    writeWav(join(music, 'album.wav'), 3);
    writeSheet('album.cue');
    await library.scan([music]);
    expect(await there()).toEqual(['One', 'Two']);
  });

  test('that says nothing leaves the file as it is', async () => {
    writeWav(join(music, 'album.wav'), 3);
    writeFileSync(join(music, 'album.cue'), Buffer.from([0, 1, 2, 255, 254]));
    expect(await library.scan([music])).toMatchObject({ added: 1, failed: 0 });
    expect(await there()).toEqual(['album']);
  });
});

test('plays are of the part, and the audio is that of its file', async () => {
  writeWav(join(music, 'album.wav'), 7);
  writeSheet('album.cue');
  await library.scan([music]);
  const [, second] = await tracks();
  if (second === undefined) throw new Error('There are no parts.');
  await library.calls.recordPlay({ id: second.id, startedAt: '2026-11-24T15:00:00.000Z' });
  expect(await tracks()).toMatchObject([{ playCount: 0 }, { playCount: 1 }, { playCount: 0 }]);
  const api = createTestApi(new LifecycleFeed(), () => library);
  const audio = await api(new Request(`http://localhost/api/tracks/${second.id}/audio`));
  expect(audio.headers.get('content-type')).toBe('audio/wav');
  expect(Buffer.from(await audio.arrayBuffer()).equals(wavOf(7))).toBe(true);
});

describe('A sheet within a file', () => {
  const text = sheetOf();

  test('makes tracks of it, from its tags', async () => {
    writeFileSync(join(music, 'live.flac'), flacWith(vorbisComment(`CUESHEET=${text}`)));
    await library.scan([music]);
    expect(await there()).toEqual(['One', 'Two', 'Three']);
    expect(await library.scan([music])).toMatchObject({ unchanged: 1 });
  });

  test('makes tracks of it, from the block that FLAC has for it', async () => {
    const comment = vorbisComment('ALBUM=Live', 'ARTIST=Band');
    writeFileSync(join(music, 'live.flac'), flacWith(comment, cueBlock([0, 2, 4], 7)));
    await library.scan([music]);
    expect(await tracks()).toMatchObject([
      { title: 'Live 01', artist: 'Band', beginMs: 0, endMs: 2_000 },
      { title: 'Live 02', beginMs: 2_000, endMs: 4_000, trackNumber: 2 },
      { title: 'Live 03', beginMs: 4_000, endMs: null, durationMs: 3_000 },
    ]);
  });

  test('gives way to one beside it', async () => {
    writeFileSync(join(music, 'live.flac'), flacWith(vorbisComment(`CUESHEET=${text}`)));
    writeSheet('live.cue', { file: 'live.flac', titles: ['Eins', 'Zwei'] });
    await library.scan([music]);
    expect(await there()).toEqual(['Eins', 'Zwei']);
    rmSync(join(music, 'live.cue'));
    await library.scan([music]);
    expect(await there()).toEqual(['One', 'Two', 'Three']);
  });
});

const FLAC_SAMPLE_RATE = 44_100;

/** A FLAC of seven seconds, as far as readers of tags look: what it is, and other blocks. */
function flacWith(...blocks: readonly { readonly type: number; readonly content: Buffer }[]) {
  const info = Buffer.alloc(34);
  info.writeUInt16BE(4_096, 0);
  info.writeUInt16BE(4_096, 2);
  // The sample rate in 20 bits, two channels in 3, 16 bits a sample in 5, then the samples in 36.
  const facts = (BigInt(FLAC_SAMPLE_RATE) << 44n) | (1n << 41n) | (15n << 36n);
  info.writeBigUInt64BE(facts | BigInt(7 * FLAC_SAMPLE_RATE), 10);
  const all = [{ type: 0, content: info }, ...blocks];
  const written = all.map(({ type, content }, index) => {
    const header = Buffer.alloc(4);
    header.writeUInt32BE(content.length, 0);
    header.writeUInt8(type | (index === all.length - 1 ? 0x80 : 0), 0);
    return Buffer.concat([header, content]);
  });
  return Buffer.concat([Buffer.from('fLaC'), ...written, Buffer.alloc(8_192, 0xff)]);
}

function vorbisComment(...comments: readonly string[]) {
  const texts = ['a test', null, ...comments].map((text) => {
    const bytes = Buffer.from(text ?? '');
    const length = Buffer.alloc(4);
    length.writeUInt32LE(text === null ? comments.length : bytes.length);
    return Buffer.concat([length, bytes]);
  });
  return { type: 4, content: Buffer.concat(texts) };
}

/** @param begins of its tracks, in seconds, as its end */
function cueBlock(begins: readonly number[], end: number) {
  const tracks = begins.map((seconds, index) => {
    const track = Buffer.alloc(48);
    track.writeBigUInt64BE(BigInt(seconds * FLAC_SAMPLE_RATE), 0);
    track.writeUInt8(index + 1, 8);
    track.writeUInt8(1, 35);
    track.writeUInt8(1, 44);
    return track;
  });
  const leadOut = Buffer.alloc(36);
  leadOut.writeBigUInt64BE(BigInt(end * FLAC_SAMPLE_RATE), 0);
  leadOut.writeUInt8(170, 8);
  const header = Buffer.alloc(396);
  header.writeUInt8(begins.length + 1, 395);
  return { type: 5, content: Buffer.concat([header, ...tracks, leadOut]) };
}
