/** locations.ts: where things lie when nobody says so. */
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { makeScratchFolder } from './lifecycle/testing/scratch-library.ts';
import {
  defaultBackupsDir,
  defaultLibraryFile,
  makeDefaultFolder,
  shippedMigrationsDir,
} from './locations.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

test('the library is the one that is named', () => {
  expect(defaultLibraryFile({ FERMATA_LIBRARY: '/music/mine.db' })).toBe('/music/mine.db');
  vi.stubEnv('FERMATA_LIBRARY', '/music/other.db');
  expect(defaultLibraryFile()).toBe('/music/other.db');
});

test("otherwise it is one of the user's own, and an empty name is none", () => {
  const file = defaultLibraryFile({});
  expect(file.endsWith(join('Fermata', 'library.db'))).toBe(true);
  expect(defaultLibraryFile({ FERMATA_LIBRARY: '' })).toBe(file);
});

test.runIf(process.platform === 'linux')('it follows the XDG folders on Linux', () => {
  vi.stubEnv('XDG_DATA_HOME', '');
  expect(defaultLibraryFile({})).toBe(join(homedir(), '.local/share/Fermata/library.db'));
  vi.stubEnv('XDG_DATA_HOME', '/data');
  expect(defaultLibraryFile({})).toBe('/data/Fermata/library.db');
});

test.runIf(process.platform === 'linux')('only the folder that nobody named is made', () => {
  const folder = makeScratchFolder();
  vi.stubEnv('XDG_DATA_HOME', join(folder, 'data'));
  makeDefaultFolder(join(folder, 'named', 'library.db'));
  expect(readdirSync(folder)).toEqual([]);
  makeDefaultFolder(defaultLibraryFile({}));
  makeDefaultFolder(defaultLibraryFile({}));
  expect(existsSync(join(folder, 'data', 'Fermata'))).toBe(true);
});

test.runIf(process.platform === 'linux')('a folder that cannot be made is an error', () => {
  const file = join(makeScratchFolder(), 'data');
  writeFileSync(file, '');
  vi.stubEnv('XDG_DATA_HOME', file);
  expect(() => makeDefaultFolder(defaultLibraryFile({}))).toThrow(
    expect.objectContaining({
      code: 'USAGE',
      message: `A part of the path ${join(file, 'Fermata')} is a file, where a folder is needed.`,
    }),
  );
});

test('backups lie beside the library', () => {
  expect(defaultBackupsDir('/music/library.db')).toBe('/music/backups');
});

test('the migrations that ship with the app are there', () => {
  expect(readdirSync(shippedMigrationsDir())).toContain('0001_initial_tables.sql');
});
