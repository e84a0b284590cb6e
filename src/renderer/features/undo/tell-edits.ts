/** Toasts about edits: what was done, with a way to undo it, or why it was not. */
import { sentencesOf, toFermataError } from '../../../shared/errors.ts';
import { toast } from '../../elements/toast/toast.ts';
import { edits } from '../../host/edits.ts';
import type { Edit } from './undo-stack.ts';

/** As many ids as one call takes (shared/api/tracks.ts). */
const BATCH = 100_000;

/**
 * Edits any number of ids, a batch at a time.
 *
 * @returns the edits, the last one first: the order in which they are undone
 */
export async function inBatches(
  ids: readonly number[],
  edit: (batch: number[]) => Promise<Edit | null>,
): Promise<Edit[]> {
  const done: Edit[] = [];
  for (let from = 0; from < ids.length; from += BATCH) {
    const made = await edit(ids.slice(from, from + BATCH));
    if (made !== null) done.unshift(made);
  }
  return done;
}

/**
 * Tells what edits have done, or that they failed.
 *
 * @param told the newest edit's label by default, in a toast that goes by itself
 */
export async function tellEdits(
  made: Promise<readonly Edit[]>,
  told: { readonly text?: string; readonly isKept?: boolean } = {},
): Promise<void> {
  try {
    const done = await made;
    const [last] = done;
    if (last === undefined) return;
    const { text = last.label, isKept = false } = told;
    // What is kept is not replaced by the next edit's.
    const key = isKept ? {} : { key: 'undo' };
    toast({ text, isKept, ...key, undo: () => void undoAll(done) });
  } catch (error) {
    tellFailure(error);
  }
}

/** Says in a toast that something failed, and what can be done. */
export function tellFailure(error: unknown): void {
  const { message, advice } = sentencesOf(toFermataError(error));
  toast({ text: `${message} ${advice}`, isFailure: true });
}

async function undoAll(done: readonly Edit[]): Promise<void> {
  try {
    for (const edit of done) await edits.undo(edit);
  } catch (error) {
    tellFailure(error);
  }
}
