/** Was die App fragt und sagt: Dialoge, Meldungen, Mitteilungen. */
import type { dialogs as en } from '../en/dialogs.ts';

export const dialogs = {
  'dialogs.openLibrary': 'Mediathek öffnen',
  'dialogs.open': 'Öffnen',
  'dialogs.libraries': 'Fermata-Mediatheken',
  'dialogs.allFiles': 'Alle Dateien',
  'dialogs.newLibrary': 'Neue Mediathek',
  'dialogs.create': 'Anlegen',
  'dialogs.name': 'Name:',
  'dialogs.libraryFolder': 'Fermata-Mediathek',
  'dialogs.cannotCreate': 'Der Ordner {folder} konnte nicht angelegt werden.',
  'dialogs.otherName': 'Einen anderen Namen oder Ort wählen.',
  'dialogs.libraryMissing': 'Die Mediathek ist nicht da',
  'dialogs.connectDisk':
    '{file}\n\nLiegt sie auf einem Datenträger, der nicht verbunden ist, diesen verbinden und erneut versuchen.',
  'dialogs.removeRecent': 'Aus „Zuletzt geöffnet“ entfernen',
  'dialogs.libraryNotThere': 'Die Mediathek {file} ist nicht da.',
  'dialogs.connectOrChoose':
    'Den Datenträger verbinden, auf dem sie liegt, oder eine andere Mediathek wählen.',

  'dialogs.stopFirst': 'Danach kann eine andere Mediathek geöffnet werden. {consequence}',
  'dialogs.stopAndOpen': 'Anhalten und öffnen',
  'dialogs.stopScanning': 'Das Einlesen anhalten?',
  'dialogs.scanKept': 'Was schon gelesen ist, bleibt in der Mediathek.',
  'dialogs.keepScanning': 'Weiter einlesen',
  'dialogs.stopBackUp': 'Das Sichern anhalten?',
  'dialogs.backUpRemoved': 'Die unfertige Sicherung wird entfernt.',
  'dialogs.keepBackingUp': 'Weiter sichern',
  'dialogs.stopCopying': 'Das Kopieren der Sicherungen anhalten?',
  'dialogs.copiedLater':
    'Was noch nicht kopiert ist, wird kopiert, wenn die Mediathek wieder geöffnet ist.',
  'dialogs.keepCopying': 'Weiter kopieren',
  'dialogs.stopVerifying': 'Das Prüfen der Sicherungen anhalten?',
  'dialogs.verifiedLater': 'Sie können jederzeit erneut geprüft werden.',
  'dialogs.keepVerifying': 'Weiter prüfen',
  'dialogs.stopRestoring': 'Das Wiederherstellen anhalten?',
  'dialogs.restoreUndone':
    'Was bisher geschehen ist, wird rückgängig gemacht, und die Mediathek bleibt, wie sie war.',
  'dialogs.keepRestoring': 'Weiter wiederherstellen',
  'dialogs.stopSalvaging': 'Das Hinzufügen des Geretteten anhalten?',
  'dialogs.salvageUndone':
    'Was bisher hinzugefügt wurde, wird wieder entfernt. Die beschädigte Mediathek bleibt erhalten.',
  'dialogs.keepSalvaging': 'Weiter hinzufügen',
  'dialogs.stopUpgrading': 'Die Aktualisierung der Mediathek anhalten?',
  'dialogs.upgradeUndone':
    'Was bisher geschehen ist, wird rückgängig gemacht, und die Mediathek bleibt, wie sie war. Beim nächsten Start von Fermata beginnt die Aktualisierung erneut.',
  'dialogs.keepUpgrading': 'Weiter aktualisieren',
  'dialogs.stopAndQuit': 'Anhalten und beenden',

  'dialogs.chooseMusic': 'Ordner mit Musik wählen',
  'dialogs.scan': 'Einlesen',
  'dialogs.chooseSecondFolder': 'Zweiten Ordner für Sicherungen wählen',
  'dialogs.choosePlaylistFolder': 'Einen Ordner für die Playlists wählen',
  'dialogs.chooseNewPlace': 'Den Ordner an seinem neuen Ort wählen',
  'dialogs.chooseNewFile': 'Die Datei des Titels wählen',
  'dialogs.choose': 'Auswählen',
  'dialogs.saveReport': 'Bericht speichern',
  'dialogs.reports': 'Berichte',
  'dialogs.noBackupsYet': 'Es gibt noch keine Sicherungen',
  'dialogs.backupsFolder': 'Die erste legt ihren Ordner an: {folder}',

  'dialogs.about': 'Über Fermata',
  'dialogs.copyright': '© Die Entwickler von Fermata. MIT-Lizenz.',
  'dialogs.copy': 'Kopieren',
  'dialogs.noLibraryOpen': 'Es ist keine Mediathek geöffnet.',
  'dialogs.aboutLibrary': 'Mediathek: {file} (Schemaversion {version})',

  'dialogs.hasToClose': 'Fermata muss beendet werden',
  'dialogs.unexpected':
    'Ein unerwarteter Fehler ist aufgetreten: {reason}\n\nNichts Gespeichertes ist verloren. Die Einzelheiten stehen im Protokoll: {folder}',
  'dialogs.windowStopped': 'Dieses Fenster funktioniert nicht mehr.',
  'dialogs.notAffected': 'Nichts Gespeichertes ist verloren.',
  'dialogs.partNotLoaded': 'Ein Teil dieses Fensters konnte nicht geladen werden.',
  'dialogs.installAgain': 'Tritt es wieder auf, Fermata neu installieren.',
  'dialogs.continue': 'Fortfahren',
  'dialogs.forbiddenSwitch':
    'Es wurde mit --{name} gestartet, womit ein anderes Programm mitlesen und es steuern könnte. Starte es ohne.',
  'dialogs.cannotRun': 'Fermata läuft hier nicht',

  'dialogs.scanFinished': 'Das Einlesen ist abgeschlossen',
  'dialogs.tracksAdded': '{count, plural, one {# Titel} other {# Titel}} hinzugefügt.',
  'dialogs.scanFailed': 'Das Einlesen ist gescheitert',
  'dialogs.restoreFinished': 'Die Wiederherstellung ist abgeschlossen',
  'dialogs.backUpFailed': 'Die Sicherung ist gescheitert',
  'dialogs.restoreFailed': 'Die Wiederherstellung ist gescheitert',
} satisfies Record<keyof typeof en, string>;
