/** Whose log lies beside a file: told from what both hold, for logs as processes leave them. */
import { copyFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { makeScratchFolder, withDatabase } from '../testing/scratch-library.ts';
import { judgeLog } from './judge-log.ts';

const OWN = { whose: 'own', ending: '-wal' };
const STRANGER = { whose: 'stranger', ending: '-wal' };
const ADD = 'INSERT INTO t SELECT randomblob(900) FROM generated';

/** In WAL mode, with some pages, and closed after each of some sessions. */
function makeDatabase(folder: string, name: string, sessions = 3): string {
  const file = join(folder, name);
  withDatabase(file, (db) => {
    db.pragma('journal_mode = WAL');
    db.exec(`CREATE TABLE t (x); CREATE VIEW generated AS
      WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20) SELECT i FROM n`);
  });
  for (let session = 0; session < sessions; session += 1) withDatabase(file, (db) => db.exec(ADD));
  return file;
}

/** A connection whose log is copied to where the process that has it would leave it, killed. */
function openWithLog(file: string, ...statements: readonly string[]): Database.Database {
  const db = new Database(file);
  onTestFinished(() => void db.close());
  db.pragma('wal_autocheckpoint = 0');
  for (const sql of statements) db.exec(sql);
  return db;
}

/** What a killed process leaves, beside a copy of a file: its own, or another one. */
function leftBehind(file: string, beside = file): string {
  const left = `${file}.left`;
  copyFileSync(beside, left);
  copyFileSync(`${file}-wal`, `${left}-wal`);
  return left;
}

describe('a log is its file’s own', () => {
  test('after a process was killed that had written', () => {
    const file = makeDatabase(makeScratchFolder(), 'a.db');
    openWithLog(file, ADD, ADD);
    expect(judgeLog(leftBehind(file))).toEqual(OWN);
  });

  test('where no statement changed the first page', () => {
    const file = makeDatabase(makeScratchFolder(), 'a.db');
    openWithLog(file, 'UPDATE t SET x = randomblob(900) WHERE rowid = 7');
    expect(judgeLog(leftBehind(file))).toEqual(OWN);
  });

  test('where a part of it was checkpointed, also when the log was begun anew since', () => {
    const file = makeDatabase(makeScratchFolder(), 'a.db');
    const db = openWithLog(file, ADD, ADD);
    const reader = openWithLog(file, 'BEGIN', 'SELECT count(*) FROM t');
    db.exec(ADD);
    db.pragma('wal_checkpoint(PASSIVE)');
    expect(judgeLog(leftBehind(file))).toEqual(OWN);
    reader.exec('COMMIT');
    db.pragma('wal_checkpoint(PASSIVE)');
    db.exec(ADD);
    expect(judgeLog(leftBehind(file))).toEqual(OWN);
  });

  test('after two processes wrote in turn', () => {
    const file = makeDatabase(makeScratchFolder(), 'a.db');
    const [one, other] = [openWithLog(file, ADD), openWithLog(file, ADD)];
    for (const db of [one, other, one, other]) db.exec(ADD);
    expect(judgeLog(leftBehind(file))).toEqual(OWN);
  });

  test('where all of the file was replaced in one commit, as by a restore', async () => {
    const folder = makeScratchFolder();
    const file = makeDatabase(folder, 'a.db');
    const db = openWithLog(file, ADD);
    const other = openWithLog(makeDatabase(folder, 'b.db', 9));
    await other.backup(file);
    db.exec(ADD);
    expect(judgeLog(leftBehind(file))).toEqual(OWN);
  });

  test('where the file’s header is lost: it is damaged, and its log may be what is left', () => {
    const file = makeDatabase(makeScratchFolder(), 'a.db');
    openWithLog(file, ADD);
    const left = leftBehind(file);
    writeFileSync(left, Buffer.alloc(4096 * 8));
    expect(judgeLog(left)).toEqual(OWN);
  });

  test('as a rollback journal of a transaction that was cut off', () => {
    const file = makeDatabase(makeScratchFolder(), 'a.db');
    const db = openWithLog(file, 'PRAGMA journal_mode = DELETE', 'PRAGMA cache_size = 1', 'BEGIN');
    for (let round = 0; round < 20; round += 1) db.exec(ADD);
    const left = `${file}.left`;
    for (const ending of ['', '-journal']) copyFileSync(`${file}${ending}`, `${left}${ending}`);
    expect(judgeLog(left)).toEqual({ whose: 'own', ending: '-journal' });
    db.exec('ROLLBACK');
    withDatabase(file, (later) => later.exec(`${ADD}; ${ADD}`));
    withDatabase(file, (later) => later.exec(ADD));
    copyFileSync(file, left);
    expect(judgeLog(left)).toMatchObject({ whose: 'stranger', ending: '-journal' });
  });
});

describe('a log is another file’s', () => {
  test('where the file was closed in rollback mode, as every backup of Fermata is', () => {
    const folder = makeScratchFolder();
    const file = makeDatabase(folder, 'a.db');
    const backup = join(folder, 'backup.db');
    copyFileSync(file, backup);
    withDatabase(backup, (db) => db.pragma('journal_mode = DELETE'));
    openWithLog(file, ADD);
    expect(judgeLog(leftBehind(file, backup))).toMatchObject(STRANGER);
  });

  test('where an older copy of the same file lies there', () => {
    const folder = makeScratchFolder();
    const file = makeDatabase(folder, 'a.db');
    const older = join(folder, 'older.db');
    copyFileSync(file, older);
    withDatabase(file, (db) => db.exec(ADD));
    openWithLog(file, ADD);
    expect(judgeLog(leftBehind(file, older))).toMatchObject(STRANGER);
  });

  test('where another file lies there, larger or smaller', () => {
    const folder = makeScratchFolder();
    const file = makeDatabase(folder, 'a.db');
    openWithLog(file, 'UPDATE t SET x = randomblob(900) WHERE rowid = 7');
    for (const sessions of [1, 9]) {
      const other = makeDatabase(folder, `${sessions}.db`, sessions);
      expect(judgeLog(leftBehind(file, other))).toMatchObject(STRANGER);
    }
  });

  test('where the pages have another size', () => {
    const folder = makeScratchFolder();
    const file = makeDatabase(folder, 'a.db');
    openWithLog(file, ADD);
    const other = makeDatabase(folder, 'b.db');
    withDatabase(other, (db) => {
      db.pragma('journal_mode = DELETE');
      db.exec('PRAGMA page_size = 8192; VACUUM; PRAGMA journal_mode = WAL');
    });
    expect(judgeLog(leftBehind(file, other))).toMatchObject(STRANGER);
  });
});

test('a log of which SQLite would play nothing is none: without a commit, or cut off', () => {
  const file = makeDatabase(makeScratchFolder(), 'a.db');
  openWithLog(file, ADD);
  const left = leftBehind(file);
  const log = readFileSync(`${left}-wal`);
  truncateSync(`${left}-wal`, 32 + 4096);
  expect(judgeLog(left)).toEqual({ whose: 'none' });
  log.writeUInt8(log.readUInt8(60) ^ 1, 60);
  writeFileSync(`${left}-wal`, log);
  expect(judgeLog(left)).toEqual({ whose: 'none' });
});
