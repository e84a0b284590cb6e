/** Cue sheets as programs write them, and as people edit them. */
import { describe, expect, test } from 'vitest';
import { parseCueBytes } from './cue-file.ts';
import { parseCueSheet } from './cue-sheet.ts';

const SHEET = `REM GENRE "Alternative Rock"
REM DATE 1997
REM DISCNUMBER 2
REM REPLAYGAIN_ALBUM_GAIN -7.25 dB
CATALOG 0724385522925
PERFORMER "The Band"
TITLE "The Album"
FILE "The Band - The Album.wav" WAVE
  TRACK 01 AUDIO
    TITLE "First"
    PERFORMER "The Band"
    ISRC GBAYE9700101
    INDEX 01 00:00:00
  TRACK 02 AUDIO
    TITLE "She said "Second""
    PERFORMER "A Guest"
    SONGWRITER "A Writer"
    REM REPLAYGAIN_TRACK_GAIN -6.5 dB
    INDEX 00 04:42:52
    INDEX 01 04:44:37
  TRACK 03 AUDIO
    INDEX 01 100:00:01
`;

test('a sheet says what its album is, and where each track begins, in 75ths of a second', () => {
  expect(parseCueSheet(SHEET)).toEqual({
    title: 'The Album',
    performer: 'The Band',
    genre: 'Alternative Rock',
    date: '1997',
    disc: 2,
    gainDb: -7.25,
    files: [
      {
        name: 'The Band - The Album.wav',
        tracks: [
          {
            ...{ number: 1, title: 'First', performer: 'The Band', composer: null },
            ...{ isrc: 'GBAYE9700101', beginMs: 0, gainDb: null },
          },
          {
            ...{ number: 2, title: 'She said "Second"', performer: 'A Guest' },
            ...{ composer: 'A Writer', isrc: null },
            beginMs: 284_493,
            gainDb: -6.5,
          },
          {
            ...{ number: 3, title: null, performer: null, composer: null },
            ...{ isrc: null, beginMs: 6_000_013, gainDb: null },
          },
        ],
      },
    ],
  });
});

describe('A sheet is read', () => {
  const titlesOf = (text: string) =>
    parseCueSheet(text).files.map(({ name, tracks }) => [name, ...tracks.map((one) => one.title)]);

  test('with line ends of every system, a byte order mark, tabs and commands in any case', () => {
    const odd = '\uFEFFfile album.flac WAVE\r\ttrack 1 audio\r\t\ttitle Odd One\r\tindex 1 0:0:0';
    expect(titlesOf(odd)).toEqual([['album.flac', 'Odd One']]);
  });

  test('past lines that mean nothing, tracks of data, and indexes that are none', () => {
    const text = `FILE "a.bin" BINARY
      TRACK 01 MODE1/2352
        INDEX 01 00:00:00
      TRACK 02 AUDIO
        TITLE "Sound"
        FLAGS DCP
        nonsense
        INDEX 00 01:00:00
        INDEX 01 01:02:00
      TRACK 03 AUDIO
        TITLE "Nowhere"
        INDEX 01 xx:00:00`;
    expect(titlesOf(text)).toEqual([['a.bin', 'Sound']]);
  });

  test('with the file of a track that its first index is in, where its gap is in the one before', () => {
    const text = `FILE "1.wav" WAVE
      TRACK 01 AUDIO
        TITLE "One"
        INDEX 01 00:00:00
      TRACK 02 AUDIO
        TITLE "Two"
        INDEX 00 03:00:00
    FILE "2.wav" WAVE
        INDEX 01 00:00:00`;
    expect(titlesOf(text)).toEqual([
      ['1.wav', 'One'],
      ['2.wav', 'Two'],
    ]);
  });

  test('in the order of time, with numbers of its own where a number comes twice', () => {
    const text = `FILE "a.wav" WAVE
      TRACK 07 AUDIO
        TITLE "Later"
        INDEX 01 02:00:00
      TRACK 07 AUDIO
        TITLE "Sooner"
        INDEX 01 01:00:00`;
    const [file] = parseCueSheet(text).files;
    expect(file?.tracks.map(({ number, title }) => [number, title])).toEqual([
      [1, 'Sooner'],
      [2, 'Later'],
    ]);
  });
});

describe('The encoding of a sheet', () => {
  const text = (name: string, title: string) =>
    `TITLE "${title}"\nFILE "${name}" WAVE\nTRACK 01 AUDIO\nINDEX 01 00:00:00\n`;
  const titleOf = (bytes: Uint8Array, ...beside: string[]) =>
    parseCueBytes(bytes, beside, ['de_DE.UTF-8']).title;

  test('is Unicode where that is what it is', () => {
    const sheet = text('a.wav', 'Дом, 家');
    expect(titleOf(Buffer.from(sheet))).toBe('Дом, 家');
    expect(titleOf(Buffer.from(`\uFEFF${sheet}`, 'utf16le'))).toBe('Дом, 家');
    expect(titleOf(Buffer.from(sheet, 'utf16le'))).toBe('Дом, 家');
  });

  test('is that of Western Windows where nothing else is known', () => {
    expect(titleOf(Buffer.from(text('a.wav', 'Café'), 'latin1'), 'a.flac')).toBe('Café');
  });

  test('is the likeliest one of its letters where its file is named in plain ones', () => {
    // "Группа крови", "Звезда по имени Солнце" in windows-1251.
    const titles = ['c3f0f3efefe020eaf0eee2e8', 'c7e2e5e7e4e020efee20e8ece5ede820d1eeebedf6e5'];
    const [first = '', second = ''] = titles.map((hex) =>
      Buffer.from(hex, 'hex').toString('latin1'),
    );
    const sheet = `${text('a.wav', first)}TITLE "${second}"`;
    expect(titleOf(Buffer.from(sheet, 'latin1'), 'a.wav')).toBe('Группа крови');
  });

  test('is the one in which it names the file beside it', () => {
    // "Кино" in windows-1251.
    const kino = Buffer.from([0xca, 0xe8, 0xed, 0xee]).toString('latin1');
    const bytes = Buffer.from(text(`${kino}.wav`, kino), 'latin1');
    expect(titleOf(bytes, 'Кино.wav')).toBe('Кино');
  });
});
