/** The desktop app's arguments, among those of Chromium and of whoever starts it. */
import { expect, test } from 'vitest';
import { readArguments } from './arguments.ts';

test('names what the command line names', () => {
  expect(
    readArguments(['--library', '/a.db', '--backups=/b', '--migrations', '/m', '--lock-dir', '/l']),
  ).toEqual({ library: '/a.db', backups: '/b', migrations: '/m', lockDir: '/l' });
});

test('takes no notice of what is not its own', () => {
  const others = ['/the/app', '--no-sandbox', '--user-data-dir=/home', '--type=x', '-psn_0_1'];
  expect(readArguments([...others, '--library', '/a.db']).library).toBe('/a.db');
  expect(readArguments(others)).toEqual({});
});

test('an option without its value names nothing', () => {
  expect(readArguments(['--library'])).toEqual({});
  expect(readArguments(['--library='])).toEqual({});
});
