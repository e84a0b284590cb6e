/** The desktop app's arguments, among those of Chromium and of whoever starts it. */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { DesktopArgumentsSchema, readArguments } from './arguments.ts';

const NOTHING = { files: [] };

test('names what the command line names', () => {
  const options = ['--library', '/a.db', '--backups=/b', '--migrations', '/m', '--lock-dir', '/l'];
  expect(readArguments([...options, '--lock-timeout', '0.5'], '/home')).toEqual({
    library: resolve('/a.db'),
    backups: resolve('/b'),
    migrations: resolve('/m'),
    lockDir: resolve('/l'),
    lockTimeout: 0.5,
    files: [],
  });
});

test('takes no notice of what is not its own', () => {
  const others = ['--no-sandbox', '--user-data-dir=/home', '--type=x', '-psn_0_1'];
  expect(readArguments([...others, '--library', '/a.db'], '/').library).toBe(resolve('/a.db'));
  expect(readArguments(others, '/')).toEqual(NOTHING);
});

test('an option without its value names nothing', () => {
  expect(readArguments(['--library'], '/')).toEqual(NOTHING);
  expect(readArguments(['--library='], '/')).toEqual(NOTHING);
  expect(readArguments(['--lock-timeout', 'soon'], '/')).toEqual(NOTHING);
});

test('paths mean what they meant where the app was started', () => {
  const named = readArguments(['--library', 'a.db', 'evening.m3u', '/b.m3u8'], '/music');
  expect(named.library).toBe(resolve('/music/a.db'));
  expect(named.files).toEqual([resolve('/music/evening.m3u'), resolve('/b.m3u8')]);
});

test('files are named by path or by address, as file managers do', () => {
  const file = resolve('/music/für elise.m3u');
  expect(readArguments([pathToFileURL(file).href, '', 'file://%zz'], '/').files).toEqual([
    file,
    resolve('/file://%zz'),
  ]);
});

test('can be handed over as they are', () => {
  const named = readArguments(['--library', 'a.db', '--lock-timeout', '3', 'b.m3u'], '/music');
  const received: unknown = JSON.parse(JSON.stringify(named));
  expect(DesktopArgumentsSchema.parse(received)).toEqual(named);
});
