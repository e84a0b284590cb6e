/** Was schiefging, wie es um die Mediathek steht und was zu tun ist. */
import type { errors as en } from '../en/errors.ts';

export const errors = {
  'errors.unchanged': 'Die Mediathek wurde nicht geändert.',
  'errors.unexpected': 'Ein unerwarteter Fehler ist aufgetreten: {reason}',
  'errors.nothingSavedIsLost': 'Nichts Gespeichertes ist verloren.',
  'errors.everythingSavedIsThere': 'Alles Gespeicherte ist in der Mediathek.',
  'errors.nothingCreated': 'Es wurde nichts angelegt.',
  'errors.damagedFileKept': 'Die beschädigte Datei wurde nicht verändert.',
  'errors.fileUnchanged': 'Die Datei wurde nicht geändert.',

  'errors.tryAgainOrSendLog':
    'Erneut versuchen. Tritt der Fehler wieder auf, bitte die Einzelheiten aus dem Protokoll senden.',
  'errors.startFermataAgain': 'Fermata neu starten.',
  'errors.startAgainLater': 'Der Vorgang kann jederzeit neu gestartet werden.',
  'errors.restoreBackup': 'Eine Sicherung wiederherstellen.',
  'errors.freeSpace': 'Auf diesem Datenträger Platz schaffen und erneut versuchen.',
  'errors.letItFinish':
    'Warten, bis der Vorgang fertig ist, oder ihn beenden und erneut versuchen.',
  'errors.chooseAnotherFile': 'Eine andere Datei wählen.',
  'errors.chooseLibraryFirst': 'Zuerst eine Mediathek wählen.',
  'errors.allowWriting':
    'Die Zugriffsrechte der Datei und ihres Ordners so ändern, dass sie beschreibbar sind.',
  'errors.allowReadingAndWriting':
    'Die Zugriffsrechte der Datei und ihres Ordners so ändern, dass sie lesbar und beschreibbar sind.',
  'errors.allowReadingFolder': 'Die Zugriffsrechte des Ordners so ändern, dass er lesbar ist.',
  'errors.allowEnteringFolder':
    'Die Zugriffsrechte des Ordners so ändern, dass er geöffnet werden kann.',
  'errors.updateFermataTo':
    'Fermata auf {version} oder neuer aktualisieren oder die neueste Sicherung wiederherstellen, die diese Version lesen kann.',
  'errors.updateFermata':
    'Fermata aktualisieren oder die neueste Sicherung wiederherstellen, die diese Version lesen kann.',

  'errors.madeByNewerVersion':
    'Diese Mediathek wurde zuletzt mit Fermata {version} verwendet, einer neueren Version als dieser.',
  'errors.madeByNewer':
    'Diese Mediathek wurde zuletzt mit einer neueren Version von Fermata verwendet.',
  'errors.diskFull': 'Auf dem Datenträger von {file} ist kein Platz mehr.',
  'errors.cannotWrite': '{file} kann nicht geschrieben werden.',
  'errors.cannotRead': '{file} kann nicht gelesen werden: {reason}.',
  'errors.damaged': '{file} ist beschädigt.',
  'errors.damagedBecause': '{file} ist beschädigt: {reason}.',
  'errors.otherProgramWrites': 'Ein anderes Programm schreibt gerade in {file}.',
  'errors.notALibrary': 'Keine Fermata-Mediathek: {reason}.',
  'errors.noSuchFolderOf': 'Der Ordner von {path} existiert nicht.',
  'errors.createFolderOrChoose':
    'Den Ordner anlegen, seinen Datenträger verbinden oder eine andere Mediathek wählen.',
  'errors.cannotReach': '{path} ist nicht erreichbar.',
  'errors.noLibraryChosen': 'Es wurde noch keine Mediathek gewählt.',
  'errors.stopped': 'Der Vorgang wurde vorzeitig beendet.',

  'errors.scanRunning': 'Es wird bereits ein Ordner eingelesen.',
  'errors.letScanFinish': 'Das Ende abwarten oder den Vorgang abbrechen.',
  'errors.noSuchFolder': 'Der Ordner {folder} existiert nicht.',
  'errors.checkNameAndDisk': 'Den Namen prüfen und ob der Datenträger verbunden ist.',
  'errors.cannotReadFolder': 'Der Ordner {folder} kann nicht gelesen werden.',

  'errors.noAnswer': 'Fermata antwortet nicht.',
  'errors.startIfStopped': 'Falls Fermata beendet wurde, neu starten.',
  'errors.libraryClosed': 'Die Mediathek ist geschlossen.',
  'errors.libraryNotOpenYet': 'Die Mediathek ist noch nicht geöffnet.',
  'errors.waitUntilReady': 'Warten, bis sie bereit ist.',
  'errors.requestTooLarge': 'Die Anfrage ist zu groß.',
  'errors.chooseLess': 'Weniger auf einmal auswählen.',
  'errors.notThereAnyMore': 'Das ist nicht mehr in der Mediathek.',
  'errors.chooseSomethingElse': 'Etwas anderes wählen.',
  'errors.answerTooLarge': 'Das ist zu viel, um es auf einmal zu zeigen.',
  'errors.trackNotThereAnyMore': 'Dieser Titel ist nicht mehr in der Mediathek.',
  'errors.chooseAnotherTrack': 'Einen anderen Titel wählen.',
  'errors.cannotPlay': '„{title}“ kann hier nicht wiedergegeben werden.',
  'errors.fileDamagedOrUnknown':
    'Die Datei ist beschädigt, oder ihr Format wird hier nicht unterstützt.',
} satisfies Record<keyof typeof en, string>;
