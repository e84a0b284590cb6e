/** Texts that are said to be Latin-1, in whatever encoding their program wrote. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeScratchFolder } from '../../../../fixtures/test-library.ts';
import { readTags } from './read-tags.ts';
import { id3Frame, id3Tag, song, writeMp3 } from './testing/tagged-files.ts';

const RUSSIAN = { encoding: null, languages: ['ru_RU.UTF-8'] } as const;
const JAPANESE = { encoding: null, languages: ['ja_JP.UTF-8'] } as const;

/** A frame that claims to be in Latin-1. */
const latin1 = (id: string, hex: string) => id3Frame(id, Buffer.from(`00${hex}`, 'hex'));
const utf16 = (id: string, text: string) =>
  id3Frame(id, Buffer.concat([Buffer.from('01fffe', 'hex'), Buffer.from(text, 'utf16le')]));

/** "Группа крови" and "Кино" in windows-1251, "夜の街" in Shift_JIS. */
const SONG = 'c3f0f3efefe020eaf0eee2e8';
const BAND = 'cae8edee';
const NIGHT = '96e982cc8a58';

test('texts of ID3v2 are read in the encoding that all of them together are likely to be in', () => {
  const tag = id3Tag(3, latin1('TIT2', SONG), latin1('TPE1', BAND), latin1('TCOM', BAND));
  expect(readTags(writeMp3(song(), tag), RUSSIAN)).toMatchObject({
    tags: { title: 'Группа крови', artists: ['Кино'], details: { composers: ['Кино'] } },
  });
  const night = writeMp3(song(), id3Tag(3, latin1('TIT2', NIGHT)));
  expect(readTags(night, JAPANESE)).toMatchObject({ tags: { title: '夜の街' } });
});

test('texts of ID3v1 are read so, too, without half of a character at their end', () => {
  const field = (hex: string, size: number) =>
    Buffer.concat([Buffer.from(hex, 'hex'), Buffer.alloc(size)]).subarray(0, size);
  const file = join(makeScratchFolder(), 'song.mp3');
  const tag = Buffer.concat([
    Buffer.from('TAG'),
    field(NIGHT.repeat(5).slice(0, 58), 30),
    field('8343835e838a834183938365', 30),
    Buffer.alloc(65, 0),
  ]);
  writeFileSync(file, Buffer.concat([song(), tag]));
  expect(readTags(file, JAPANESE)).toMatchObject({
    tags: { title: '夜の街夜の街夜の街夜の街夜の', artists: ['イタリアンテ'] },
  });
});

test('what a person says goes before a guess, and before nothing that is known', () => {
  const tag = id3Tag(
    3,
    latin1('TIT2', NIGHT),
    utf16('TPE1', 'Björk'),
    latin1('TALB', Buffer.from('Žlutý').toString('hex')),
  );
  const file = writeMp3(song(), tag);
  expect(readTags(file, { encoding: 'windows-1251', languages: ['ja'] })).toMatchObject({
    tags: {
      title: '–й‚МЉX',
      artists: ['Björk'],
      album: 'Žlutý',
      readEncoding: 'windows-1251',
    },
  });
  expect(readTags(file, JAPANESE)).toMatchObject({
    tags: { title: '夜の街', artists: ['Björk'], album: 'Žlutý', readEncoding: null },
  });
});

test('UTF-8 that was cut off is UTF-8', () => {
  const cut = Buffer.from('Žluťoučký kůň').subarray(0, 17);
  const file = writeMp3(song(), id3Tag(3, latin1('TIT2', cut.toString('hex'))));
  expect(readTags(file)).toMatchObject({ tags: { title: 'Žluťoučký ků' } });
});
