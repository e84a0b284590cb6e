/** Undoing and redoing the page's edits; a toast says what became of it. */
import { t } from '../../../shared/words/words.ts';
import { toast } from '../../elements/toast/toast.ts';
import { edits } from '../../host/edits.ts';
import { tellFailure } from './tell-edits.ts';
import type { Edit } from './undo-stack.ts';

/** Undoes the last edit. One that cannot be undone says so; it is dropped, and no other is undone. */
export function undoLastEdit(): Promise<void> {
  return report(
    () => edits.undo(),
    (edit) => t('commands.undone', { edit }),
  );
}

/** Does again what was undone last. */
export function redoLastEdit(): Promise<void> {
  return report(
    () => edits.redo(),
    (edit) => t('commands.redone', { edit }),
  );
}

async function report(
  act: () => Promise<Edit | null>,
  words: (edit: string) => string,
): Promise<void> {
  try {
    const edit = await act();
    if (edit !== null) toast({ text: words(edit.label), key: 'undo' });
  } catch (error) {
    tellFailure(error);
  }
}
