/** Was `fermata encoding` sagt. */
import type { encodingEn } from './encoding-en.ts';

export const encodingDe = {
  'help.encodingShow': 'zeigen, was ihre Texte in jeder Kodierung sind',
  'help.encodingSet': 'sie und alle ihre Alben in einer Kodierung lesen',
  'help.encodingName': 'wie die Liste sie nennt, oder guess (geraten)',

  'heads.encoding': 'Kodierung',
  'heads.texts': 'Texte',

  'encoding.guess': 'geraten',
  'encoding.said':
    'Kodierung: {encoding} ({count, plural, one {# Titel} other {# Titel}} der Alben).',
  'encoding.none':
    'Die Tags dieser Titel nennen ihre Kodierung, oder ihre Dateien sind nicht lesbar.',
  'encoding.set':
    'Kodierung: {encoding}, für {count, plural, one {# Titel} other {# Titel}} mit bisher anderer Kodierung.',
} satisfies Record<keyof typeof encodingEn, string>;
