/** prepare.ts: attempts that fail again and again use the one backup of what has not changed. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { backUp } from './testing/backing-up.ts';
import { startPeer } from './testing/peer.ts';
import { failureOf, optionsFor, outline, prepare, SLOW_STEP } from './testing/preparing.ts';
import {
  digestOf,
  makeOldLibrary,
  namesIn,
  type ScratchLibrary,
  TINY_MIGRATIONS,
  withDatabase,
  writeMigrations,
} from './testing/scratch-library.ts';

const FAILING = {
  '0003_failing.sql': `INSERT INTO tracks (id, album_id, title) VALUES (1, 1, 'x');`,
};

const backupsOf = ({ backupsDir }: ScratchLibrary) =>
  namesIn(backupsDir).filter((name) => name.endsWith('.db'));

test('twelve starts that fail make one backup, and each says which one it uses', async () => {
  const places = makeOldLibrary(FAILING);
  const before = digestOf(places.file);
  await failureOf(places);
  const [made] = backupsOf(places);
  for (let attempt = 2; attempt <= 12; attempt += 1) {
    const { code, events } = await failureOf(places);
    expect(code).toBe('MIGRATION_FAILED');
    expect(events).toContainEqual({
      event: 'backup-reused',
      path: join(places.backupsDir, String(made)),
    });
    expect(outline(events)).not.toContain('backup-made');
  }
  expect(backupsOf(places)).toEqual([made]);
  expect(digestOf(places.file)).toBe(before);
});

test('the upgrade that succeeds at last names the backup that it has used', async () => {
  const places = makeOldLibrary(FAILING);
  await failureOf(places);
  writeMigrations(places.migrationsDir, TINY_MIGRATIONS);
  const { backup } = await prepare(places);
  expect(backup).toBe(join(places.backupsDir, String(backupsOf(places)[0])));
  expect(backupsOf(places)).toHaveLength(1);
});

test('a change of the library, the smallest too, is in another backup', async () => {
  const places = makeOldLibrary(FAILING);
  await failureOf(places);
  withDatabase(places.file, (db) => db.exec(`UPDATE tracks SET title = 'Y' WHERE id = 3`));
  await failureOf(places);
  await failureOf(places);
  expect(backupsOf(places)).toHaveLength(2);
});

test('what a connection that stays open has not written back counts, and is compared too', async () => {
  const places = makeOldLibrary(FAILING);
  const peer = await startPeer();
  await peer.sql(places.file, 'PRAGMA journal_mode = WAL');
  await failureOf(places);
  // The peer keeps the library open: its change stays in the WAL.
  await peer.sql(places.file, `UPDATE tracks SET title = 'Y' WHERE id = 3`);
  await failureOf(places);
  await failureOf(places);
  expect(backupsOf(places)).toHaveLength(2);
  expect(namesIn(places.backupsDir).filter((name) => name.includes('.partial'))).toEqual([]);
});

test('a backup that has rotted is not relied on', async () => {
  const places = makeOldLibrary(FAILING);
  await failureOf(places);
  const file = join(places.backupsDir, String(backupsOf(places)[0]));
  const content = readFileSync(file);
  // In the part of the header that the comparison with the library leaves out.
  content.writeUInt8(7, 18);
  writeFileSync(file, content);
  await failureOf(places);
  expect(backupsOf(places)).toHaveLength(2);
});

test('an upgrade that is killed each time makes one backup', async () => {
  const places = makeOldLibrary({ '0003_slow.sql': SLOW_STEP });
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    const peer = await startPeer();
    void peer.prepare(optionsFor(places)).catch(() => {});
    await peer.event(({ event }) => event === 'step');
    await peer.kill();
  }
  expect(backupsOf(places)).toHaveLength(1);
});

test('attempts after changes leave no more backups than the rule allows', async () => {
  const places = makeOldLibrary(FAILING);
  for (let attempt = 1; attempt <= 8; attempt += 1) {
    withDatabase(places.file, (db) =>
      db.exec(`UPDATE tracks SET title = 'Attempt ${attempt}' WHERE id = 3`),
    );
    await failureOf(places);
  }
  expect(backupsOf(places)).toHaveLength(5);
});

test('a backup made by hand of the same content serves too', async () => {
  const places = makeOldLibrary(FAILING);
  const { file } = await backUp(places);
  const { events } = await failureOf(places);
  expect(events).toContainEqual({ event: 'backup-reused', path: file });
});
