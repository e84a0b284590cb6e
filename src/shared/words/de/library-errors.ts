/** Was mit Mediatheken, Playlists und Verbindungen nicht geht und was zu tun ist. */
import type { libraryErrors as en } from '../en/library-errors.ts';

export const libraryErrors = {
  'libraryErrors.otherPort':
    'Mit --port einen anderen Port nennen oder ihn weglassen, um einen freien zu verwenden.',
  'libraryErrors.scanAgain': 'Ihren Ordner erneut einlesen.',
  'libraryErrors.portUsed': 'Port {port} wird von einem anderen Programm verwendet.',
  'libraryErrors.portForbidden': 'Port {port} darf nicht verwendet werden.',
  'libraryErrors.noSuchAddress': 'Dieser Computer hat die Adresse {host} nicht.',
  'libraryErrors.otherHost':
    'Mit --host eine andere nennen oder sie weglassen, um nur von diesem Computer erreichbar zu sein.',
  'libraryErrors.portUnusable': 'Port {port} kann nicht verwendet werden.',
  'libraryErrors.libraryReplaced':
    'Ein anderer Prozess hat {file} durch eine andere Datei ersetzt.',
  'libraryErrors.openNew': 'Erneut versuchen, um die jetzige Mediathek zu öffnen.',
  'libraryErrors.oldInQuarantine':
    'Falls es Fermata war, liegt die vorherige daneben im Ordner „quarantine“.',
  'libraryErrors.libraryGone': '{file} ist weg: Sie wurde verschoben oder entfernt.',
  'libraryErrors.putBack':
    'Sie zurücklegen und Fermata neu starten oder eine Sicherung wiederherstellen.',
  'libraryErrors.backupsThere': 'Ihre Sicherungen sind noch da.',
  'libraryErrors.partRemoved':
    'Ein anderes Programm hat {file} entfernt, eine Datei der geöffneten Mediathek.',
  'libraryErrors.openAgain': 'Erneut versuchen, um die Mediathek zu öffnen.',
  'libraryErrors.savedStill': 'Alles Gespeicherte ist in der Mediathek: Fermata hatte es noch.',
  'libraryErrors.noSuchCall': 'Es gibt kein {method} {path}.',
  'libraryErrors.sameVersion':
    'Fermata aktualisieren, damit Seite und Mediathek dieselbe Version haben.',
  'libraryErrors.beyondEnd': 'Die Datei endet vor dem angeforderten Teil.',
  'libraryErrors.playFromStart': 'Den Titel von Anfang an wiedergeben.',
  'libraryErrors.workBrokeOff': 'Die Arbeit von Fermata an der Mediathek ist abgebrochen.',
  'libraryErrors.libraryWasClosed': 'Die Mediathek wurde geschlossen.',
  'libraryErrors.playlistRenamed': 'Die Playlist wurde inzwischen in „{name}“ umbenannt.',
  'libraryErrors.renameAgain': 'Sie kann erneut umbenannt werden.',
  'libraryErrors.playlistDeleted': 'Die Playlist „{name}“ wurde gelöscht.',
  'libraryErrors.restorePlaylist': 'Sie unter „Zuletzt gelöscht“ wiederherstellen.',
  'libraryErrors.playlistGone': 'Diese Playlist ist nicht mehr in der Mediathek.',
  'libraryErrors.otherPlaylist': 'Eine andere Playlist wählen.',
  'libraryErrors.entriesGone': 'Diese Titel sind nicht mehr in der Playlist.',
  'libraryErrors.otherTracks': 'Andere Titel wählen.',
  'libraryErrors.tracksGone': 'Diese Titel sind nicht mehr in der Mediathek.',
  'libraryErrors.playlistChanged': 'Die Playlist wurde inzwischen geändert.',
  'libraryErrors.lookAgain': 'Die jetzige Playlist ansehen und erneut versuchen.',
  'libraryErrors.nothingMoved': 'Nichts wurde verschoben.',
  'libraryErrors.notAPlaylist': '{file} ist keine lesbare Playlist.',
  'libraryErrors.openPlaylistFile':
    'Eine Playlist (M3U, PLS oder XSPF) mit Titeln öffnen; um Musik hinzuzufügen, ihren Ordner einlesen.',
  'libraryErrors.playlistTooLarge': '{file} ist größer als {size}.',
  'libraryErrors.playlistTooLong':
    '{file} hat mehr als {count, plural, one {# Titel} other {# Titel}}.',
  'libraryErrors.playlistNotFinished': 'Das Lesen von {file} brach ab.',
  'libraryErrors.splitPlaylist': 'Die Playlist aufteilen.',
  'libraryErrors.connectAndOpen':
    'Liegt sie auf einem anderen Datenträger, diesen verbinden und sie erneut öffnen.',
  'libraryErrors.beingChecked': 'Die Mediathek wird bereits geprüft.',
  'libraryErrors.letCheckFinish': 'Das Ende der Prüfung abwarten oder sie abbrechen.',
  'libraryErrors.isOfLibrary': '{file} ist eine Datei der Mediathek.',
  'libraryErrors.otherReportName': 'Einen anderen Namen für den Bericht wählen.',
  'libraryErrors.nothingWritten': 'Nichts wurde geschrieben.',
  'libraryErrors.notAFolder': '{path} ist kein Ordner.',
  'libraryErrors.chooseItsFolder': 'Den Ordner wählen, in dem es liegt.',
  'libraryErrors.fileMissing': 'Die Datei {path} fehlt.',
  'libraryErrors.connectOrScan':
    'Liegt sie auf einem anderen Datenträger, diesen verbinden. Wurde sie verschoben, ihren neuen Ordner einlesen.',
  'libraryErrors.fileUnreadable': 'Die Datei {path} kann nicht gelesen werden. {reason}',
  'libraryErrors.allowReading':
    'Fermata darf diese Datei nicht lesen. Die Zugriffsrechte der Datei ändern.',
  'libraryErrors.notAudio': '{path} ist keine Audiodatei mehr.',
  'libraryErrors.fileEmpty': 'Die Datei {path} ist leer.',
  'libraryErrors.fileReplaced': '{path} führt zu einer anderen Datei als beim Einlesen.',
  'libraryErrors.closing': 'Fermata wird gerade beendet.',
  'libraryErrors.folderNotCreated': 'Der Ordner {folder} konnte nicht angelegt werden.',
  'libraryErrors.allowWritingThere':
    'Die Zugriffsrechte des Ordners ändern, damit er beschreibbar ist, oder eine Mediathek in einem anderen Ordner nennen.',
  'libraryErrors.playlistUnreadable': 'Die Playlist {file} kann nicht gelesen werden. {reason}',
  'libraryErrors.notThere': 'Sie ist nicht vorhanden.',
  'libraryErrors.holder': 'Prozess {pid} auf {host} (Fermata {version}, {purpose}, seit {time})',
  'libraryErrors.anotherProcess': 'ein anderer Prozess',
  'libraryErrors.stillInUse':
    'Die Mediathek wird nach {seconds, number} s noch verwendet: {holder}.',
  'libraryErrors.stoppedWaiting': 'Beim Warten auf die Mediathek angehalten.',
  'libraryErrors.lockUnusable': 'Die Mediathek kann nicht mit {file} gesperrt werden.',
  'libraryErrors.removeThatFile':
    'Fermata überall beenden, diese Datei entfernen und erneut versuchen.',
  'libraryErrors.upgradedByNewer':
    '{file} wurde von einem neueren Fermata als diesem aktualisiert.',
  'libraryErrors.updateAndStart': 'Fermata aktualisieren und neu starten.',
  'libraryErrors.doesNotWrite':
    'Dieses Fermata schreibt nicht hinein. Alles bisher Gespeicherte ist da.',
  'libraryErrors.needsNodeApi':
    'Die Datenbank von Fermata braucht Node-API {needed}; dieses {runtime} hat {available}.',
  'libraryErrors.newerNode':
    'Node 22.14 oder neuer verwenden oder das Electron, mit dem Fermata ausgeliefert wird.',
  'libraryErrors.takenOver':
    'Ein anderer Computer hat die Mediathek während der Arbeit übernommen; die Arbeit wurde zurückgenommen.',
  'libraryErrors.waitThere': 'Warten, bis es dort fertig ist, und erneut versuchen.',
  'libraryErrors.installAgain':
    'Fermata neu installieren oder, in der Entwicklung, die Migrationen berichtigen.',
  'libraryErrors.versionsDiffer':
    '{file} ist beschädigt: Laut Kopf hat sie die Schemaversion {header}, laut Verlauf der Migrationen {recorded}.',
  'libraryErrors.keepsWriting': 'Ein anderer Prozess schreibt immer noch in {file}.',
  'libraryErrors.letOtherFinish':
    'Das Ende seiner Arbeit abwarten oder ihn beenden und erneut versuchen.',
  'libraryErrors.tooLittleSpace':
    'Auf dem Datenträger von {folder} sind {free} frei; {needed} werden gebraucht.',
  'libraryErrors.nothingReadable': 'Aus der beschädigten Mediathek ist nichts lesbar: {reason}',
  'libraryErrors.notUpgraded': 'Die Mediathek wurde nicht aktualisiert: {reason}.',
  'libraryErrors.closePrograms': 'Andere Programme schließen und erneut versuchen.',
  'libraryErrors.worksWithBefore':
    'Mit der vorherigen Version von Fermata lässt sich die Mediathek weiter verwenden. Fermata aktualisieren oder das Protokoll senden.',
  'libraryErrors.requestUnreadable': 'Die Anfrage ist nicht lesbar: {reason}.',
  'libraryErrors.checkEntered': 'Die Eingabe prüfen.',
  'libraryErrors.openNewestLink':
    'Den neuesten Link aus dem Terminal kopieren, in dem Fermata läuft, und öffnen.',
  'libraryErrors.answerWas': 'Die Antwort war {status}.',
  'libraryErrors.nodeTooOld': 'Node {version} ist älter als {oldest}.',
  'libraryErrors.runNpm':
    '`npm ci` im Ordner von Fermata ausführen; das bringt ein neueres Node mit.',
} satisfies Record<keyof typeof en, string>;
