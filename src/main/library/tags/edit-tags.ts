/** Writes tags into the files of tracks, one after the other, and takes them into the library at once. */
import { lstatSync } from 'node:fs';
import type { Client } from '../../../shared/api/define.ts';
import type { EditedTags, FileTags, TrackTagEdit } from '../../../shared/api/tags.ts';
import {
  errorFromReport,
  FermataError,
  reportError,
  toFermataError,
} from '../../../shared/errors.ts';
import { fileOfTrack } from '../../../shared/track-path.ts';
import { words } from '../../../shared/words/words.ts';
import { systemPath } from '../../lifecycle/files/path-bytes.ts';
import type { LibraryLocation } from '../../lifecycle/lock/own-files.ts';
import { requireSafeToOpen } from '../playback/track-file.ts';
import type { TaggedFile, tagStoreCalls } from './tag-calls.ts';
import { isLink, isPartOfFile } from './tag-errors.ts';
import { TagWriteThread } from './tag-write-thread.ts';

interface Parts {
  readonly calls: Client<typeof tagStoreCalls>;
  readonly location: LibraryLocation;
}

/**
 * All tags of a track's file.
 *
 * @throws FermataError `NOT_FOUND` where there is no such track, or no such file
 */
export async function seeFileTags(parts: Parts, id: number): Promise<FileTags> {
  const [file] = await parts.calls.taggedFiles({ ids: [id] });
  if (file === undefined) throw trackGone();
  const path = fileOfTrack(file.path);
  const { realPath } = await requireSafeToOpen({ ...file, path }, parts.location);
  return withThread(async (thread) => {
    const { tags, size, mtimeMs, refusal } = await thread.see(realPath);
    const known = file.isPart
      ? isPartOfFile(file.path)
      : leadsElsewhere(path)
        ? isLink(path)
        : null;
    return {
      ...{ path, tags, size, changedAt: new Date(mtimeMs).toISOString() },
      refusal: known === null ? refusal : reportError(known),
    };
  });
}

/**
 * Writes.
 *
 * @throws FermataError where the only file could not be written
 */
export async function editTags(parts: Parts, edits: readonly TrackTagEdit[]): Promise<EditedTags> {
  const files = await parts.calls.taggedFiles({ ids: edits.map(({ id }) => id) });
  const byId = new Map(files.map((file) => [file.id, file]));
  const edited: EditedTags['edited'] = [];
  const failed: EditedTags['failed'] = [];
  await withThread(async (thread) => {
    for (const edit of edits) {
      const file = byId.get(edit.id);
      try {
        if (file === undefined) throw trackGone();
        edited.push({ id: edit.id, ...(await editOne(parts, { thread, file, edit })) });
      } catch (error) {
        const report = reportError(toFermataError(error));
        failed.push({ id: edit.id, path: file?.path ?? null, error: report });
      }
    }
  });
  const [first] = failed;
  if (edits.length === 1 && first !== undefined) throw errorFromReport(first.error);
  return { edited, failed };
}

/**
 * Writes old tags back.
 *
 * @throws FermataError `CONFLICT` where some files could not get them, after all others have
 */
export async function restoreTags(
  parts: Parts,
  edits: readonly TrackTagEdit[],
): Promise<EditedTags> {
  const answer = await editTags(parts, edits);
  const [first] = answer.failed;
  if (first === undefined) return answer;
  const error = errorFromReport(first.error);
  const count = answer.failed.length;
  throw new FermataError(
    error.code,
    words('tagErrors.someNotRestored', { count, reason: error.message }),
    {
      advice: error.advice,
      libraryState: words('tagErrors.othersRestored', {
        count: answer.edited.length,
        total: edits.length,
      }),
      cause: error,
    },
  );
}

interface OneEdit {
  readonly thread: TagWriteThread;
  readonly file: TaggedFile;
  readonly edit: TrackTagEdit;
}

async function editOne({ calls, location }: Parts, { thread, file, edit }: OneEdit) {
  const { id, path, encoding } = file;
  if (file.isPart) throw isPartOfFile(path);
  if (leadsElsewhere(path)) throw isLink(path);
  const { realPath } = await requireSafeToOpen(file, location);
  const { tags, expected } = edit;
  const { version } = await calls.beginTagging({ id });
  const writing = thread.write({
    ...{ path: realPath, tags, encoding },
    ...(expected === undefined ? {} : { expected }),
  });
  const { before, after, read, state } = await writing.catch(async (error: unknown) => {
    if (version !== null) await calls.leaveUntagged({ id, version });
    throw error;
  });
  try {
    // What cannot be read any more, a scan tells.
    if ('tags' in read) await calls.takeInTags({ id, path, state, tags: read.tags });
  } catch (error) {
    // The file is to be what its row says: where its size and its time are the same, no scan would see it.
    await thread.write({ path: realPath, tags: before, expected: after, encoding });
    throw error;
  }
  return { before, after };
}

function leadsElsewhere(path: string): boolean {
  const stats = lstatSync(systemPath(path), { throwIfNoEntry: false });
  return stats?.isSymbolicLink() === true;
}

async function withThread<Result>(work: (thread: TagWriteThread) => Promise<Result>) {
  const thread = new TagWriteThread();
  try {
    return await work(thread);
  } finally {
    await thread.end();
  }
}

function trackGone(): FermataError {
  return new FermataError('NOT_FOUND', words('libraryErrors.tracksGone'), {
    advice: words('libraryErrors.otherTracks'),
  });
}
