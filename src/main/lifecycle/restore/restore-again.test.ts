/** restore.ts: attempts that fail again and again use the one backup of what has not changed. */
import { expect, test } from 'vitest';
import type { LifecycleEvent } from '../../../shared/lifecycle-events.ts';
import { LATEST, makeBackup, makeMusicLibrary, play, restore } from '../testing/music-library.ts';
import { namesIn } from '../testing/scratch-library.ts';
import type { LifecycleOptions } from '../thread/options.ts';
import { restoreLibrary } from './restore.ts';

const undosIn = ({ backupsDir }: LifecycleOptions) =>
  namesIn(backupsDir).filter((name) => name.endsWith('_before-restore.db'));

test('restores that are stopped after their backup make one, and the next one uses it', async () => {
  const library = makeMusicLibrary();
  // Of an older version: it is staged after what is there was backed up.
  const { manifest } = await makeBackup(library, LATEST - 1);
  play(library.libraryFile, '2025-01-01T00:00:00Z');
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    const stop = new AbortController();
    const onEvent = ({ event }: LifecycleEvent) => {
      if (event === 'backup-made' || event === 'backup-reused') stop.abort();
    };
    const options = { ...library, backup: manifest.id, signal: stop.signal };
    await expect(restoreLibrary(options, onEvent)).rejects.toMatchObject({ code: 'INTERRUPTED' });
  }
  expect(undosIn(library)).toHaveLength(1);
  const { events, undo } = await restore(library, manifest.id);
  expect(events).toContainEqual(expect.objectContaining({ event: 'backup-reused' }));
  expect(undosIn(library)).toEqual([`${undo}.db`]);
});
