/** Was an den Regeln einer intelligenten Playlist nicht stimmt. */
import type { smartProblems as en } from '../en/smart-problems.ts';

export const smartProblems = {
  'smartProblems.unknown':
    'Eine Regel stammt von einer neueren Version von Fermata oder ist unlesbar. Sie bleibt erhalten, und kein Titel erfüllt sie.',
  'smartProblems.itself':
    'Eine Regel führt zu dieser Playlist selbst zurück. Kein Titel erfüllt sie.',
  'smartProblems.gone':
    'Eine Regel nennt eine Playlist, die es nicht mehr gibt. Kein Titel erfüllt sie.',
} satisfies Record<keyof typeof en, string>;
