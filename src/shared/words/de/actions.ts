/** Was Schaltflächen mehrerer Ansichten sagen. */
import type { actions as en } from '../en/actions.ts';

export const actions = {
  'actions.cancel': 'Abbrechen',
  'actions.close': 'Schließen',
  'actions.dismiss': 'Ausblenden',
  'actions.hide': 'Ausblenden',
  'actions.ok': 'OK',
  'actions.quit': 'Beenden',
  'actions.reload': 'Neu laden',
  'actions.retry': 'Erneut versuchen',
  'actions.undo': 'Rückgängig',
  'actions.play': 'Wiedergeben',
} satisfies Record<keyof typeof en, string>;
