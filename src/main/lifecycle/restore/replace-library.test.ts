/** replace-library.ts: a source that turns out to be damaged while it is verified changes nothing. */
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { FermataError } from '../../../shared/errors.ts';
import type { LifecycleEvent, Phase } from '../../../shared/lifecycle-events.ts';
import { loadMigrationSet } from '../migrations/migration-set.ts';
import { LATEST, makeBackup, makeMusicLibrary, play, zeroPages } from '../testing/music-library.ts';
import { fingerprint } from '../testing/scratch-library.ts';
import { withThreads } from '../thread/lifecycle-thread.ts';
import type { LifecycleOptions } from '../thread/options.ts';
import { replaceLibrary } from './replace-library.ts';

/**
 * Restores a backup that turns out to be damaged: in a phase, or before the first one.
 *
 * @returns the phases that there were
 */
async function replaceByDamaged(
  options: LifecycleOptions,
  version: number,
  lastPhase: Phase | null,
): Promise<Phase[]> {
  const source = await makeBackup(options, version);
  const before = fingerprint(dirname(options.libraryFile));
  const phases: Phase[] = [];
  let refuse = () => {};
  const verified = new Promise<void>((_resolve, reject) => {
    refuse = () => reject(new FermataError('BACKUP_INVALID', 'It is damaged.', { advice: '' }));
  });
  verified.catch(() => {});
  const onEvent = (event: LifecycleEvent) => {
    if (event.event !== 'phase') return;
    phases.push(event.phase);
    if (event.phase === lastPhase) refuse();
  };
  const run = {
    options: { ...options, backup: source.manifest.id },
    libraryFile: options.libraryFile,
    source,
    sourceVersion: version,
    verified,
    set: loadMigrationSet(options.migrationsDir),
    onEvent,
  };
  if (lastPhase === null) refuse();
  await expect(
    withThreads(onEvent, (threads) => replaceLibrary({ ...run, threads }), undefined),
  ).rejects.toBeInstanceOf(FermataError);
  expect(fingerprint(dirname(options.libraryFile))).toEqual(before);
  return phases;
}

test('while what is there is backed up: that backup is not kept either', async () => {
  const options = makeMusicLibrary();
  play(options.libraryFile, '2025-01-01T00:00:00Z');
  const phases = await replaceByDamaged(options, LATEST, 'verify-backup');
  expect(phases).toEqual(['backup', 'verify-backup']);
});

test('before it is copied, where it is of an older version', async () => {
  expect(await replaceByDamaged(makeMusicLibrary(), 5, null)).toEqual([]);
});

test('before a damaged library is moved aside', async () => {
  const options = makeMusicLibrary();
  zeroPages(options.libraryFile, [1]);
  expect(await replaceByDamaged(options, LATEST, null)).toEqual([]);
});
