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
    '{count, plural, one {Die gesuchte Datei ist nicht} other {Keine der # gesuchten Dateien ist}} an derselben Stelle in {to}.',
  'folders.nameSameFolder':
    'Den Ordner nennen, in dem ist, was im alten war. Dateien, die jetzt anders heißen, erkennt das Einlesen ihres neuen Ordners wieder.',
  'folders.nothingRelocated': 'Nichts wurde geändert.',

  'folders.noneMissing': 'Dort fehlen keine Titel.',
  'folders.title': 'Ordner',
  'folders.count': '{count, plural, one {# Ordner} other {# Ordner}}',
  'folders.add': 'Ordner hinzufügen …',
  'folders.rescanAll': 'Alle neu einlesen',
  'folders.none': 'Noch keine Musikordner',
  'folders.noneAdvice':
    'Einen Ordner mit Musik hinzufügen. Fermata liest die Dateien und verändert sie nie.',
  'folders.rescan': 'Neu einlesen',
  'folders.rescanNamed': '{name} neu einlesen',
  'folders.remove': 'Aus der Mediathek entfernen',
  'folders.removeNamed': '{name} aus der Mediathek entfernen',
  'folders.locate': 'Suchen …',
  'folders.locateNamed': '{name} suchen …',
  'folders.missingCount': '{count, number} fehlen',
  'folders.scanned': 'eingelesen {time}',
  'folders.notScanned': 'noch nicht zu Ende eingelesen',
  'folders.diskAway': '{disk} ist nicht angeschlossen',
  'folders.isAway': 'Er ist jetzt nicht da',
  'folders.isUnreadable': 'Er ist nicht lesbar',
  'folders.foundAt':
    '{count, plural, one {# seiner Titel ist} other {# seiner Titel sind}} auch in {folder}.',
  'folders.useFound': 'Er ist jetzt dort',
  'folders.missingTitle': 'Fehlende Titel',
  'folders.missingHint':
    'Ihre Dateien sind nicht mehr, wo sie waren. Bewertungen, Wiedergaben und Plätze in Playlists bleiben erhalten.',
  'folders.placeOn': '{count, plural, one {# Titel} other {# Titel}} auf {disk}',
  'folders.placeIn': '{count, plural, one {# Titel} other {# Titel}} in {folder}',
  'folders.showMissing': 'Anzeigen',
  'folders.removedTitle': 'Zuletzt entfernt',
  'folders.removedHint':
    'Ihre Bewertungen, Wiedergaben und Plätze in Playlists bleiben erhalten und kommen mit ihnen zurück.',
  'folders.severalTracks': '{title} und {count, plural, one {# weiterer} other {# weitere}}',
  'folders.restore': 'Zurückholen',
  'folders.restoreNamed': '{name} zurückholen',
  'folders.removedFolder': '{name} aus der Mediathek entfernt',
  'folders.removedTracks':
    '{count, plural, one {# Titel} other {# Titel}} aus der Mediathek entfernt',
  'folders.broughtBack': '{name} zurückgeholt',
  'folders.relocated': '{count, plural, one {# Titel ist} other {# Titel sind}} jetzt in {folder}',
  'folders.locateTitle': 'Wo ist das jetzt?',
  'folders.locateFolder': 'Neuer Pfad von {folder} auf diesem Computer',
  'folders.locateFile': 'Neuer Pfad von {file} auf diesem Computer',
  'folders.locateHint':
    'Den Ordner nennen, der dieselben Ordner und Dateien enthält. Fermata sucht sie dort und ändert nur, was es von ihrem Ort weiß.',
  'folders.locateFileHint':
    'Die Datei nennen. Andere, die neben ihr lagen, werden mit ihr gefunden.',
  'folders.notAFile': '{path} ist keine Datei.',
  'folders.locateStart': 'Suchen',
  'folders.missingView': 'Fehlend',
  'folders.nothingMissing': 'Nichts fehlt',
  'folders.nothingMissingAdvice':
    'Die Dateien aller Titel sind, wo das letzte Einlesen sie gesehen hat.',
} satisfies Record<keyof typeof en, string>;
