/** What tags say beside names and numbers, as the formats have it. */
import { expect, test } from 'vitest';
import { readTags } from './read-tags.ts';
import { id3Frame, id3Tag, song, writeFlac, writeMp3 } from './testing/tagged-files.ts';

const text = (id: string, value: string) => id3Frame(id, Buffer.from(`\x03${value}`));
const own = (name: string, value: string) => text('TXXX', `${name}\0${value}`);
const mp3 = (...frames: Buffer[]) => readTags(writeMp3(song(), id3Tag(4, ...frames)));
const flac = (...comments: (readonly [string, string])[]) => readTags(writeFlac(...comments));

test('an MP3 says its composers, ids, tempo, lyrics and what to sort by', () => {
  const lyrics = id3Frame('USLT', Buffer.from('\x03eng\0Line one\r\nLine two\n\nThree'));
  const recording = id3Frame('UFID', Buffer.from('http://musicbrainz.org\0rec-1'));
  expect(
    mp3(
      ...[text('TCOM', 'One\0Two'), text('TPE3', 'A Conductor'), text('TBPM', '128')],
      ...[text('TSRC', 'USRC17607839'), text('TDOR', '1969-09-26'), lyrics, recording],
      ...[text('TSOT', 'Title, A'), text('TSOP', 'Artist, An'), text('TSOA', 'Album, The')],
      ...[text('TSO2', 'Band, The'), text('TSOC', 'Composer, A')],
      ...[own('MusicBrainz Artist Id', 'a-1\0a-2'), own('MusicBrainz Release Group Id', 'g-1')],
      own('MusicBrainz Release Track Id', 't-1'),
    ),
  ).toMatchObject({
    tags: {
      details: {
        composers: ['One', 'Two'],
        conductors: ['A Conductor'],
        bpm: 128,
        isrc: 'USRC17607839',
        originalDate: '1969-09-26',
        recordingId: 'rec-1',
        releaseTrackId: 't-1',
        releaseGroupId: 'g-1',
        artistIds: ['a-1', 'a-2'],
        titleSort: 'Title, A',
        artistSort: 'Artist, An',
        albumSort: 'Album, The',
        albumArtistSort: 'Band, The',
        composerSort: 'Composer, A',
        lyrics: 'Line one\nLine two\n\nThree',
      },
    },
  });
});

test('a FLAC says the same, with its work and movement', () => {
  expect(
    flac(
      ...([
        ['COMPOSER', 'One'],
        ['COMPOSER', 'Two; and a half'],
        ['WORK', 'A Symphony'],
        ['MOVEMENTNAME', 'Allegro'],
        ['MOVEMENT', '2'],
        ['MOVEMENTTOTAL', '4'],
        ['GROUPING', 'Set'],
        ['BPM', '0'],
        ['ORIGINALYEAR', '1969'],
        ['UNSYNCEDLYRICS', 'La\nli'],
        ['MUSICBRAINZ_TRACKID', 'rec-1'],
      ] as const),
    ),
  ).toMatchObject({
    tags: {
      details: {
        composers: ['One', 'Two; and a half'],
        ...{ work: 'A Symphony', movement: 'Allegro', movementNumber: 2, movementTotal: 4 },
        ...{ grouping: 'Set', bpm: null, originalDate: '1969', lyrics: 'La\nli' },
        recordingId: 'rec-1',
      },
    },
  });
});

test('the content group of ID3 is a grouping, and the work where iTunes has written both', () => {
  const group = text('TIT1', 'A Set');
  expect(mp3(group)).toMatchObject({ tags: { details: { grouping: 'A Set', work: null } } });
  expect(mp3(group, own('WORK', 'A Work'))).toMatchObject({
    tags: { details: { grouping: 'A Set', work: 'A Work' } },
  });
  expect(mp3(group, text('GRP1', 'A Group'))).toMatchObject({
    tags: { details: { grouping: 'A Group', work: 'A Set' } },
  });
  expect(mp3(group, text('MVNM', 'Allegro'), text('MVIN', '2/4'))).toMatchObject({
    tags: {
      details: {
        grouping: null,
        work: 'A Set',
        movement: 'Allegro',
        movementNumber: 2,
        movementTotal: 4,
      },
    },
  });
});

test('album artists are shown as they are credited, and browsed as they are listed', () => {
  expect(
    flac(['ALBUMARTIST', 'Alpha & Beta'], ['ALBUMARTISTS', 'Alpha'], ['ALBUMARTISTS', 'Beta']),
  ).toMatchObject({
    tags: { albumArtistCredit: 'Alpha & Beta', albumArtists: ['Alpha', 'Beta'] },
  });
  expect(mp3(text('TPE2', 'Alpha\0Beta'))).toMatchObject({
    tags: { albumArtistCredit: 'Alpha, Beta', albumArtists: ['Alpha', 'Beta'] },
  });
});

test('lyrics of any length are bounded, and show no control characters', () => {
  const long = flac(['LYRICS', `a\x1b[31mb\u2028c${'x'.repeat(200_000)}`]);
  const { tags } = long as { tags: { details: { lyrics: string } } };
  expect(tags.details.lyrics).toHaveLength(100_000);
  expect(tags.details.lyrics.slice(0, 10)).toBe('a [31mb\ncx');
  expect(flac(['LYRICS', ' \n\u200b\n'])).toMatchObject({ tags: { details: { lyrics: null } } });
});
