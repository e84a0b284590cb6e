/** wal-file.ts: a log is read while other processes add to it and cut it off. */
import { truncateSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { makeScratchFolder } from '../../../../fixtures/test-library.ts';
import { WalPages } from './wal-file.ts';

test('a log that is cut off while it is read has no frames any more', () => {
  const file = join(makeScratchFolder(), 'log.db');
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.exec('CREATE TABLE numbers (n); INSERT INTO numbers VALUES (1)');
  const seen = WalPages.use(`${file}-wal`, (wal) => {
    const before = [wal.pageIn(0), wal.headersIn(0, wal.frames).length];
    truncateSync(`${file}-wal`, 0);
    return { before, after: [wal.pageIn(0), wal.headersIn(0, wal.frames).length] };
  });
  db.close();
  expect(seen).toEqual({ before: [1, 1], after: [null, 0] });
});
