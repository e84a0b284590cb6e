/** tell-edits.ts: what a toast says of a failed edit. */
import { afterEach, expect, test, vi } from 'vitest';
import { FermataError } from '../../../shared/errors.ts';
import { speak, words } from '../../../shared/words/words.ts';
import { toasts } from '../../elements/toast/toast.ts';
import { tellFailure } from './tell-edits.ts';

afterEach(() => {
  vi.restoreAllMocks();
  return speak('en');
});

test('a failed edit is told in the language of the page', async () => {
  const shown = vi.spyOn(toasts, 'add');
  await speak('de');
  tellFailure(
    new FermataError('BUSY', words('libraryErrors.stoppedWaiting'), {
      advice: words('updates.whenDone'),
    }),
  );
  expect(shown).toHaveBeenCalledWith(
    expect.objectContaining({
      description: 'Beim Warten auf die Mediathek angehalten. Danach erneut versuchen.',
    }),
  );
});
