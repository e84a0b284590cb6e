/** Disks with music that go away in the middle of a scan: what was on them is told, and nothing is forgotten. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { failing, whyNoFailingDisk } from '../../../fixtures/failing-disk.ts';
import { canMountDisks } from '../lifecycle/testing/peer.ts';
import { AUDIO, CLI, scratchFolder } from './testing.ts';

const SONG = join(AUDIO, '04 fourth light.opus');
const NO_DISK = whyNoFailingDisk();
const NO_MOUNTS =
  canMountDisks() && process.getuid?.() === 0 ? null : 'a disk cannot be mounted here';
if (NO_DISK !== null) console.warn(`Skipped: disks that fail in the middle, because ${NO_DISK}.`);
if (NO_MOUNTS !== null) console.warn(`Skipped: a disk that is pulled out, because ${NO_MOUNTS}.`);

const ScanResultSchema = z.looseObject({
  ok: z.boolean(),
  found: z.number(),
  added: z.number(),
  failed: z.number(),
  missing: z.number(),
  notThere: z.number(),
});
type ScanResult = z.infer<typeof ScanResultSchema>;

/** Scans by a process of its own, as in {@link failing}. */
function scanBy(
  command: readonly string[],
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): ScanResult {
  const { LD_PRELOAD: _, ...inherited } = process.env;
  const [program = '', ...before] = [...command, process.execPath];
  const { stdout, stderr } = spawnSync(
    program,
    [...before, '--no-warnings', CLI, ...args, '--json'],
    { encoding: 'utf8', env: { ...inherited, ...environment } },
  );
  const last = stdout.trimEnd().split('\n').at(-1) ?? '';
  if (!last.startsWith('{')) throw new Error(`No result: ${stdout}${stderr}`);
  return ScanResultSchema.parse(JSON.parse(last));
}

/** A library that knows all songs of a folder, of which there are some. */
function knownLibrary(): { readonly file: string; readonly disk: string } {
  const folder = scratchFolder();
  const disk = join(folder, 'disk');
  mkdirSync(disk);
  for (let index = 0; index < 60; index += 1) {
    copyFileSync(SONG, join(disk, `${String(index).padStart(2, '0')}.opus`));
  }
  return { file: join(folder, 'library.db'), disk };
}

test.skipIf(NO_DISK !== null)(
  'a disk that fails from the thirtieth file on is told with each, and the next scan reads the rest',
  () => {
    const { file, disk } = knownLibrary();
    const scan = ['scan', disk, '--library', file];
    const broken = { ...failing(['open', 'read'], '.opus', 'EIO'), FAIL_AFTER: '30' };
    const first = scanBy([], scan, broken);
    expect(first).toMatchObject({ ok: true, found: 60 });
    expect(first.failed).toBeGreaterThan(0);
    expect(first.added).toBeGreaterThan(0);
    expect(first.added + first.failed).toBe(60);
    expect(scanBy([], scan)).toMatchObject({ ok: true, failed: 0, added: first.failed });
  },
);

test.skipIf(NO_DISK !== null)(
  'a disk that fails while known songs are read again leaves them what they were',
  () => {
    const { file, disk } = knownLibrary();
    const scan = ['scan', disk, '--library', file];
    expect(scanBy([], scan)).toMatchObject({ ok: true, added: 60 });
    const broken = { ...failing(['open', 'read'], '.opus', 'ENODEV'), FAIL_AFTER: '30' };
    const again = scanBy([], [...scan, '--full'], broken);
    expect(again).toMatchObject({ ok: true, found: 60, missing: 0 });
    expect(again.failed).toBeGreaterThan(0);
    expect(scanBy([], scan)).toMatchObject({ ok: true, failed: 0, missing: 0 });
  },
);

test.skipIf(NO_MOUNTS !== null)(
  'a disk that is pulled out while it is scanned is told, and no song of it is forgotten',
  () => {
    const { file, disk } = knownLibrary();
    const image = join(dirname(file), 'disk.img');
    // A disk of its own, seen by this scan alone, and gone once the first tags have been read.
    const script = `
      set -e
      mount -t tmpfs none ${disk}.mnt
      cp ${disk}/* ${disk}.mnt/
      "$0" "$@" >/dev/null
      for i in $(seq 1000); do cp ${disk}/00.opus ${disk}.mnt/more$i.opus; done
      mkfifo ${image}
      "$0" "$@" > ${image} &
      while read -r line; do
        case $line in *'"done":'[1-9]*) umount -l ${disk}.mnt 2>/dev/null || true;; esac
        echo "$line"
      done < ${image}`;
    mkdirSync(`${disk}.mnt`);
    const scan = ['scan', `${disk}.mnt`, '--library', file];
    const pulled = scanBy(['unshare', '--mount', 'sh', '-c', script], scan);
    expect(pulled).toMatchObject({ ok: true, found: 1_060, unchanged: 60, missing: 0 });
    expect(pulled.failed).toBeGreaterThan(0);
    expect(pulled.added + pulled.failed).toBe(1_000);
    const listed = spawnSync(
      process.execPath,
      ['--no-warnings', CLI, 'tracks', '--library', file, '--json'],
      { encoding: 'utf8' },
    );
    expect(listed.stdout.match(/"missing":false/g)?.length).toBeGreaterThanOrEqual(60);
  },
);
