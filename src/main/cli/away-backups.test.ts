/** Backups whose files are away: a cloud folder has evicted them, or their disk is elsewhere. */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import {
  makeBackup,
  makeMusicLibrary,
  overwrite,
  play,
} from '../lifecycle/testing/music-library.ts';
import { digestOf, namesIn, queryValue } from '../lifecycle/testing/scratch-library.ts';
import { outcomeOf, resultOf, runCli } from './testing.ts';

let library: ReturnType<typeof makeMusicLibrary>;
let id: string;
let file: string;

beforeEach(async () => {
  library = makeMusicLibrary();
  const made = await makeBackup(library);
  id = made.manifest.id;
  file = made.file;
});

const places = () => ['--library', library.libraryFile];
const run = (...args: readonly string[]) => outcomeOf([...args, ...places()]);

test('a backup that is away is shown as that, and none of it is called damaged', async () => {
  renameSync(file, `${file}.cloud`);
  const listed = await run('backups');
  expect(listed.fields).toMatchObject({ backups: [], away: [{ id }], unusable: [] });
  expect(listed.text).toMatch(/Not here now:\n.*manual/);
  const verified = await run('verify');
  expect(verified).toMatchObject({ failure: null, fields: { bad: [], away: [{ name: id }] } });
  expect(verified.text).toMatch(/^not here/);
  expect((await run('status')).text).toContain('1 more whose file is not here now');
  expect((await run('doctor')).text).toContain('the file of 1 backup is not here now');
});

test('restoring a backup that is away says how to get it, and works once it is back', async () => {
  renameSync(file, `${file}.cloud`);
  for (const named of [id, id.slice(0, 19), 'latest', file, `${file}.cloud`]) {
    const refused = await runCli(['restore', named, ...places(), '--json']);
    expect([named, refused.status, resultOf(refused)]).toEqual([
      named,
      22,
      expect.objectContaining({
        code: 'NOT_FOUND',
        message: expect.stringContaining(`not here now: Its file is not here now: ${id}.db.cloud`),
        advice: expect.stringContaining('Download its file or connect the disk'),
      }),
    ]);
  }
  renameSync(`${file}.cloud`, file);
  expect((await run('verify')).fields).toMatchObject({ good: [{ id }], away: [] });
  expect((await run('restore', id)).failure).toBeNull();
});

test('the manifest outlasts all that tidies up, and an older one is not taken for the newest', async () => {
  const manifest = readFileSync(join(library.backupsDir, `${id}.json`));
  rmSync(file);
  play(library.libraryFile, '2025-01-01T00:00:00Z');
  await run('backup');
  expect(readFileSync(join(library.backupsDir, `${id}.json`))).toEqual(manifest);
  const made = namesIn(library.backupsDir).find((name) => name.endsWith('.db')) ?? '';
  rmSync(join(library.backupsDir, made));
  await makeBackup(library);
  await expect(run('restore', 'latest')).rejects.toMatchObject({
    code: 'NOT_FOUND',
    advice: expect.stringContaining(id),
  });
});

test('the copy in the second folder is named, and an evicted copy is not made again', async () => {
  const secondDir = join(library.folder, 'nas');
  await run('backups', '--second-folder', secondDir);
  await run('backup');
  expect(namesIn(secondDir)).toHaveLength(4);
  const copy = join(secondDir, `${id}.db`);
  rmSync(file);
  await expect(run('restore', id)).rejects.toMatchObject({
    code: 'NOT_FOUND',
    advice: `Restore its copy in the second folder: ${copy}`,
  });
  renameSync(copy, `${copy}.cloud`);
  await run('backup');
  expect(namesIn(secondDir)).toContain(`${id}.json`);
  expect(namesIn(secondDir)).not.toContain(`${id}.db`);
  const verified = await run('verify');
  expect(verified).toMatchObject({
    failure: null,
    fields: { away: [{ name: id }], secondFolder: { away: [{ name: id }], bad: [] } },
  });
});

test('a backups folder on a disk that is not there is told, and not made on this one', async () => {
  const backupsDir = join(library.folder, 'disk', 'fermata');
  const gone = join(library.folder, 'disk');
  const message = `${backupsDir} is out of reach: ${gone} is not there.`;
  for (const command of [['backup'], ['backups'], ['verify'], ['restore', id]]) {
    const refused = await runCli([...command, '--backups', backupsDir, ...places(), '--json']);
    expect([command, refused.status, resultOf(refused)]).toEqual([
      command,
      11,
      expect.objectContaining({ code: 'BACKUP_FAILED', message }),
    ]);
  }
  expect((await run('status', '--backups', backupsDir)).text).toContain(message);
  expect((await run('doctor', '--backups', backupsDir)).text).toContain(message);
  expect(existsSync(gone)).toBe(false);
});

test('an upgrade waits for the disk of its backup: the library is as it was, then it is upgraded', async () => {
  const old = makeMusicLibrary(12);
  const before = digestOf(old.libraryFile);
  symlinkSync(join(old.folder, 'disk', 'backups'), old.backupsDir);
  const options = ['--library', old.libraryFile, '--json'];
  const refused = await runCli(['prepare', ...options]);
  expect([refused.status, resultOf(refused)]).toEqual([
    11,
    expect.objectContaining({ message: expect.stringContaining('is a link that leads to') }),
  ]);
  expect(digestOf(old.libraryFile)).toBe(before);
  mkdirSync(join(old.folder, 'disk', 'backups'), { recursive: true });
  expect((await runCli(['prepare', ...options])).status).toBe(0);
  expect(namesIn(join(old.folder, 'disk', 'backups'))).toHaveLength(2);
});

test('a file is restored over a damaged library while the backups folder is out of reach', async () => {
  const elsewhere = join(library.folder, 'mine.db');
  copyFileSync(file, elsewhere);
  overwrite(library.libraryFile, 0, Buffer.alloc(100));
  const backupsDir = join(library.folder, 'disk', 'fermata');
  const restored = await runCli(['restore', elsewhere, '--backups', backupsDir, ...places()]);
  expect([restored.status, restored.stderr]).toEqual([0, expect.anything()]);
  expect(queryValue(library.libraryFile, 'SELECT count(*) FROM plays')).toBe(300);
});
