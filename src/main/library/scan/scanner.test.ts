/** The library changes under a scanner: other content takes its place, and tracks are removed while they are read. */
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { makeOldLibrary } from '../../../../fixtures/old-library.ts';
import { AUDIO_FIXTURES, makeScratchFolder } from '../../../../fixtures/test-library.ts';
import { loadMigrationSet } from '../../lifecycle/migrations/migration-set.ts';
import { shippedMigrationsDir } from '../../locations.ts';
import { OpenDatabase } from '../open-database.ts';
import { Scanner } from './scanner.ts';

const SONG = '04 fourth light.opus';
const { latest } = loadMigrationSet(shippedMigrationsDir());

let music = '';
let database: OpenDatabase;
let onChanged: () => void;
let scanner: Scanner;

beforeEach(() => {
  const folder = makeScratchFolder();
  music = join(folder, 'music');
  mkdirSync(music);
  const libraryFile = join(folder, 'library.db');
  makeOldLibrary({ file: libraryFile, tracks: 0 });
  database = new OpenDatabase({ libraryFile }, latest);
  onTestFinished(() => database.close());
  onChanged = () => {};
  scanner = new Scanner(database, { onState: () => {}, onChanged: () => onChanged() });
});

function add(name: string): void {
  copyFileSync(join(AUDIO_FIXTURES, SONG), join(music, name));
}

function change(sql: string): void {
  database.write(() => database.db.exec(sql));
}

function paths(): unknown[] {
  return database.db.prepare('SELECT path FROM tracks').pluck().all();
}

/** As a restore does, which puts the tables of a backup into their place. */
function replaceContent(): void {
  onChanged = () => {};
  change('CREATE TABLE replaced (id INTEGER); DROP TABLE replaced');
  change('DELETE FROM tracks; DELETE FROM scan_roots');
}

const ASKED = { acceptsMissing: false };
const QUIET = { acceptsMissing: false, isQuiet: true };

test('a quiet scan ends where the library gets other content, whose music folders may be others', async () => {
  await scanner.scan({ folders: [music], ...ASKED });
  for (let copy = 0; copy < 100; copy += 1) add(`${copy}.opus`);
  onChanged = replaceContent;
  expect(await scanner.scan({ folders: [music], ...QUIET })).toMatchObject({ state: 'cancelled' });
  expect(paths()).toEqual([]);
});

test('a scan that a person asked for begins anew where the library gets other content', async () => {
  for (let copy = 0; copy < 100; copy += 1) add(`${copy}.opus`);
  onChanged = replaceContent;
  expect(await scanner.scan({ folders: [music], ...ASKED })).toMatchObject({ state: 'done' });
  expect(paths()).toHaveLength(100);
});

test('a track that is removed while its corrected file is read does not come back', async () => {
  add(SONG);
  await scanner.scan({ folders: [music], ...ASKED });
  change(`UPDATE tracks SET text_encoding = 'koi8-r'`);
  const reading = scanner.readCorrected();
  // It has looked which files there are, and no thread has read one yet.
  await setImmediate();
  change('DELETE FROM tracks');
  await reading;
  expect(paths()).toEqual([]);
});

test('a corrected file is read also after a scan was cancelled', async () => {
  add(SONG);
  await scanner.scan({ folders: [music], ...ASKED });
  scanner.cancel();
  change(`UPDATE tracks SET text_encoding = 'koi8-r'`);
  await scanner.readCorrected();
  const read = database.db.prepare('SELECT read_encoding FROM tracks').pluck();
  expect(read.all()).toEqual(['koi8-r']);
});
