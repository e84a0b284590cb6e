/** library-backups.ts: what is told of a restore before all of it is done, and what waits for the rest. */
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import type { BackupActivity } from '../../../shared/backups.ts';
import type { LifecycleEvent } from '../../../shared/lifecycle-events.ts';
import { makeBackup, makeMusicLibrary, play } from '../../lifecycle/testing/music-library.ts';
import { namesIn, queryValue } from '../../lifecycle/testing/scratch-library.ts';
import type { LifecycleOptions } from '../../lifecycle/thread/options.ts';
import { LibraryBackups } from './library-backups.ts';

const hasLock = ({ libraryFile }: LifecycleOptions) =>
  namesIn(dirname(libraryFile)).includes('library.db.lock');

/** Restores a backup of a library, and does something as soon as that is told to be done. */
async function restoreAndThen(
  options: LifecycleOptions,
  act: (backups: LibraryBackups, activity: BackupActivity) => void,
): Promise<{ readonly backups: LibraryBackups; readonly events: readonly LifecycleEvent[] }> {
  const events: LifecycleEvent[] = [];
  const backups = new LibraryBackups({
    lifecycle: () => options,
    closeLibrary: () => Promise.resolve(),
    openLibrary: () => Promise.resolve(),
    onEvent: (event) => events.push(event),
  });
  const { manifest } = await makeBackup(options);
  play(options.libraryFile, '2025-01-01T00:00:00Z');
  await new Promise<void>((resolve) => {
    const stop = backups.onActivity((activity) => {
      if (activity.state === 'running') return;
      stop();
      act(backups, activity);
      resolve();
    });
    backups.restore(manifest.id);
  });
  return { backups, events };
}

test('a restore is told to be done while it writes its log back; closing waits for that', async () => {
  const options = makeMusicLibrary();
  let ended: BackupActivity | undefined;
  let isLocked = false;
  const { backups } = await restoreAndThen(options, (_backups, activity) => {
    ended = activity;
    isLocked = hasLock(options);
  });
  expect(ended).toMatchObject({
    work: 'restore',
    state: 'done',
    outcome: 'The backup is restored.',
    undo: expect.stringContaining('before-restore'),
  });
  expect(isLocked).toBe(true);
  await backups.close();
  expect(hasLock(options)).toBe(false);
  expect(namesIn(dirname(options.libraryFile))).not.toContain('library.db-wal');
  expect(queryValue(options.libraryFile, 'SELECT count(*) FROM plays')).toBe(300);
});

test('what is begun then does not wait for a lock that this process has', async () => {
  const options = makeMusicLibrary();
  const { backups, events } = await restoreAndThen(options, (restored) => {
    restored.backUp('manual', '');
  });
  await new Promise<void>((resolve) => {
    backups.onActivity(({ state }) => {
      if (state !== 'running') resolve();
    });
  });
  expect(backups.activity).toMatchObject({ work: 'back-up', state: 'done' });
  expect(events).not.toContainEqual({ event: 'phase', phase: 'wait' });
  await backups.close();
});

test('undoing a restore says so and offers to redo it, and redoing it to undo it again', async () => {
  const options = makeMusicLibrary();
  const plays = () => queryValue(options.libraryFile, 'SELECT count(*) FROM plays');
  const { backups } = await restoreAndThen(options, () => {});
  for (const [outcome, isUndone, count] of [
    ['Restore undone.', true, 301],
    ['Restore redone.', false, 300],
    ['Restore undone.', true, 301],
  ] as const) {
    await restoreFrom(backups, String(backups.activity.undo));
    expect(backups.activity).toMatchObject({ state: 'done', outcome, isUndone });
    expect(plays()).toBe(count);
  }
  await backups.close();
});

async function restoreFrom(backups: LibraryBackups, id: string): Promise<void> {
  await new Promise<void>((resolve) => {
    const stop = backups.onActivity(({ state }) => {
      if (state === 'running') return;
      stop();
      resolve();
    });
    backups.restore(id);
  });
}
