/** For tests: backs scratch libraries up, in threads that the tests of a file share. */
import { afterAll } from 'vitest';
import type { LifecycleEvent } from '../../../shared/lifecycle-events.ts';
import { type Backup, backUpLibrary } from '../backups/backup.ts';
import { LifecycleThread, type LifecycleThreads } from '../thread/lifecycle-thread.ts';
import type { ScratchLibrary } from './scratch-library.ts';

export const LARGE_LIBRARY_TRACKS = 36_000;

/** More than 32 MiB, from which a copy is checked in two threads; a step of copying is 8 MiB. */
export const LARGE_LIBRARY = `
  WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${LARGE_LIBRARY_TRACKS})
  INSERT INTO tracks (album_id, title) SELECT 1, printf('%.1000c', 'x') FROM numbers`;

/** Threads that all tests share, for what they do to be heard by the one that runs. */
let listener: (event: LifecycleEvent) => void = () => {};
export const hear = (event: LifecycleEvent) => listener(event);
const shared = { sqlite: new LifecycleThread(hear), hashing: new LifecycleThread(hear) };

afterAll(async () => {
  await Promise.all([shared.sqlite.close(), shared.hashing.close()]);
});

/** Backs a library up, doing something else at each event. */
export function backUp(
  { libraryFile, backupsDir }: ScratchLibrary,
  meanwhile: (event: LifecycleEvent) => void = () => {},
  threads: LifecycleThreads = shared,
): Promise<Backup> {
  listener = meanwhile;
  const request = {
    libraryFile,
    backupsDir,
    kind: 'before-migration',
    appVersion: '2.0.0',
  } as const;
  return backUpLibrary(request, threads, hear);
}
