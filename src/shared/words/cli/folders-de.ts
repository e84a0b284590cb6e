/** Was `fermata folders` sagt. */
import type { foldersEn } from './folders-en.ts';

export const foldersDe = {
  'help.foldersList': 'die Musikordner nennen',
  'help.foldersRescan': 'sie neu einlesen (sonst alle, die da sind)',
  'help.foldersRemove': 'einen mit seinen Titeln entfernen; Dateien bleiben',
  'help.foldersRemoveMissing': 'die fehlenden Titel aus der Mediathek entfernen',
  'help.foldersRemoved': 'nennen, was entfernt wurde',
  'help.foldersRestore': 'zurückholen, was entfernt wurde',
  'help.foldersRelocate': 'sagen, wo die Dateien eines Ordners jetzt sind',
  'help.musicFolder': 'ein Musikordner, wie die Liste ihn nennt',
  'help.musicFolders': 'Musikordner, wie die Liste sie nennt',
  'help.missingIn': 'nur die in diesem Ordner',
  'help.removal': 'seine Nummer, oder latest',
  'help.oldPlace': 'wo die Mediathek sie hat, ein Ordner oder eine Datei',
  'help.newPlace': 'wo sie jetzt sind',
  'help.noScan': 'den neuen Ort nicht einlesen',

  'heads.folder': 'Ordner',
  'heads.missing': 'Fehlt',
  'heads.state': 'Zustand',
  'folderCommand.there': 'da',
  'folderCommand.away': 'jetzt nicht da',
  'folderCommand.awayOn': '{disk} ist nicht angeschlossen',
  'folderCommand.unreadable': 'nicht lesbar',
  'folderCommand.foundElsewhere':
    '{count, plural, one {# Titel} other {# Titel}} von {folder} {count, plural, one {ist} other {sind}} auch in {place}. Wenn er jetzt dort ist: fermata folders relocate {arguments}',
  'folderCommand.none': 'Es gibt noch keine Musikordner; `fermata scan ORDNER` legt einen an.',
  'folderCommand.left':
    '{count, plural, one {# Ordner ist jetzt nicht da und blieb, wie er ist} other {# Ordner sind jetzt nicht da und blieben, wie sie sind}}: {folders}',
  'folderCommand.removed':
    '{folder} ist kein Musikordner mehr; {count, plural, =0 {eigene Titel hat er nicht} one {sein # Titel ist} other {seine # Titel sind}}{count, plural, =0 {} other { aus der Mediathek entfernt}}. `fermata folders restore {id}` holt alles zurück.',
  'folderCommand.removedMissing':
    '{count, plural, one {# fehlender Titel ist} other {# fehlende Titel sind}} aus der Mediathek entfernt. `fermata folders restore {id}` holt {count, plural, one {ihn} other {sie}} zurück.',
  'folderCommand.nothingRemoved': 'Nichts ist entfernt.',
  'folderCommand.restored': '{count, plural, one {# Titel ist} other {# Titel sind}} zurück.',
  'folderCommand.restoredFolder':
    '{folder} ist wieder ein Musikordner; {count, plural, one {# Titel ist} other {# Titel sind}} zurück.',
  'folderCommand.relocated':
    '{count, plural, one {# Titel ist} other {# Titel sind}} jetzt in {to}.',
  'folderCommand.takeBack': '`fermata folders relocate --no-scan {back}` nimmt das zurück.',
  'folderCommand.severalTracks': '{title} und {count, plural, one {# weiterer} other {# weitere}}',
} satisfies Record<keyof typeof foldersEn, string>;
