/** What `fermata` understands, and that whatever else is a usage error that names the argument. */
import { expect, test } from 'vitest';
import { asksForJson, parseCommandLine } from './command-line.ts';

const NO_OPTIONS = { json: false };

test.each([
  [['prepare'], { command: 'prepare', options: NO_OPTIONS }],
  [['status', '--json'], { command: 'status', options: { json: true } }],
  [['--json', 'doctor'], { command: 'doctor', options: { json: true }, makesPrivate: false }],
  [
    ['prepare', '--library', 'a.db', '--backups', 'b', '--migrations', 'm', '--lock-dir', 'l'],
    {
      command: 'prepare',
      options: { ...NO_OPTIONS, library: 'a.db', backups: 'b', migrations: 'm', lockDir: 'l' },
    },
  ],
  [
    ['prepare', '--lock-timeout', '0.5'],
    { command: 'prepare', options: { ...NO_OPTIONS, lockTimeout: 0.5 } },
  ],
  [
    ['scan', 'a', 'b c'],
    {
      command: 'scan',
      options: NO_OPTIONS,
      folders: ['a', 'b c'],
      acceptsMissing: false,
      readsAll: false,
    },
  ],
  [
    ['scan', '--full', '--mark-missing'],
    { command: 'scan', options: NO_OPTIONS, folders: [], acceptsMissing: true, readsAll: true },
  ],
  [['watch'], { command: 'watch', options: NO_OPTIONS, isOn: null }],
  [['watch', 'off'], { command: 'watch', options: NO_OPTIONS, isOn: false }],
  [
    ['search', 'two', 'words'],
    { command: 'search', options: NO_OPTIONS, text: 'two words', limit: 100 },
  ],
  [
    ['search', '--', '--json'],
    { command: 'search', options: NO_OPTIONS, text: '--json', limit: 100 },
  ],
  [
    ['search', '--limit', '7', 'a'],
    { command: 'search', options: NO_OPTIONS, text: 'a', limit: 7 },
  ],
  [['backup'], { command: 'backup', options: NO_OPTIONS, note: null }],
  [
    ['backup', '--note', ' before it '],
    { command: 'backup', options: NO_OPTIONS, note: 'before it' },
  ],
  [['backups'], { command: 'backups', options: NO_OPTIONS, decided: {} }],
  [
    ['backups', '--every', '12', '--second-folder', '/mnt/nas/', '--limit', '2.5'],
    {
      command: 'backups',
      options: NO_OPTIONS,
      decided: { everyHours: 12, secondDir: '/mnt/nas', maxTotalBytes: 2_500_000_000 },
    },
  ],
  [
    ['backups', '--second-folder', 'none', '--limit', 'none'],
    {
      command: 'backups',
      options: NO_OPTIONS,
      decided: { secondDir: null, maxTotalBytes: null },
    },
  ],
  [['verify'], { command: 'verify', options: NO_OPTIONS, backup: undefined }],
  [['verify', 'x'], { command: 'verify', options: NO_OPTIONS, backup: 'x' }],
  [
    ['restore', 'x'],
    {
      command: 'restore',
      options: NO_OPTIONS,
      backup: 'x',
      preview: false,
      yes: false,
      salvage: false,
    },
  ],
  [
    ['restore', 'x', '--salvage', '-y'],
    {
      command: 'restore',
      options: NO_OPTIONS,
      backup: 'x',
      preview: false,
      yes: true,
      salvage: true,
    },
  ],
  [
    ['salvage', '/a.db', 'x'],
    { command: 'salvage', options: NO_OPTIONS, damaged: '/a.db', backup: 'x' },
  ],
  [['move', '/new'], { command: 'move', options: NO_OPTIONS, destination: '/new' }],
  [
    ['serve'],
    { command: 'serve', options: NO_OPTIONS, host: '127.0.0.1', port: 0, publicUrl: null },
  ],
  [
    ['serve', '--host', '::1', '--port', '8080'],
    { command: 'serve', options: NO_OPTIONS, host: '::1', port: 8080, publicUrl: null },
  ],
])('understands %j', (args, expected) => {
  expect(parseCommandLine(args)).toEqual(expected);
});

test.each([
  [['frobnicate'], "'frobnicate'"],
  [['prepar'], 'Did you mean prepare?'],
  [['prepare', '--frobnicate'], "'--frobnicate'"],
  [['prepare', '--libary', 'a.db'], 'Did you mean --library?'],
  [['prepare', 'surplus'], 'surplus'],
  [['prepare', '--library'], '--library'],
  [['prepare', '--library', ''], '--library'],
  [['prepare', '--library', '--json'], '--library'],
  [['prepare', '--lock-timeout', '-1'], '--lock-timeout'],
  [['prepare', '--lock-timeout', 'abc'], '--lock-timeout'],
  [['prepare', '--lock-timeout', ''], '--lock-timeout'],
  [['prepare', '--lock-timeout', '1e3'], '--lock-timeout'],
  [['prepare', '--lock-timeout', 'Infinity'], '--lock-timeout'],
  [['prepare', '--lock-timeout', '86401'], '--lock-timeout'],
  [['prepare', '--json=yes'], '--json'],
  [['prepare', '--port', '80'], '--port'],
  [['watch', 'maybe'], 'maybe'],
  [['scan', ''], 'folder'],
  [['search'], 'text'],
  [['search', ' '], 'text'],
  [['search', 'a', '--limit', '0'], '--limit'],
  [['search', 'a', '--limit', '501'], '--limit'],
  [['search', 'a', '--limit', 'x'], '--limit'],
  [['prepare', '--limit', '5'], '--limit'],
  [['backup', '--note', 'x'.repeat(501)], '--note'],
  [['backups', '--every', '0'], '--every'],
  [['backups', '--every', '721'], '--every'],
  [['backups', '--second-folder', ''], '--second-folder'],
  [['backups', '--limit', '0'], '--limit'],
  [['backups', '--limit', '-1'], '--limit'],
  [['backups', '--limit', 'much'], '--limit'],
  [['verify', ''], 'backup'],
  [['restore'], 'backup'],
  [['salvage', 'x'], 'backup'],
  [['serve', '--host', 'example.org'], '--host'],
  [['serve', '--host', ''], '--host'],
  [['serve', '--port', '99999'], '--port'],
  [['serve', '--port', '-1'], '--port'],
  [['serve', '--port', '80.5'], '--port'],
  [['serve', '--port', ''], '--port'],
])('refuses %j as a usage error that names %j', (args, named) => {
  expect(() => parseCommandLine(args)).toThrowError(
    expect.objectContaining({ code: 'USAGE', message: expect.stringContaining(named) }),
  );
});

test.each([
  [['--help'], 'Commands:'],
  [['help', 'scan'], 'Usage: fermata scan'],
  [['search', '--help'], 'Usage: fermata search'],
  [['--version'], /^\d+\.\d+\.\d+$/],
])('shows text for %j', (args, text) => {
  expect(parseCommandLine(args)).toEqual({
    command: 'show',
    text: expect.stringMatching(text),
  });
});

test('knows --json among arguments that cannot be parsed, but not as a word to search for', () => {
  expect(asksForJson(['frobnicate', '--json', '--what'])).toBe(true);
  expect(asksForJson(['search', '--', '--json'])).toBe(false);
});
