/** Writes tags a few files at a time, so that it can be told how far it is, and cancelled in between. */
import { type EditedTags, undoOfTags } from '../../../shared/api/tags.ts';
import { reportError, toFermataError } from '../../../shared/errors.ts';
import type { NewTags, Tags } from '../../../shared/tags.ts';
import { t } from '../../../shared/words/words.ts';
import { api } from '../../host/api-client.ts';
import { edits } from '../../host/edits.ts';
import { tellEdits } from '../undo/tell-edits.ts';
import type { Edit } from '../undo/undo-stack.ts';

/** So many files take a second or so. */
const FILES_PER_CALL = 8;

/** What takes edits back has room in one request, in files and in characters. */
const MOST_FILES = 500;
const MOST_CHARACTERS = 500_000;

interface TagWork {
  readonly tracks: readonly { readonly id: number; readonly path: string }[];
  readonly tags: NewTags;
  /** What is expected of the tags of a single file, as they were shown; null for several. */
  readonly expected: Tags | null;
  readonly signal: AbortSignal;
  /** Called with how many files are done. */
  readonly onProgress: (done: number) => void;
}

/**
 * Writes them, and tells in a toast what was done, with undo.
 *
 * @returns the files that are as they were, and why
 */
export async function writeTags(work: TagWork): Promise<EditedTags['failed']> {
  let failed: EditedTags['failed'] = [];
  await tellEdits(
    edits.make(async () => {
      const written = await writeAll(work);
      failed = written.failed;
      return recordAll(written.edited);
    }),
  );
  return failed;
}

async function writeAll({ tracks, tags, expected, signal, onProgress }: TagWork) {
  const edited: EditedTags['edited'] = [];
  const failed: EditedTags['failed'] = [];
  for (let from = 0; from < tracks.length && !signal.aborted; from += FILES_PER_CALL) {
    const batch = tracks.slice(from, from + FILES_PER_CALL);
    try {
      const answer = await api.editTags({
        edits: batch.map(({ id }) => ({ id, tags, ...(expected === null ? {} : { expected }) })),
      });
      edited.push(...answer.edited);
      failed.push(...answer.failed);
    } catch (error) {
      // None of them could be written: each for a reason of its own, of which the first is told.
      const report = reportError(toFermataError(error));
      failed.push(...batch.map(({ id, path }) => ({ id, path, error: report })));
    }
    onProgress(Math.min(from + FILES_PER_CALL, tracks.length));
  }
  return { edited, failed };
}

/** Remembers what takes them back, in as few edits as can be: mostly one. The last one is the first to be undone. */
function recordAll(edited: EditedTags['edited']): Edit[] {
  const recorded: Edit[] = [];
  let part: EditedTags['edited'] = [];
  let characters = 0;
  const close = () => {
    const inverse = undoOfTags({ edited: part });
    if (inverse !== null) {
      const edit = { label: t('info.written', { count: edited.length }), inverse };
      edits.record(edit);
      recorded.unshift(edit);
    }
    part = [];
    characters = 0;
  };
  for (const one of edited) {
    const length = JSON.stringify(one).length;
    if (part.length === MOST_FILES || characters + length > MOST_CHARACTERS) close();
    part.push(one);
    characters += length;
  }
  close();
  return recorded;
}
