/** Intelligente Playlists: ihre Regeln als Sätze, und was von ihnen gesagt wird. */
import type { smart as en } from '../en/smart.ts';

export const smart = {
  'smart.refersToItself': 'Die Regeln von „{name}“ würden zu „{name}“ zurückführen.',
  'smart.chooseAnother': 'Wähle in der Regel eine andere Playlist, oder entferne die Regel.',
  'smart.nothingChanged': 'Nichts wurde geändert.',
} satisfies Record<keyof typeof en, string>;
