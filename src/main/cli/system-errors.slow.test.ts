/**
 * Disks that fail, fill up, cannot be written or do not say how large they are, users without a home, names
 * that are not UTF-8: each with real processes, mounts of their own, and a shim in front of the C library.
 */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { failing, sizeless, whyNoFailingDisk } from '../../../fixtures/failing-disk.ts';
import { makeOldLibrary } from '../../../fixtures/old-library.ts';
import { canMountDisks } from '../lifecycle/testing/peer.ts';
import { CLI, resultOf, runCli, scratchFolder } from './testing.ts';

const IS_ROOT = process.getuid?.() === 0;
const NO_DISK = whyNoFailingDisk();
const NO_MOUNTS = canMountDisks() && IS_ROOT ? null : 'nobody may mount a disk here';
if (NO_DISK !== null) console.warn(`Skipped: disks that fail, because ${NO_DISK}.`);
if (NO_MOUNTS !== null) console.warn(`Skipped: disks of their own, because ${NO_MOUNTS}.`);

interface Told {
  readonly ok: boolean;
  readonly code?: string;
  readonly message?: string;
}

/** Runs a command as a process of its own, and returns its exit status and its result. */
function runThrough(
  command: readonly string[],
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): {
  readonly status: number | null;
  readonly result: Told & Record<string, unknown>;
  readonly events: string;
} {
  const [program = process.execPath, ...before] = [...command, process.execPath];
  const { LD_PRELOAD: _, ...inherited } = process.env;
  const { status, stdout, stderr } = spawnSync(
    program,
    [...before, '--no-warnings', CLI, ...args, '--json'],
    { encoding: 'utf8', env: { ...inherited, ...environment } },
  );
  const last = stdout.trimEnd().split('\n').at(-1) ?? '';
  if (!last.startsWith('{')) throw new Error(`No result: ${stdout}${stderr}`);
  return { status, result: JSON.parse(last), events: stdout };
}

function oldLibrary(version = 12, tracks = 50): string {
  const file = join(scratchFolder(), 'library.db');
  makeOldLibrary({ file, version, tracks });
  return file;
}

test.skipIf(NO_DISK !== null).each([
  ['EIO', 'STORAGE_FAILED', 26, /^The disk of .* fails: it could not be read or written\.$/],
  ['ESTALE', 'STORAGE_FAILED', 26, /^The network share of .* has changed/],
  ['ETIMEDOUT', 'STORAGE_FAILED', 26, /^The network share or drive of .* does not answer\.$/],
  ['ENODEV', 'STORAGE_FAILED', 26, /^The disk of .* is not connected any more\.$/],
  ['EMFILE', 'STORAGE_FAILED', 26, /^Too many files are open/],
  ['EBUSY', 'LOCK_TIMEOUT', 10, /is in use by another program or mounted/],
] as const)('a library that fails with %s is told as that', (code, error, exitStatus, message) => {
  const library = oldLibrary();
  const before = readFileSync(library);
  const { status, result } = runThrough(
    [],
    ['prepare', '--library', library],
    failing(['open', 'read'], 'library.db', code),
  );
  expect(result).toMatchObject({ ok: false, code: error, message: expect.stringMatching(message) });
  expect(status).toBe(exitStatus);
  expect(readFileSync(library).equals(before)).toBe(true);
});

test.skipIf(NO_DISK !== null)(
  'a disk that fails under an upgrade loses nothing, and is not called damaged',
  () => {
    for (const calls of [['read'], ['write'], ['sync']] as const) {
      const library = oldLibrary();
      const { status, result, events } = runThrough(
        [],
        ['prepare', '--library', library],
        // The library's header is read by its name; only what SQLite does with its log fails.
        failing(calls, 'library.db-wal', 'EIO'),
      );
      if (result.ok) continue;
      expect([result.code, status]).toEqual(['STORAGE_FAILED', 26]);
      expect(`${result.message} ${events}`).not.toMatch(/damaged|Restore a backup/);
      expect(runThrough([], ['prepare', '--library', library]).result).toMatchObject({ ok: true });
    }
  },
);

test.skipIf(NO_DISK !== null)('pages that the disk does not give are no damage', () => {
  const library = oldLibrary(15, 50);
  const backups = join(dirname(library), 'backups');
  runThrough([], ['backup', '--library', library]);
  // Its header and its schema can be read.
  const badPart = { ...failing(['read'], 'library.db', 'EIO'), FAIL_FROM: '32768' };
  for (const args of [['doctor'], ['backup'], ['search', 'a'], ['tracks'], ['status']]) {
    const { result, events } = runThrough([], [...args, '--library', library], badPart);
    expect([args, `${result.message} ${events}`]).not.toEqual([
      args,
      expect.stringMatching(/LIBRARY_DAMAGED|is damaged|[Rr]estore (a|the newest)/),
    ]);
  }
  // A backup that cannot be read now is not called damaged for ever.
  const names = readdirSync(backups);
  const disk = failing(['read'], backups, 'EIO');
  const { events } = runThrough([], ['verify', '--library', library], disk);
  expect(events).toContain('It cannot be read (EIO).');
  expect(readdirSync(backups)).toEqual(names);
});

test.skipIf(NO_DISK !== null)('a backups folder on a disk that fails is told as that', () => {
  const library = oldLibrary();
  const { result } = runThrough(
    [],
    ['prepare', '--library', library],
    failing(['write'], '/backups/', 'EIO'),
  );
  expect(result).toMatchObject({
    code: 'STORAGE_FAILED',
    message: expect.stringMatching(/^The disk of .*backups fails/),
  });
});

test.skipIf(NO_DISK !== null)(
  'a disk that does not tell its size is taken as it is, and nothing false is said',
  () => {
    const library = oldLibrary();
    const folder = dirname(library);
    const upgrade = runThrough([], ['prepare', '--library', library], sizeless(folder));
    expect(upgrade.result).toMatchObject({ ok: true, fromVersion: 12 });
    const doctor = runThrough([], ['doctor', '--library', library], sizeless(folder));
    expect(doctor.result.ok).toBe(true);
    expect(doctor.events).toContain('The disk does not say how much room it has.');
    expect(doctor.events).not.toMatch(/\b0 (MB|B)\b/);
    const fails = { ...failing(['statfs'], folder, 'EIO') };
    expect(runThrough([], ['doctor', '--library', library], fails).result.ok).toBe(true);
  },
);

test.skipIf(NO_MOUNTS !== null)(
  'a disk that can only be read is told as that, and not as a lack of permission',
  () => {
    const library = oldLibrary();
    const script = `mount --bind -o ro "${dirname(library)}" "${dirname(library)}" && mount -o remount,bind,ro "${dirname(library)}" && exec "$0" "$@"`;
    const { status, result } = runThrough(
      ['unshare', '--mount', 'sh', '-c', script],
      ['prepare', '--library', library],
    );
    expect(status).toBe(18);
    expect(result.message).toMatch(/ the disk of .* can only be read, not written\.$/);
  },
);

test.skipIf(NO_MOUNTS !== null)(
  'a small folder for temporary files does not keep a library from being upgraded',
  () => {
    const library = oldLibrary(12, 2_000);
    const temporary = scratchFolder();
    const script = `mount -t tmpfs -o size=64k none "${temporary}" && head -c 65536 /dev/zero >"${temporary}/full"; exec "$0" "$@"`;
    const migrations = sortingMigration(library);
    const { result } = runThrough(
      ['unshare', '--mount', 'sh', '-c', script],
      ['prepare', '--library', library, '--migrations', migrations],
      { SQLITE_TMPDIR: temporary },
    );
    expect(result).toMatchObject({ ok: true, migratedBy: 'this-process' });
  },
);

test.skipIf(!IS_ROOT || process.platform !== 'linux')(
  'a folder for temporary files that is not there is done without',
  () => {
    const library = oldLibrary(12);
    const environment = { TMPDIR: '/not/there', SQLITE_TMPDIR: '/not/there/either' };
    expect(runThrough([], ['prepare', '--library', library], environment).status).toBe(0);
    // Somebody else's library is read as a copy in such a folder where it has a log.
    const writing = spawnSync(
      process.execPath,
      [
        '--no-warnings',
        '-e',
        `const db = require('better-sqlite3')(${JSON.stringify(library)});
        db.exec("UPDATE tracks SET title = 'x' WHERE id = 1"); process.kill(process.pid, 'SIGKILL')`,
      ],
      { cwd: join(import.meta.dirname, '../../..') },
    );
    expect(writing.signal).toBe('SIGKILL');
    chmodSync(dirname(library), 0o755);
    const asOther = ['setpriv', '--reuid', '12345', '--regid', '12345', '--clear-groups'];
    const read = runThrough(asOther, ['search', 'x', '--library', library], environment);
    expect([read.status, read.result.ok]).toEqual([0, true]);
  },
);

/** The shipped migrations and one that sorts more than fits into the cache of its statement. */
function sortingMigration(library: string): string {
  const folder = join(dirname(library), 'migrations');
  const shipped = join(import.meta.dirname, '../../../migrations');
  mkdirSync(folder);
  spawnSync('cp', ['-r', `${shipped}/.`, folder]);
  const last = spawnSync('ls', [folder], { encoding: 'utf8' })
    .stdout.trim()
    .split('\n')
    .filter((name) => name.endsWith('.sql')).length;
  writeFileSync(
    join(folder, `${String(last + 1).padStart(4, '0')}_sort.sql`),
    `PRAGMA cache_size = 10;
CREATE TABLE sorted AS
  WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4000)
  SELECT hex(randomblob(500)) AS text FROM n ORDER BY 1;
DROP TABLE sorted;\n`.replace('DROP TABLE', '-- fermata: allow DROP TABLE\nDROP TABLE'),
  );
  return folder;
}

test.skipIf(!IS_ROOT || process.platform !== 'linux')(
  'a user without a home folder works with a library that is named, and is told what to set',
  () => {
    const library = oldLibrary();
    chmodSync(dirname(library), 0o777);
    chmodSync(library, 0o666);
    const asNobody = [
      'setpriv',
      '--reuid',
      '12345',
      '--regid',
      '12345',
      '--clear-groups',
      'env',
      '-u',
      'HOME',
      '-u',
      'XDG_DATA_HOME',
      '-u',
      'FERMATA_LIBRARY',
    ];
    for (const [command, ...args] of [
      ['prepare'],
      ['status'],
      ['doctor'],
      ['search', 'x'],
      ['backup'],
    ]) {
      const { status } = runThrough(asNobody, [String(command), '--library', library, ...args]);
      expect([command, status]).toEqual([command, 0]);
    }
    const unnamed = runThrough(asNobody, ['prepare']);
    expect(unnamed).toMatchObject({
      status: 2,
      result: {
        code: 'USAGE',
        message:
          'There is no home folder to keep a library in: HOME is not set, and this user has none.',
      },
    });
  },
);

test.skipIf(process.platform !== 'linux')(
  'a name that is not UTF-8 is told as that, and nothing is made',
  () => {
    const folder = scratchFolder();
    const script = `mkdir -p "$1/$(printf 'd\\377')" && cd "$1" && shift && exec "$@" --library "$(printf 'd\\377')/library.db"`;
    const { status, result } = runThrough(['sh', '-c', script, 'sh', folder], ['prepare']);
    expect(status).toBe(2);
    expect(result.message).toMatch(/has characters that are not valid UTF-8/);
    expect(spawnSync('find', [folder, '-type', 'f'], { encoding: 'utf8' }).stdout).toBe('');
  },
);

test.skipIf(process.platform !== 'linux')(
  'files in a backups folder whose names are not UTF-8 are strangers, and hide nothing',
  async () => {
    const library = oldLibrary();
    await runCli(['backup', '--library', library]);
    const backups = join(dirname(library), 'backups');
    writeFileSync(
      Buffer.concat([Buffer.from(`${backups}/x`), Buffer.from([0xff]), Buffer.from('.db')]),
      'x',
    );
    for (const command of ['backups', 'verify', 'doctor', 'status', 'backup']) {
      const { status, stderr } = await runCli([command, '--library', library, '--json']);
      expect([command, status, stderr]).toEqual([command, 0, '']);
    }
    expect((await runCli(['backups', '--library', library])).stdout).toContain('.db');
  },
);

test('links in a circle, a folder in the place of a library, and a file in its path', async () => {
  const folder = scratchFolder();
  symlinkSync('b', join(folder, 'a'));
  symlinkSync('a', join(folder, 'b'));
  mkdirSync(join(folder, 'folder.db'));
  writeFileSync(join(folder, 'file'), '');
  const told = async (name: string) => {
    const { status, ...ended } = await runCli([
      'prepare',
      '--library',
      join(folder, name),
      '--json',
    ]);
    return [status, String(resultOf({ status, ...ended }).message).replace(folder, '…')];
  };
  expect(await told('a')).toEqual([2, 'The links of …/a lead round in a circle.']);
  expect(await told('a/library.db')).toEqual([
    2,
    'The links of …/a/library.db lead round in a circle.',
  ]);
  expect(await told('folder.db')).toEqual([
    16,
    'Not a Fermata library: …/folder.db is not a file.',
  ]);
  expect(await told('file/library.db')).toEqual([
    2,
    'A part of the path …/file/library.db is a file, where a folder is needed.',
  ]);
  expect(await told(`${'n'.repeat(300)}.db`)).toEqual([2, expect.stringMatching(/is too long/)]);
});

/** A folder below which a library has a path of so many bytes. */
function makeDeepFolder(bytes: number): string {
  let folder = scratchFolder();
  const left = () => bytes - Buffer.byteLength(join(folder, 'library.db'));
  while (left() > 100) folder = join(folder, 'x'.repeat(50));
  folder = join(folder, 'y'.repeat(left() - 1));
  mkdirSync(folder, { recursive: true });
  return folder;
}

test('the longest path that a library may be made at can be backed up, restored and damaged, too', async () => {
  const tooLong = makeDeepFolder(504);
  const refused = await runCli(['prepare', '--library', join(tooLong, 'library.db'), '--json']);
  expect(refused.status).toBe(2);
  const longest = Number(/at most (\d+) are/.exec(String(resultOf(refused).message))?.[1]);
  expect(spawnSync('ls', ['-A', tooLong], { encoding: 'utf8' }).stdout).toBe('');

  const library = join(makeDeepFolder(longest), 'library.db');
  for (const args of [['prepare'], ['backup'], ['restore', 'latest'], ['verify']]) {
    const { status, stderr } = await runCli([...args, '--library', library]);
    expect([args, status, stderr.split('\n').filter((line) => line.includes('too long'))]).toEqual([
      args,
      0,
      [],
    ]);
  }
  // What is left of it after a disk that failed.
  truncateSync(library, 5000);
  expect((await runCli(['restore', 'latest', '--library', library])).status).toBe(0);
  expect((await runCli(['doctor', '--library', library])).status).toBe(0);
  const oneMore = await runCli([
    'prepare',
    '--library',
    join(makeDeepFolder(longest + 1), 'library.db'),
  ]);
  expect(oneMore.status).toBe(2);
});

test('a library with the longest name is upgraded, locked, backed up and restored', async () => {
  const old = oldLibrary();
  const library = join(dirname(old), `${'n'.repeat(244)}.db`);
  copyFileSync(old, library);
  for (const args of [['prepare'], ['backup'], ['restore', 'latest'], ['doctor']]) {
    const { status } = await runCli([...args, '--library', library]);
    expect([args, status]).toEqual([args, 0]);
  }
  const oneMore = `${library.slice(0, -3)}n.db`;
  const { status, stderr } = await runCli(['prepare', '--library', oneMore]);
  expect(status).toBe(2);
  expect(stderr).toContain('at most 247 are possible');
  expect(existsSync(oneMore)).toBe(false);
});
