/** Backups on a disk that is mounted to be read: all that needs no writing works, a restore among it. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import {
  leafPagesOf,
  makeBackup,
  makeMusicLibrary,
  overwrite,
  play,
  zeroPages,
} from '../lifecycle/testing/music-library.ts';
import { canMountDisks } from '../lifecycle/testing/peer.ts';
import { digestOf, queryValue } from '../lifecycle/testing/scratch-library.ts';
import { CLI, type Ended, resultOf } from './testing.ts';

let library: ReturnType<typeof makeMusicLibrary>;
let id: string;
let file: string;

beforeEach(async () => {
  library = makeMusicLibrary();
  const made = await makeBackup(library);
  id = made.manifest.id;
  file = made.file;
});

/** Runs a command in a process that sees the backups folder read-only, as nobody else does. */
function run(...args: readonly string[]): Ended {
  const mount =
    'mount --bind "$BACKUPS" "$BACKUPS" && mount -o remount,bind,ro "$BACKUPS" && exec "$0" "$@"';
  const all = [CLI, ...args, '--library', library.libraryFile, '--json'];
  const unshare = process.getuid?.() === 0 ? ['--mount'] : ['--map-root-user', '--mount'];
  const { status, stdout, stderr } = spawnSync(
    'unshare',
    [...unshare, 'sh', '-c', mount, process.execPath, ...all],
    { env: { ...process.env, BACKUPS: library.backupsDir }, encoding: 'utf8' },
  );
  return { status, signal: null, stdout, stderr };
}

test.runIf(canMountDisks())(
  'backups are listed, verified and compared, and it is said once that this is not noted',
  () => {
    expect(resultOf(run('backups'))).toMatchObject({ ok: true, backups: [{ id }] });
    const verified = run('verify');
    expect(resultOf(verified)).toMatchObject({ ok: true, good: [{ id }], bad: [] });
    expect(
      verified.stdout.match(/cannot be written: that its backups were verified/g),
    ).toHaveLength(1);
    expect(resultOf(run('restore', id, '--preview'))).toMatchObject({ ok: true });
    expect(resultOf(run('status'))).toMatchObject({ ok: true, backups: { count: 1 } });
  },
);

test.runIf(canMountDisks()).each<[string, (libraryFile: string) => void]>([
  ['whose header is overwritten', (libraryFile) => overwrite(libraryFile, 0, Buffer.alloc(100))],
  [
    'whose damage lies deep',
    (libraryFile) => zeroPages(libraryFile, leafPagesOf(libraryFile, 'tracks').slice(0, 1)),
  ],
])('a damaged library %s is restored from a folder that cannot be written', (_, damage) => {
  damage(library.libraryFile);
  expect(resultOf(run('restore', id))).toMatchObject({ ok: true, undo: null });
  expect(queryValue(library.libraryFile, 'SELECT count(*) FROM plays')).toBe(300);
});

test.runIf(canMountDisks())(
  'a whole library is not replaced without a backup of it, and the way on that is named works',
  () => {
    play(library.libraryFile, '2025-01-01T00:00:00Z');
    const before = digestOf(library.libraryFile);
    const refused = resultOf(run('restore', id));
    const advice = expect.stringContaining(`fermata restore ${file} --backups FOLDER`);
    expect(refused).toMatchObject({ code: 'NO_PERMISSION', advice });
    expect(digestOf(library.libraryFile)).toBe(before);
    const other = join(library.folder, 'other');
    expect(resultOf(run('restore', file, '--backups', other))).toMatchObject({ ok: true });
    expect(queryValue(library.libraryFile, 'SELECT count(*) FROM plays')).toBe(300);
  },
);

test.runIf(canMountDisks())(
  'the empty folder that a disk has left is not taken for the backups folder',
  () => {
    const disk = join(library.folder, 'disk');
    mkdirSync(disk);
    const backup = (mount: string): Ended => {
      const all = [CLI, 'backup', '--library', library.libraryFile, '--backups', disk, '--json'];
      const unshare = process.getuid?.() === 0 ? ['--mount'] : ['--map-root-user', '--mount'];
      const script = `${mount} && exec "$0" "$@"`;
      const args = [...unshare, 'sh', '-c', script, process.execPath, ...all];
      const { status, stdout, stderr } = spawnSync('unshare', args, {
        env: { ...process.env, DISK: disk },
        encoding: 'utf8',
      });
      return { status, signal: null, stdout, stderr };
    };
    expect(resultOf(backup('mount -t tmpfs none "$DISK"'))).toMatchObject({ ok: true });
    expect(resultOf(backup('true'))).toMatchObject({
      code: 'BACKUP_FAILED',
      message: `The disk that your backups in ${disk} are on is not connected: the folder is empty.`,
    });
    expect(readdirSync(disk)).toEqual([]);
    expect(resultOf(backup('mount -t tmpfs none "$DISK"'))).toMatchObject({ ok: true });
  },
);
