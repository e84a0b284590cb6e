/** A library under two names, with real processes: hard links, mounts of the file alone, containers. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, linkSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { takeBackup } from '../backups/take-backup.ts';
import { prepareLibrary } from '../prepare.ts';
import { leaveLog, makeBackup, makeMusicLibrary, restore } from '../testing/music-library.ts';
import { startPeer } from '../testing/peer.ts';
import { digestOf, fingerprint, namesIn, withDatabase } from '../testing/scratch-library.ts';
import { requireOneName, requireStillOneName } from './one-name.ts';

const COUNT = 'SELECT count(*) FROM plays';
const PLAY = `INSERT INTO plays (track_id, played_at) VALUES (2, '2025-01-01T00:00:00Z')`;

function makeNames() {
  const options = makeMusicLibrary();
  const { libraryFile } = options;
  withDatabase(libraryFile, (db) => db.pragma('journal_mode = WAL'));
  const other = join(options.folder, 'two', 'library.db');
  mkdirSync(dirname(other));
  linkSync(libraryFile, other);
  return { options, libraryFile, other };
}

/** What is written under one name while another process has the file open under another one. */
async function openElsewhere(file: string) {
  const peer = await startPeer();
  await peer.sql(file, COUNT);
  return peer;
}

test('a library that no process has open is open under one name, and nothing of it is changed', async () => {
  const { options, libraryFile } = makeNames();
  const before = fingerprint(options.folder);
  await requireOneName(libraryFile);
  expect(fingerprint(options.folder)).toEqual(before);
});

test('one that is open under another name is refused, naming the process and the name', async () => {
  const { libraryFile, other } = makeNames();
  const peer = await openElsewhere(other);
  await expect(requireOneName(libraryFile)).rejects.toMatchObject({
    code: 'LOCK_TIMEOUT',
    message: `The library ${libraryFile} is open under another name: process ${peer.pid} has it open as ${other}.`,
  });
  await peer.closeDatabases();
  await requireOneName(libraryFile);
});

test('one that other processes have open under the same name, also by a symbolic link, is not', async () => {
  const { libraryFile } = makeNames();
  await openElsewhere(libraryFile);
  await requireOneName(libraryFile);
  await requireStillOneName(libraryFile);
  const link = join(dirname(libraryFile), 'link.db');
  symlinkSync(libraryFile, link);
  const db = new Database(link);
  onTestFinished(() => void db.close());
  db.prepare(COUNT).get();
  await requireStillOneName(libraryFile);
});

test('of two processes that open it at the same moment, each sees the other', async () => {
  const { libraryFile, other } = makeNames();
  await openElsewhere(other);
  const db = new Database(libraryFile);
  onTestFinished(() => void db.close());
  db.prepare(COUNT).get();
  await expect(requireStillOneName(libraryFile)).rejects.toMatchObject({ code: 'LOCK_TIMEOUT' });
});

describe('while it is open under another name, it is not touched by', () => {
  const WORK: readonly [string, (made: ReturnType<typeof makeNames>) => Promise<unknown>][] = [
    ['a backup', ({ options }) => takeBackup({ ...options, kind: 'manual' }, () => {})],
    ['a restore', async ({ options }) => restore(options, (await makeBackup(options)).manifest.id)],
    [
      'an upgrade',
      ({ options, libraryFile }) => {
        withDatabase(libraryFile, (db) => db.pragma('user_version = 14'));
        return prepareLibrary({ ...options, open: async () => 'open' }, () => {});
      },
    ],
    [
      'a start after a crash under this name',
      ({ options }) => prepareLibrary({ ...options, open: async () => 'open' }, () => {}),
    ],
  ];

  test.each(WORK)('%s', async (what, work) => {
    const made = makeNames();
    const { libraryFile, other } = made;
    if (what.includes('crash')) leaveLog(libraryFile, PLAY);
    const peer = await openElsewhere(other);
    await peer.sql(other, PLAY);
    const isUpgrade = what.includes('upgrade');
    const before = isUpgrade ? null : digestOf(libraryFile);
    await expect(work(made)).rejects.toMatchObject({
      code: 'LOCK_TIMEOUT',
      message: expect.stringContaining(`process ${peer.pid} has it open as ${other}`),
    });
    if (before !== null) expect(digestOf(libraryFile)).toBe(before);
    expect(await peer.sql(other, COUNT)).toEqual([[301]]);
  });
});

/** Runs a script of the shell that keeps what it opened until the test ends. */
async function keepOpen(command: readonly string[], script: string, ...args: string[]) {
  const [program = 'sh', ...rest] = [...command, 'sh', '-c', script, ...args];
  const child = spawn(program, rest, { stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout, 'data');
}

const OPEN = `
  const Database = require(process.argv[1]);
  const db = new Database(process.argv[2]);
  db.prepare('${COUNT}').get();
  console.log('open');
  setInterval(() => {}, 1e6);`;

const canMount = spawnSync('unshare', ['--mount', '--pid', '--fork', 'true']).status === 0;
const WHY_NOT = canMount ? '' : ' (skipped: this machine lets no test mount a file)';

describe.skipIf(!canMount)(`a file that is mounted alone, as into a container${WHY_NOT}`, () => {
  test.each([
    ['whose processes can be seen', ['unshare', '--mount'], /process \d+ has it open as/],
    [
      'whose processes cannot be seen',
      ['unshare', '--mount', '--pid', '--fork', '--kill-child'],
      /is open under another name/,
    ],
  ])('%s', async (_how, command, message) => {
    const options = makeMusicLibrary();
    const { libraryFile, folder } = options;
    withDatabase(libraryFile, (db) => db.pragma('journal_mode = WAL'));
    const mounted = join(folder, 'data', 'library.db');
    mkdirSync(dirname(mounted));
    writeFileSync(mounted, '');
    await keepOpen(
      command,
      'mount --bind "$1" "$2" && exec "$3" -e "$4" "$5" "$2"',
      'sh',
      libraryFile,
      mounted,
      process.execPath,
      OPEN,
      require.resolve('better-sqlite3'),
    );
    await expect(requireOneName(libraryFile)).rejects.toMatchObject({
      code: 'LOCK_TIMEOUT',
      message: expect.stringMatching(message),
    });
    expect(namesIn(dirname(libraryFile))).toEqual(['library.db']);
    expect(existsSync(`${libraryFile}-wal`)).toBe(false);
  });

  test('a folder that two containers share is one name, though neither sees the other', async () => {
    const { libraryFile } = makeMusicLibrary();
    withDatabase(libraryFile, (db) => db.pragma('journal_mode = WAL'));
    const inside = (script: string) =>
      spawnSync(
        'unshare',
        ['--pid', '--fork', '--mount-proc', '--kill-child', process.execPath, '-e', script],
        { encoding: 'utf8' },
      );
    const db = new Database(libraryFile);
    onTestFinished(() => void db.close());
    db.prepare(COUNT).get();
    const module = new URL('./one-name.ts', import.meta.url).href;
    const checked = inside(
      `import('${module}').then((it) => it.requireOneName('${libraryFile}')).then(() => console.log('one'))`,
    );
    expect(checked.stdout.trim()).toBe('one');
    // Its log stays the one that it was.
    expect(db.prepare(COUNT).pluck().get()).toBe(300);
  });
});
