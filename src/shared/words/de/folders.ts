/** Die Musikordner, und die Titel, deren Dateien fehlen. */
import type { folders as en } from '../en/folders.ts';

export const folders = {
  'folders.missingOn': '{count, number} auf {disk}',
  'folders.missingIn': '{count, number} in {folder}',
  'folders.missingElsewhere': 'weitere anderswo',
  'folders.noSuchFolder': '{folder} ist keiner der Musikordner.',
  'folders.lookAtList': 'Die Liste der Musikordner ansehen.',
  'folders.broughtBackAlready': 'Das wurde schon zurückgeholt.',
  'folders.lookAtRemovals': 'Die Liste dessen ansehen, was entfernt wurde.',
  'folders.nothingThere': 'Die Mediathek hat keine Titel in {folder}.',
  'folders.nothingAt': 'Unter {path} ist nichts.',
  'folders.filesNotThere':
    'Keine der {count, plural, one {gesuchten Dateien} other {# gesuchten Dateien}} ist an derselben Stelle in {to}.',
  'folders.nameSameFolder':
    'Den Ordner nennen, in dem ist, was im alten war. Dateien, die jetzt anders heißen, erkennt das Einlesen ihres neuen Ordners wieder.',
  'folders.nothingRelocated': 'Nichts wurde geändert.',
} satisfies Record<keyof typeof en, string>;
