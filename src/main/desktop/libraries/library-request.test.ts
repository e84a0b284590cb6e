/** Which library a start opens, and what is never made by mistake. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeScratchFolder } from '../../lifecycle/testing/scratch-library.ts';
import { defaultLibraryFile } from '../../locations.ts';
import { placesOf, requestAtStart, requestFor } from './library-request.ts';

const NOTHING = { files: [] };

test('a start opens the library that its arguments name, for this once', () => {
  const named = { library: '/named.db', files: [] };
  expect(requestAtStart(named, '/chosen.db', {})).toEqual({
    named,
    mayBeMade: true,
    isChosen: false,
  });
});

test('a start opens the library that FERMATA_LIBRARY names, for this once', () => {
  const request = requestAtStart(NOTHING, '/chosen.db', { FERMATA_LIBRARY: '/named.db' });
  expect(request).toEqual({ named: NOTHING, mayBeMade: true, isChosen: false });
});

test('else the one that was chosen in the app, which has to be there', () => {
  const named = { backups: '/b', files: ['/a.m3u'] };
  expect(requestAtStart(named, '/chosen.db', { FERMATA_LIBRARY: '' })).toEqual({
    named: { library: '/chosen.db', backups: '/b', files: ['/a.m3u'] },
    mayBeMade: false,
    isChosen: true,
  });
});

test('else the one that all hosts share, which is made where there is none', () => {
  expect(requestAtStart(NOTHING, null, {})).toEqual({
    named: NOTHING,
    mayBeMade: true,
    isChosen: false,
  });
  expect(requestFor(NOTHING, defaultLibraryFile({})).mayBeMade).toBe(true);
});

test('a chosen library keeps the migrations and locks of the running app, not its backups', () => {
  const named = { library: '/a.db', backups: '/b', migrations: '/m', lockDir: '/l', files: [] };
  expect(requestFor(named, '/other.db').named).toEqual({
    library: '/other.db',
    backups: undefined,
    migrations: '/m',
    lockDir: '/l',
    files: [],
  });
});

test('a chosen library that is gone is said to be, and not made anew', () => {
  const library = join(makeScratchFolder(), 'library.db');
  const request = requestFor(NOTHING, library);
  expect(() => placesOf(request)).toThrow(
    expect.objectContaining({ code: 'USAGE', libraryState: 'Nothing has been created.' }),
  );
  writeFileSync(library, '');
  expect(placesOf(request).backupsDir).toBe(join(library, '..', 'backups'));
});
