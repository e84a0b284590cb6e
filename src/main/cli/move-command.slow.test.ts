/** A move that is killed at any instant, or whose last step is refused, leaves one library that has everything. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { canMountDisks } from '../lifecycle/testing/peer.ts';
import {
  CLI,
  CliProcess,
  linesOf,
  resultOf,
  runCli,
  scannedLibrary,
  scratchFolder,
} from './testing.ts';

const makeLibrary = scannedLibrary();

async function tracksOf(library: string): Promise<number> {
  const ended = await runCli(['tracks', '--library', library, '--json']);
  return linesOf(ended).filter(({ event }) => event !== 'result').length;
}

test('a move that is killed has moved the library or not, and is finished by moving again', async () => {
  const original = makeLibrary();
  const all = await tracksOf(original);
  // From before its first event to after its last one, as far as it gets on this machine.
  for (const killAfter of [
    'nothing',
    'backup',
    'verify-backup',
    'stage',
    'verify',
    'verify and some',
  ]) {
    const library = join(scratchFolder(), 'library.db');
    copyFileSync(original, library);
    const newFile = join(scratchFolder(), 'library.db');
    const child = new CliProcess(['move', newFile, '--library', library, '--json']);
    if (killAfter !== 'nothing') {
      await child.waitFor(
        'phase',
        ({ phase }) => killAfter.startsWith(String(phase)) && phase === killAfter.split(' ')[0],
      );
    }
    if (killAfter.endsWith('some')) await delay(15);
    child.child.kill('SIGKILL');
    await child.ended;
    // Its old name leads to it, whatever was done.
    expect([killAfter, await tracksOf(library)]).toEqual([killAfter, all]);
    if (existsSync(library)) {
      const again = resultOf(await runCli(['move', newFile, '--library', library, '--json']));
      expect([killAfter, again.ok, again.message]).toEqual([killAfter, true, undefined]);
    }
    expect([existsSync(library), await tracksOf(library), await tracksOf(newFile)]).toEqual([
      false,
      all,
      all,
    ]);
    expect(readdirSync(dirname(newFile)).filter((name) => name.includes('.partial'))).toEqual([]);
  }
});

test.skipIf(!canMountDisks() || process.getuid?.() !== 0)(
  'a library that is mounted alone cannot be moved away, and stays the one',
  async () => {
    const library = makeLibrary();
    const folder = scratchFolder();
    const script = `mount --bind "${library}" "${library}" && exec "$0" "$@"`;
    const { status, stdout } = spawnSync(
      'unshare',
      [
        '--mount',
        'sh',
        '-c',
        script,
        process.execPath,
        '--no-warnings',
        CLI,
        'move',
        folder,
        '--library',
        library,
        '--json',
      ],
      { encoding: 'utf8' },
    );
    const result = JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '{}');
    expect([status, result.code]).toEqual([10, 'LOCK_TIMEOUT']);
    expect(result.message).toMatch(/is in use by another program or mounted by the system/);
    expect(readdirSync(folder)).toEqual(['backups']);
    expect(await tracksOf(library)).toBeGreaterThan(0);
  },
);
