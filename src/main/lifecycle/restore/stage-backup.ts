/** Makes of a backup what can take a library's place: a copy beside it, of the present version. */

import { notice } from '../../../shared/lifecycle-events.ts';
import { words } from '../../../shared/words/words.ts';
import { findStrangers, namesOf } from '../backups/backup-schema.ts';
import { accessOfRestored } from '../files/access.ts';
import { flushFile, removeDatabase } from '../files/durable-files.ts';
import { stagedLibrary } from '../files/file-names.ts';
import { type FileFormat, isSameFormat, OWN_FORMAT } from '../sqlite/file-format.ts';
import type { SchemaParts } from '../thread/jobs.ts';
import type { RestoreRun } from './restore-run.ts';

/**
 * Whether a backup can take the library's place as it is: it is verified, of the present version, and a
 * single commit can write its pages over those of the library.
 */
export async function isReady(run: RestoreRun): Promise<boolean> {
  const { source, sourceVersion, set, threads } = run;
  // The backups of earlier versions of Fermata have no number: these did not look at the search index.
  if (source.manifest?.sequence === undefined || sourceVersion !== set.latest) return false;
  const parts = await threads.sqlite.run('parts', { file: source.file, set });
  if (parts.changed.length > 0 || (await strangersOf(run, parts)).length > 0) return false;
  const format = await threads.sqlite.run('format', { file: source.file });
  return format !== null && isSameFormat(format, await formatBeside(run));
}

/** What works in the library by itself, and is neither ours nor the library's, is left out of the copy. */
async function leaveOutStrangers(run: RestoreRun, file: string): Promise<void> {
  const { libraryFile, set, threads, onEvent } = run;
  const strangers = await strangersOf(run, await threads.sqlite.run('parts', { file, set }));
  if (strangers.length === 0) return;
  const request = { file, parts: strangers, libraryFile };
  const kept = await threads.sqlite.run('leave-out', request);
  const names = namesOf(strangers);
  onEvent(notice(words('notices.strangersLeftOut', { names, file: kept ?? '' })));
}

function strangersOf({ libraryFile, options, set, threads }: RestoreRun, parts: SchemaParts) {
  const library = { ...options, libraryFile };
  return findStrangers(parts, library, { set, thread: threads.sqlite });
}

/** What follows from its rows is made again where it is not sound, and its file gets the library's format. */
async function mendStaged(run: RestoreRun, file: string): Promise<void> {
  const { set, threads } = run;
  const format = await formatBeside(run);
  const found = await threads.sqlite.run('condition', { file, set });
  const isSound = found.mendable.length === 0 && found.isMarked;
  if (isSound && isSameFormat(found.format, format)) return;
  await threads.sqlite.run('mend-copy', { file, set, format, settleBeside: null });
}

/** The format of the library that is there: processes may have it open, and keep theirs. */
async function formatBeside({ libraryFile: file, threads }: RestoreRun): Promise<FileFormat> {
  return (await threads.sqlite.run('format', { file })) ?? OWN_FORMAT;
}

/**
 * Copies a backup beside the library, once it is verified, mends what can be made again from its rows,
 * and migrates the copy forward.
 *
 * @returns the copy's path, flushed to the disk
 * @throws FermataError what verifying, copying and migrating throw; no copy stays behind
 */
export async function stageBackup(run: RestoreRun): Promise<string> {
  const { libraryFile, source, sourceVersion: fromVersion, set, threads, onEvent } = run;
  const { appVersion } = run.options;
  const staged = stagedLibrary(libraryFile);
  await run.verified;
  await removeDatabase(staged);
  onEvent({ event: 'phase', phase: 'stage' });
  try {
    const copy = {
      libraryFile: source.file,
      destination: staged,
      phase: 'stage',
      access: accessOfRestored(libraryFile, source.file),
    } as const;
    await threads.sqlite.run('copy', copy);
    await leaveOutStrangers(run, staged);
    await mendStaged(run, staged);
    if (fromVersion < set.latest) {
      await threads.sqlite.run('migrate', { file: staged, set, fromVersion, appVersion });
    }
    await flushFile(staged);
    return staged;
  } catch (error) {
    await removeDatabase(staged);
    throw error;
  }
}
