/** Undoing and redoing the page's edits; a toast says what became of it. */
import { toast } from '../../elements/toast/toast.ts';
import { edits } from '../../host/edits.ts';
import { tellFailure } from './tell-edits.ts';
import type { Edit } from './undo-stack.ts';

/** Undoes the last edit. One that cannot be undone says so; it is dropped, and no other is undone. */
export function undoLastEdit(): Promise<void> {
  return report(() => edits.undo(), 'Undone');
}

/** Does again what was undone last. */
export function redoLastEdit(): Promise<void> {
  return report(() => edits.redo(), 'Done again');
}

async function report(act: () => Promise<Edit | null>, done: string): Promise<void> {
  try {
    const edit = await act();
    if (edit !== null) toast({ text: `${done}: ${edit.label}`, key: 'undo' });
  } catch (error) {
    tellFailure(error);
  }
}
