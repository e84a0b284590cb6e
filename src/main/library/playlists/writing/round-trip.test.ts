/** What is written reads back as the same playlist: names, order, paths and tags, whatever is in them. */
import { posix, win32 } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PLAYLIST_FORMATS, type PlaylistFormat } from '../../../../shared/api/playlist-files.ts';
import { parseM3u } from '../m3u.ts';
import { parsePls } from '../pls.ts';
import { parseXspf } from '../xspf.ts';
import { playlistText } from './playlist-text.ts';
import { onOneLine, type WrittenEntry, type WrittenPlaylist } from './written-playlist.ts';

const READERS = { m3u8: parseM3u, pls: parsePls, xspf: parseXspf };

const SYSTEMS = [
  { isWindows: false, root: '/', folder: '/music/lists' },
  { isWindows: true, root: 'C:\\', folder: 'C:\\Music\\Lists' },
] as const;
type System = (typeof SYSTEMS)[number];

function readBack(
  format: PlaylistFormat,
  playlist: WrittenPlaylist,
  { isWindows, folder }: System,
  isRelative: boolean,
) {
  const relativeTo = isRelative ? folder : null;
  const text = playlistText(format, playlist, { relativeTo, isWindows });
  const path = (isWindows ? win32 : posix).join(folder, `Mix.${format}`);
  return READERS[format]({ path, bytes: Buffer.from(text), isWindows });
}

const entry = (path: string, rest: Partial<WrittenEntry> = {}): WrittenEntry => ({
  path,
  title: null,
  artist: null,
  album: null,
  trackNumber: null,
  durationMs: null,
  beginMs: null,
  endMs: null,
  ...rest,
});

/** Names that playlists have broken on, and any others; none that its system cannot have. */
function fileNames({ isWindows }: System) {
  const odd = [
    '#1 Hit.mp3',
    ' lead',
    '100%25.mp3',
    'a#b?c.mp3',
    '%41.mp3',
    "it's <&>.mp3",
    '~.mp3',
  ];
  const onPosixOnly = [
    'AC\\DC.mp3',
    'file:x.mp3',
    'a:b.mp3',
    'tail ',
    'two\nlines',
    'tab\t',
    'http:',
  ];
  const any = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 });
  const unfit = isWindows ? /[<>:"/\\|?*\p{Cc}]|[. ]$|^\.+$/u : /[/\0]|^\.+$/u;
  return fc.oneof(
    fc.constantFrom(
      ...(isWindows ? odd.filter((name) => !/[?<>]/.test(name)) : odd.concat(onPosixOnly)),
    ),
    any.filter((name) => !unfit.test(name)),
  );
}

describe.each(PLAYLIST_FORMATS)('%s', (format) => {
  test.each(SYSTEMS)('finds each path again, on Windows: $isWindows', (system) => {
    const { join } = system.isWindows ? win32 : posix;
    const folders = fc.constantFrom(system.root, system.folder, join(system.folder, '..'));
    const paths = fc
      .tuple(folders, fc.array(fileNames(system), { minLength: 1, maxLength: 3 }))
      .map(([folder, names]) => join(folder, ...names));
    fc.assert(
      fc.property(fc.array(paths, { maxLength: 4 }), fc.boolean(), (written, isRelative) => {
        const playlist = { name: 'Mix', entries: written.map((path) => entry(path)) };
        const { entries } = readBack(format, playlist, system, isRelative);
        expect(entries.map(({ paths: [first] }) => first)).toEqual(written);
      }),
    );
  });

  test('has its name, and the artist and title of each track', () => {
    const texts = fc.string({ unit: 'binary', maxLength: 12 });
    fc.assert(
      fc.property(texts, texts, texts, (name, artist, title) => {
        const playlist = { name, entries: [entry('/a.mp3', { artist, title })] };
        const read = readBack(format, playlist, SYSTEMS[0], false);
        expect(read.name).toBe(onOneLine(name) || 'Mix');
        const shown = [onOneLine(artist), onOneLine(title)];
        if (shown.includes('') || shown.join().includes(' - ') || shown.join().includes(' – '))
          return;
        expect(read.entries[0]?.tags).toEqual({ artist: shown[0], title: shown[1] });
      }),
    );
  });

  test('keeps the order, and tracks that stand in it twice', () => {
    const paths = ['/b.mp3', '/a.mp3', '/b.mp3'];
    const playlist = { name: 'Mix', entries: paths.map((path) => entry(path)) };
    const { entries } = readBack(format, playlist, SYSTEMS[0], false);
    expect(entries.map(({ paths: [first] }) => first)).toEqual(paths);
  });
});
