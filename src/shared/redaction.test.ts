/** redaction.ts: what is left of paths, of every kind and in every place of a sentence. */
import { describe, expect, test } from 'vitest';
import { type KnownPlace, redactPaths, withoutNames } from './redaction.ts';
import { words } from './words/words.ts';

const UNIX: readonly KnownPlace[] = [
  { path: '/home/ana', name: 'home', isOwn: false },
  { path: '/home/ana/My Data/jazz.db', name: 'library', isOwn: true },
  { path: '/home/ana/My Data', name: 'library folder', isOwn: false },
  { path: '/home/ana/My Data/backups', name: 'backups', isOwn: true },
  { path: '/opt/Fermata', name: 'app', isOwn: true },
  { path: '/mnt/nas/My Music/', name: 'music', isOwn: false },
];

const WINDOWS: readonly KnownPlace[] = [
  { path: 'C:\\Users\\Ana Lima', name: 'home', isOwn: false },
  { path: 'C:\\Users\\Ana Lima\\Data\\library.db', name: 'library', isOwn: true },
  { path: '\\\\nas\\Music', name: 'music', isOwn: false },
];

describe('A known place', () => {
  test.each([
    ['/home/ana/My Data/jazz.db is damaged.', '<library> is damaged.'],
    ['/home/ana/My Data/jazz.db-wal (4 kB)', '<library>-wal (4 kB)'],
    ['The folder /home/ana/My Data cannot be made.', 'The folder <library folder> cannot be made.'],
    ['made /home/ana/My Data/backups/2026-11-24_a.db', 'made <backups>/2026-11-24_a.db'],
    ['none in /home/ana/My Data/backups.', 'none in <backups>.'],
    ['/home/ana/Tax Papers/2025 final.pdf is no audio', '<home>/… is no audio'],
    ['read /mnt/nas/My Music/Miles Davis/So What.flac (44 kHz)', 'read <music>/… (44 kHz)'],
    ['/mnt/nas/My Music: no such folder', '<music>: no such folder'],
    [
      'at close (/opt/Fermata/out/main/desktop.js:12:3)',
      'at close (<app>/out/main/desktop.js:12:3)',
    ],
    ['at file:///opt/Fermata/out/main/a.js:1:2', 'at <app>/out/main/a.js:1:2'],
    ['file:///home/ana/My%20Data/jazz.db is open', '<library> is open'],
  ])('%s', (text, redacted) => {
    expect(redactPaths(text, UNIX)).toBe(redacted);
  });

  test.each([
    ['c:\\users\\ana lima\\data\\LIBRARY.DB is damaged', '<library> is damaged'],
    ['C:/Users/Ana Lima/Music/So What.flac cannot be read', '<home>/… cannot be read'],
    ['\\\\NAS\\music\\Miles Davis\\So What.flac is gone', '<music>/… is gone'],
    ['file:///C:/Users/Ana%20Lima/Data/library.db', '<library>'],
  ])('%s', (text, redacted) => {
    expect(redactPaths(text, WINDOWS)).toBe(redacted);
  });

  test('is not one whose name merely begins alike', () => {
    expect(redactPaths('/home/ana-maria/x.mp3', UNIX)).toBe('<path>');
    expect(redactPaths('/home/anatol and others', UNIX)).toBe('<path> and others');
  });
});

describe('An unknown path', () => {
  test.each([
    ['a word', '/srv/music is gone', '<path> is gone'],
    ['spaces and an ending', 'in /srv/Miles Davis/So What.flac: no tags', 'in <path>: no tags'],
    [
      'words of a name',
      'The folder /srv/Miles Davis cannot be made.',
      'The folder <path> cannot be made.',
    ],
    [
      'small words',
      'The folder /srv/Kind of Blue cannot be made.',
      'The folder <path> cannot be made.',
    ],
    ['a quote with an apostrophe', "open '/srv/Don't Stop/a b'", "open '<path>'"],
    ['double quotes', '{"path":"/srv/a b/c d"}', '{"path":"<path>"}'],
    ['after a colon', 'EACCES:/srv/a.db', 'EACCES:<path>'],
    ['a drive', 'D:\\Music\\Don Cherry\\Mu.mp3 is gone', '<path> is gone'],
    ['a share', '\\\\server\\share\\a b\\c.flac is gone', '<path> is gone'],
    ['the home sign', 'see ~/Music/a.flac there', 'see <path> there'],
    ['an address', 'at file:///srv/Miles%20Davis/a.js:1:2', 'at <path>'],
    ['an address of a share', 'at file://server/share/a.flac', 'at <path>'],
    ['a broken address', 'at file:///srv/%E0%A4%A/a.flac', 'at <path>'],
    ['two lines', '/srv/a b\n/srv/c d', '<path> b\n<path> d'],
  ])('with %s', (_what, text, redacted) => {
    expect(redactPaths(text)).toBe(redacted);
  });

  test('takes rather too much with it than too little', () => {
    expect(redactPaths('copied /srv/Kind of Blue/a.flac to /mnt/Kind of Blue/a.flac again')).toBe(
      'copied <path> again',
    );
  });
});

test.each([
  'and/or 3/4 of 12 tracks, 10 kB/s',
  'fermata://app/index.html and https://example.org/a/b',
  'at 15:20: done, 1:2',
  'an option --library FILE',
])('leaves what is no path: %s', (text) => {
  expect(redactPaths(text, UNIX)).toBe(text);
});

test('does not take the root for a place', () => {
  expect(redactPaths('a / b', [{ path: '/', name: 'home', isOwn: false }])).toBe('a / b');
});

test('a quoted path that has a line break goes to its closing quote', () => {
  expect(redactPaths("ENOENT: no such file, open '/srv/a\nSecret Song.mp3' (x)")).toBe(
    "ENOENT: no such file, open '<path>' (x)",
  );
});

test('a file that an error names without its path is not named', () => {
  const message = words('libraryErrors.notAPlaylist', { file: 'My Divorce.m3u' });
  expect(withoutNames('My Divorce.m3u is no playlist.', { message })).toBe(
    '<file> is no playlist.',
  );
  expect(withoutNames('It is no playlist.', {})).toBe('It is no playlist.');
  const unseen = words('libraryErrors.notAPlaylist', { file: '\u200e\u200e\u200e' });
  expect(withoutNames(' is no playlist.', { message: unseen })).toBe(' is no playlist.');
  const whole = words('errors.cannotRead', { file: '/srv/song.mp3', reason: 'x' });
  expect(withoutNames('/srv/song.mp3 is.', { message: whole })).toBe('/srv/song.mp3 is.');
});
