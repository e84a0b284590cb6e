/** Wie die Buchstaben von Tags gelesen werden, die es nicht sagen. */
import type { encodings as en } from '../en/encodings.ts';

export const encodings = {
  'encodings.menu': 'Buchstaben sehen falsch aus …',
  'encodings.title': 'Buchstaben, die falsch aussehen',
  'encodings.hint':
    'Die Tags dieses Albums sagen nicht, wie ihre Buchstaben zu lesen sind. Wähle die Zeile, die richtig aussieht: {count, plural, one {# Titel wird} other {# Titel werden}} so gelesen, auch beim späteren Einlesen.',
  'encodings.hintForMany':
    'Die Tags dieser Alben sagen nicht, wie ihre Buchstaben zu lesen sind. Wähle die Zeile, die richtig aussieht: Alle ihre Titel werden so gelesen, auch beim späteren Einlesen.',
  'encodings.none':
    'Die Tags dieser Titel sagen, wie ihre Buchstaben zu lesen sind, oder ihre Dateien sind gerade nicht lesbar.',
  'encodings.guess': 'Wie Fermata es errät',
  'encodings.read': 'So lesen',
  'encodings.done':
    '{count, plural, one {# Titel wird} other {# Titel werden}} mit anderen Buchstaben gelesen',
} satisfies Record<keyof typeof en, string>;
