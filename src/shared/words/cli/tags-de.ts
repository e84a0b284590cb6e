/** Was `fermata tags` sagt. */
import type { tagsEn } from './tags-en.ts';

export const tagsDe = {
  'help.tagsShow': 'alle Tags ihrer Dateien zeigen, wie sie geschrieben sind',
  'help.tagsSet': 'Tags in ihre Dateien schreiben',
  'help.tagsTag': 'ein Tag; mehrmals für mehrere Werte; ohne Wert wird er entfernt',
  'help.tagsPreview': 'nur zeigen, was sich ändern würde',

  'tags.none': 'Keine Tags.',
  'tags.noValue': '(keiner)',
  'tags.asTheyAre': 'Die Datei hat diese Tags schon.',
  'tags.written':
    '{count, plural, =0 {Keine Datei wurde geändert.} one {# Datei wurde geschrieben.} other {# Dateien wurden geschrieben.}}',
  'tags.hadThem': '{count, plural, one {# Datei} other {# Dateien}} hatten diese Tags schon.',
  'tags.notWritten': 'Nicht geschrieben: {reason}',
} satisfies Record<keyof typeof tagsEn, string>;
