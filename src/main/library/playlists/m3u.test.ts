/** M3U playlists as players write them. */
import { describe, expect, test } from 'vitest';
import { parseM3u } from './m3u.ts';

function parse(text: string | Uint8Array, { isWindows = false } = {}) {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  const path = isWindows ? 'C:\\Lists\\Road Trip.m3u' : '/lists/Road Trip.m3u';
  return parseM3u({ path, bytes, isWindows });
}

/** The path that is tried first for each entry. */
const first = (text: string | Uint8Array, options = {}) =>
  parse(text, options).entries.map(({ paths }) => paths[0]);

describe('A playlist', () => {
  test('has an entry for each line that is no comment', () => {
    const text = '#EXTM3U\r\n#EXTINF:123,Artist - Title\r\nfirst.mp3\r\n\r\n  second.mp3\r\n';
    expect(parse(text).entries.map(({ written }) => written)).toEqual(['first.mp3', 'second.mp3']);
    expect(parse('#EXTM3U\n').entries).toEqual([]);
  });

  test('is named by its title, or else by its file', () => {
    expect(parse('#EXTM3U\n#PLAYLIST: Summer \na.mp3').name).toBe('Summer');
    expect(parse('#PLAYLIST:\na.mp3').name).toBe('Road Trip');
    expect(parse(`#PLAYLIST:${'n'.repeat(201)}\na.mp3`).name).toBe('n'.repeat(200));
    expect(parse('a.mp3', { isWindows: true }).name).toBe('Road Trip');
  });

  test('is read as UTF-8, with its mark or without, as UTF-16, and as Latin-1', () => {
    const name = 'Björk.mp3';
    const expected = [`/lists/${name}`];
    expect(first(name)).toEqual(expected);
    expect(first(`\uFEFF${name}`)).toEqual(expected);
    expect(first(Buffer.from(`\uFEFF${name}`, 'utf16le'))).toEqual(expected);
    expect(first(Buffer.from(`\uFEFF${name}`, 'utf16le').swap16())).toEqual(expected);
    expect(first(Buffer.from(name, 'utf16le'))).toEqual(expected);
    expect(parse(Buffer.from(name, 'latin1')).entries[0]?.paths[0]).toBe(expected[0]);
  });
});

describe('An entry', () => {
  test('is a path from the folder of the playlist, or from the root', () => {
    expect(first('a.mp3\n../music/b.mp3\n/music/c.mp3')).toEqual([
      '/lists/a.mp3',
      '/music/b.mp3',
      '/music/c.mp3',
    ]);
    expect(first('a.mp3\n..\\Music\\b.mp3\nD:\\c.mp3\n\\d.mp3', { isWindows: true })).toEqual([
      'C:\\Lists\\a.mp3',
      'C:\\Music\\b.mp3',
      'D:\\c.mp3',
      'C:\\d.mp3',
    ]);
  });

  test('may be an address of a file', () => {
    expect(first('file:///music/a%20b.mp3')).toEqual(['/music/a b.mp3']);
    expect(first('file:///D:/a%20b.mp3', { isWindows: true })).toEqual(['D:\\a b.mp3']);
    // Of another computer.
    expect(first('file://server/music/a.mp3')).toEqual([undefined]);
  });

  test('may be written by Windows, or as in an address', () => {
    expect(parse('disc 1\\100%25.mp3').entries[0]?.paths).toEqual([
      '/lists/disc 1\\100%25.mp3',
      '/lists/disc 1\\100%.mp3',
      '/lists/disc 1/100%25.mp3',
    ]);
    expect(parse('100%.mp3').entries[0]?.paths).toEqual(['/lists/100%.mp3']);
  });

  test('may begin like a comment or with a space', () => {
    expect(first('#EXTM3U\n#1 Hit.mp3\n#a comment')).toEqual(['/lists/#1 Hit.mp3']);
    expect(parse(' lead.mp3').entries[0]?.paths).toEqual(['/lists/lead.mp3', '/lists/ lead.mp3']);
  });

  test('is read in each encoding that it may have, by itself', () => {
    const bytes = Buffer.concat([
      Buffer.from('夜.mp3\n'),
      Buffer.from('Öfen.mp3\n', 'latin1'),
      // "Привет" in windows-1251.
      Buffer.from([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2]),
    ]);
    const { entries } = parse(bytes);
    expect(entries[0]?.paths).toEqual(['/lists/夜.mp3']);
    expect(entries[1]?.paths[0]).toBe('/lists/Öfen.mp3');
    expect(entries[2]?.paths).toContain('/lists/Привет');
  });

  test('may be in quotes, end in zeros, or be valid UTF-8 by accident', () => {
    expect(parse('"a b.mp3"').entries[0]?.paths).toContain('/lists/a b.mp3');
    expect(first('a.mp3\0\0\nb.mp3')).toEqual(['/lists/a.mp3', '/lists/b.mp3']);
    // 夜 in GBK, and a word of Cyrillic in the encoding of DOS.
    expect(parse(Buffer.from('d2b92e6d7033', 'hex')).entries[0]?.paths).toContain('/lists/夜.mp3');
    const dos = Buffer.from('8fe0a8a2a5e22e6d7033', 'hex');
    expect(parse(dos).entries[0]?.paths).toContain('/lists/Привет.mp3');
  });

  test('has the artist and the title that are shown for it, and no other entry has them', () => {
    const { entries } = parse('#EXTINF:12,Zoë - One - Two\na.mp3\nb.mp3\n#EXTINF:-1,radio\nc.mp3');
    expect(entries.map(({ tags }) => tags)).toEqual([
      { artist: 'Zoë', title: 'One - Two' },
      undefined,
      undefined,
    ]);
  });

  test('is no path where it is an address elsewhere', () => {
    expect(first('https://example.org/stream.mp3')).toEqual([undefined]);
  });
});
