/** Backups that others put into the folder, with a manifest that describes them as they are. */
import { createHash } from 'node:crypto';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { listBackups } from '../backups/catalog.ts';
import { verifyBackups } from '../backups/verify-backups.ts';
import {
  ENDLESS,
  LATEST,
  makeBackup,
  makeMusicLibrary,
  restore,
} from '../testing/music-library.ts';
import { queryRows, queryValue, withDatabase } from '../testing/scratch-library.ts';
import type { LifecycleOptions } from '../thread/options.ts';

const EVIL = 'CREATE TRIGGER evil AFTER INSERT ON plays BEGIN DELETE FROM tracks; END';
const ADD_PLAY = `INSERT INTO plays (track_id, played_at) VALUES (1, '2025-05-05T00:00:00Z')`;

interface Planted {
  readonly id: string;
  readonly file: string;
}

/** @param hasManifest whether it is described, so that nothing but its schema tells */
async function plant(
  options: LifecycleOptions,
  sql: string,
  hasManifest = true,
  version = LATEST,
): Promise<Planted> {
  const made = await makeBackup(options, version);
  const id = made.manifest.id.replace(/\.\d{3}Z/, '.999Z');
  const file = made.file.replace(made.manifest.id, id);
  copyFileSync(made.file, file);
  withDatabase(file, (db) => db.unsafeMode(true).exec(sql));
  const content = readFileSync(file);
  const { sections: _, ...rest } = made.manifest;
  const sha256 = createHash('sha256').update(content).digest('hex');
  const manifest = { ...rest, id, bytes: content.length, sha256, sequence: 99 };
  if (hasManifest) writeFileSync(file.replace(/\.db$/, '.json'), JSON.stringify(manifest));
  return { id, file };
}

test.each([
  ['of this version', true, LATEST],
  ['of an earlier version', true, 12],
  ['without a manifest', false, LATEST],
] as const)(
  'a trigger in a backup %s is left out of the library, and kept',
  async (_, hasManifest, version) => {
    const options = makeMusicLibrary();
    const { file } = await plant(options, EVIL, hasManifest, version);
    const { events } = await restore(options, file);
    withDatabase(options.libraryFile, (db) => db.exec(ADD_PLAY));
    expect(queryValue(options.libraryFile, 'SELECT count(*) FROM tracks')).toBe(300);
    const told = events.find((event) => event.event === 'notice' && event.message.includes('evil'));
    const kept = /\S+set-aside\.sql/.exec(JSON.stringify(told))?.[0] ?? '';
    expect(readFileSync(kept, 'utf8')).toContain(EVIL);
  },
);

test('a trigger of ours that does something else is ours again in the library', async () => {
  const options = makeMusicLibrary();
  const { file } = await plant(
    options,
    `DROP TRIGGER plays_are_counted; ${EVIL.replace('evil', 'plays_are_counted')}`,
  );
  await restore(options, file);
  withDatabase(options.libraryFile, (db) => db.exec(ADD_PLAY));
  expect(queryValue(options.libraryFile, 'SELECT count(*) FROM tracks')).toBe(300);
});

test('a trigger that the library has, too, comes back with the backup, and by undoing', async () => {
  const options = makeMusicLibrary();
  const tool = 'CREATE TRIGGER of_a_tool AFTER INSERT ON plays BEGIN SELECT 1; END';
  const triggers = () =>
    queryRows(options.libraryFile, `SELECT name FROM sqlite_schema WHERE name = 'of_a_tool'`);
  withDatabase(options.libraryFile, (db) => db.exec(tool));
  const planted = await plant(options, tool);
  await restore(options, planted.id);
  expect(triggers()).toHaveLength(1);

  const { manifest } = await makeBackup(options);
  const { undo } = await restore(options, manifest.id);
  expect(triggers()).toHaveLength(0);
  await restore(options, String(undo));
  expect(triggers()).toHaveLength(1);
});

test('a view in the place of a table is no backup, whatever its manifest says, and nobody waits for it', async () => {
  const options = makeMusicLibrary();
  const sql = `PRAGMA legacy_alter_table = ON; ALTER TABLE genres RENAME TO elsewhere; CREATE VIEW genres AS ${ENDLESS} SELECT id FROM e`;
  const { id } = await plant(options, sql);
  await expect(restore(options, id)).rejects.toMatchObject({
    code: 'BACKUP_INVALID',
    message: expect.stringContaining('genres'),
  });
  const { bad, good } = await verifyBackups({ ...options, schemaVersion: LATEST }, () => {});
  expect(bad.map((each) => each.id)).toEqual([id]);
  expect(good).toHaveLength(1);
});

test('verifying tells of a trigger that the library does not have', async () => {
  const options = makeMusicLibrary();
  const { id } = await plant(options, EVIL);
  const told: string[] = [];
  await verifyBackups({ ...options, schemaVersion: LATEST }, (event) => {
    if (event.event === 'notice') told.push(event.message);
  });
  expect(told).toEqual([expect.stringMatching(new RegExp(`${id}.*trigger evil`))]);
  expect(await listBackups(options)).toHaveLength(2);
});
