/** How the open library's database is closed: what nobody who only uses it gets to see. */
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  existsSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { makeOldLibrary } from '../../../fixtures/old-library.ts';
import { SeededRandom } from '../../../fixtures/random.ts';
import { makeScratchFolder } from '../../../fixtures/test-library.ts';
import { loadMigrationSet } from '../lifecycle/migrations/migration-set.ts';
import { prepareLibrary } from '../lifecycle/prepare.ts';
import { digestOf, withDatabase } from '../lifecycle/testing/scratch-library.ts';
import { shippedMigrationsDir } from '../locations.ts';
import { OpenDatabase } from './open-database.ts';

const { latest } = loadMigrationSet(shippedMigrationsDir());

const COUNT = 'SELECT count(*) FROM tracks';

let file = '';

beforeEach(() => {
  file = join(makeScratchFolder(), 'library.db');
  makeOldLibrary({ file, tracks: 500 });
});

test('closing empties the log although another process has the library open', () => {
  const other = new Database(file);
  onTestFinished(() => void other.close());
  other.prepare(COUNT).get();
  const database = new OpenDatabase({ libraryFile: file }, latest);
  database.write(() => database.db.prepare('UPDATE tracks SET play_count = play_count + 1').run());
  expect(statSync(`${file}-wal`).size).toBeGreaterThan(0);
  database.close();
  expect(statSync(`${file}-wal`).size).toBe(0);
});

test('closing measures the tables that were used', () => {
  const measured = (db: Database.Database) =>
    db.prepare(`SELECT stat FROM sqlite_stat1 WHERE tbl = 'plays'`).pluck().all();
  const other = new Database(file);
  onTestFinished(() => void other.close());
  other.exec('ANALYZE; DELETE FROM sqlite_stat1');
  const database = new OpenDatabase({ libraryFile: file }, latest);
  // SQLite measures what a query would have liked to know of.
  database.db.prepare('SELECT * FROM plays WHERE track_id = 1 AND played_at > 1').all();
  database.close();
  expect(measured(other)).not.toEqual([]);
});

test('a reader of a library that is not in WAL mode does not keep it from being opened', () => {
  const reader = new Database(file);
  onTestFinished(() => void reader.close());
  reader.pragma('journal_mode = DELETE');
  reader.exec('BEGIN');
  reader.prepare(COUNT).get();
  const database = new OpenDatabase({ libraryFile: file }, latest);
  expect(database.isHeldUp()).toBe(true);
  expect(database.db.prepare(COUNT).pluck().get()).toBe(500);
  const play = () => database.db.prepare('UPDATE tracks SET play_count = play_count + 1').run();
  expect(() => database.write(play, 50)).toThrow(
    expect.objectContaining({
      code: 'LOCK_TIMEOUT',
      message: `Another program is using ${file}, and keeps Fermata from writing to it.`,
    }),
  );
  reader.exec('COMMIT');
  expect(database.write(play).changes).toBe(500);
  expect(database.isHeldUp()).toBe(false);
  expect(database.db.pragma('journal_mode', { simple: true })).toBe('wal');
  database.close();
});

test('a library that readers hold up is closed at once', () => {
  const reader = new Database(file);
  onTestFinished(() => void reader.close());
  reader.pragma('journal_mode = DELETE');
  reader.exec('BEGIN');
  reader.prepare(COUNT).get();
  const database = new OpenDatabase({ libraryFile: file }, latest);
  const startedAt = performance.now();
  database.close();
  // SQLite would wait five seconds for the reader.
  expect(performance.now() - startedAt).toBeLessThan(2_000);
});

test('what an edit names anew is found at once; of many tracks, the rest is caught up with', () => {
  const database = new OpenDatabase({ libraryFile: file }, latest);
  onTestFinished(() => database.close());
  const found = database.db
    .prepare(`SELECT count(*) FROM track_search WHERE track_search MATCH 'renamed'`)
    .pluck();
  const rename = 'UPDATE tracks SET title = ? WHERE id BETWEEN ? AND ?';
  database.write(() => database.db.prepare(rename).run('Renamed', 1, 3));
  expect(found.get()).toBe(3);
  expect(database.catchUpSearch()).toBe(false);
  database.write(() => database.db.prepare(rename).run('Renamed', 1, 500));
  expect(found.get()).toBeLessThan(500);
  while (database.catchUpSearch());
  expect(found.get()).toBe(500);
});

test('what another program names anew is found once it is caught up with', () => {
  const database = new OpenDatabase({ libraryFile: file }, latest);
  onTestFinished(() => database.close());
  const other = new Database(file);
  other.exec(`UPDATE tracks SET title = 'By hand' WHERE id = 7; DELETE FROM tracks WHERE id = 8`);
  other.close();
  expect(database.catchUpSearch()).toBe(false);
  const found = database.db
    .prepare(`SELECT rowid FROM track_search WHERE track_search MATCH 'hand'`)
    .pluck();
  expect(found.all()).toEqual([7]);
});

describe('a library that another program overwrites in place while it is open', () => {
  const play = (database: OpenDatabase) =>
    database.write(() =>
      database.db.prepare('UPDATE tracks SET play_count = play_count + 1 WHERE id < 9').run(),
    );

  /** Copies as `cp` does: the file stays the same one. */
  function overwriteWith(content: string): string {
    copyFileSync(content, file);
    return digestOf(file);
  }

  function makeAnother(tracks: number): string {
    const other = join(dirname(file), 'other.db');
    makeOldLibrary({ file: other, tracks });
    return other;
  }

  function expectLeftAlone(database: OpenDatabase, copied: string): void {
    expect(() => play(database)).toThrow(
      expect.objectContaining({
        code: 'LIBRARY_MOVED',
        message: `Another program has overwritten ${file} while Fermata had it open.`,
      }),
    );
    database.close();
    expect(digestOf(file)).toBe(copied);
  }

  function quarantined(): string[] {
    const quarantine = join(dirname(file), 'quarantine');
    return existsSync(quarantine) ? readdirSync(quarantine, { recursive: true }).map(String) : [];
  }

  test('by a backup: what was written last is kept, and what was copied stays as it was', () => {
    const backup = makeAnother(500);
    withDatabase(backup, (db) => db.pragma('journal_mode = DELETE'));
    const database = new OpenDatabase({ libraryFile: file }, latest);
    play(database);
    const copied = overwriteWith(backup);
    expectLeftAlone(database, copied);
    expect(quarantined()).toContainEqual(expect.stringMatching(/library\.db-wal$/));
  });

  test('by another library, also one of the same size', () => {
    for (const tracks of [20, 500, 900]) {
      rmSync(file, { force: true });
      makeOldLibrary({ file, tracks: 500 });
      const other = makeAnother(tracks);
      withDatabase(other, (db) => db.exec(`UPDATE tracks SET title = 'other' || id`));
      const database = new OpenDatabase({ libraryFile: file }, latest);
      play(database);
      database.db.pragma('wal_checkpoint(PASSIVE)');
      expectLeftAlone(database, overwriteWith(other));
      for (const name of readdirSync(dirname(file))) {
        rmSync(join(dirname(file), name), { recursive: true });
      }
    }
  });

  test('by a copy that was made of it a moment before', () => {
    const database = new OpenDatabase({ libraryFile: file }, latest);
    play(database);
    database.db.pragma('wal_checkpoint(PASSIVE)');
    const copy = join(dirname(file), 'copy.db');
    copyByProcess(file, copy);
    play(database);
    database.db.pragma('wal_checkpoint(PASSIVE)');
    expectLeftAlone(database, overwriteWith(copy));
  });

  test('while the copy is not complete, when it looks damaged', () => {
    const database = new OpenDatabase({ libraryFile: file }, latest);
    play(database);
    truncateSync(file, 0);
    expect(() => play(database)).toThrow(expect.objectContaining({ code: 'LIBRARY_DAMAGED' }));
    database.close();
    expect(statSync(file).size).toBe(0);
  });

  test('is told as that, also where SQLite calls it damaged', () => {
    const database = new OpenDatabase({ libraryFile: file }, latest);
    play(database);
    overwriteWith(makeAnother(20));
    const error = Object.assign(new Error('malformed'), { code: 'SQLITE_CORRUPT' });
    expect(database.asTypedError(error)).toMatchObject({ code: 'LIBRARY_MOVED' });
    database.close();
  });
});

test('a library that this and other processes write and checkpoint in turn is never taken for overwritten', () => {
  const database = new OpenDatabase({ libraryFile: file }, latest);
  const others = [new Database(file), new Database(file)];
  const random = new SeededRandom(7);
  for (let round = 0; round < 300; round += 1) {
    const other = others[random.integer(0, 1)];
    const id = random.integer(1, 500);
    const way = random.integer(0, 6);
    if (way === 0) database.db.pragma('wal_checkpoint(PASSIVE)');
    else if (way === 1) other?.pragma('wal_checkpoint(TRUNCATE)');
    else if (way === 2) other?.exec(`CREATE TABLE IF NOT EXISTS x${id} (y)`);
    else if (way === 3) other?.exec(`DELETE FROM plays WHERE track_id = ${id}`);
    else if (way === 4) other?.exec('PRAGMA wal_checkpoint(RESTART); UPDATE tracks SET rating = 2');
    else database.write(() => database.db.exec(`UPDATE tracks SET rating = 3 WHERE id = ${id}`));
    if (random.chance(0.5)) database.requireUntouched();
  }
  database.requireUntouched();
  for (const other of others) other.close();
  database.close();
  expect(existsSync(`${file}-wal`)).toBe(false);
});

test('a library that turned out to be damaged is not checkpointed as it is closed', () => {
  const database = new OpenDatabase({ libraryFile: file }, latest);
  database.write(() => database.db.prepare('UPDATE tracks SET play_count = play_count + 1').run());
  const before = [digestOf(file), digestOf(`${file}-wal`)];
  database.asTypedError(Object.assign(new Error('malformed'), { code: 'SQLITE_CORRUPT' }));
  database.close();
  expect([digestOf(file), digestOf(`${file}-wal`)]).toEqual(before);
});

/** By a process of its own: a descriptor that is closed here would drop SQLite's locks. */
function copyByProcess(from: string, to: string): void {
  expect(spawnSync('cp', [from, to]).status).toBe(0);
}
test.each([
  ['allows it goes on writing', `-- fermata: floor ${String(latest).padStart(4, '0')}\n`, true],
  ['says nothing of it writes no more', '', false],
])(
  'an app whose library a newer one has upgraded by a migration that %s',
  async (_, floor, goesOn) => {
    const database = new OpenDatabase({ libraryFile: file }, latest);
    onTestFinished(() => database.close());
    const count = () => database.db.prepare('UPDATE tracks SET play_count = play_count + 1').run();
    database.write(count);
    const migrationsDir = join(dirname(file), 'migrations');
    cpSync(shippedMigrationsDir(), migrationsDir, { recursive: true });
    const name = `${String(latest + 1).padStart(4, '0')}_mood.sql`;
    writeFileSync(join(migrationsDir, name), `${floor}ALTER TABLE tracks ADD COLUMN mood TEXT;`);
    const places = { libraryFile: file, backupsDir: join(dirname(file), 'backups'), migrationsDir };
    const upgrade = { ...places, appVersion: '9.0.0', host: 'a newer app', open: async () => null };
    const { toVersion } = await prepareLibrary(upgrade, () => {});
    expect(toVersion).toBe(latest + 1);
    if (goesOn) expect(database.write(count).changes).toBe(500);
    else
      expect(() => database.write(count)).toThrow(
        expect.objectContaining({ code: 'LIBRARY_TOO_NEW' }),
      );
  },
);
