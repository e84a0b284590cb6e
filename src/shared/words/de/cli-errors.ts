/** Woran Befehle scheitern, außer an dem, was sie ausführen. */
import type { cliErrors as en } from '../en/cli-errors.ts';

export const cliErrors = {
  'cliErrors.helpListsCommands':
    '`fermata --help` nennt die Befehle, `fermata BEFEHL --help`, was jeder annimmt.',
  'cliErrors.noTrackWithId': 'Die Mediathek hat keinen Titel mit der Nummer {id}.',
  'cliErrors.listTracks':
    '`fermata tracks` nennt die Titel mit ihren Nummern. Eine Datei wird als ./NAME geschrieben.',
  'cliErrors.noTrackOfFile': 'Die Mediathek hat keinen Titel der Datei {path}.',
  'cliErrors.checkNameOrScan': 'Den Namen prüfen, oder zuerst den Ordner einlesen.',
  'cliErrors.fileIsParted':
    'Ein Cue-Sheet teilt die Datei {file} in {count, plural, one {# Titel} other {# Titel}}.',
  'cliErrors.nameParts': 'Die gemeinten Titel nennen, von {first} bis {last}.',
  'cliErrors.noPlaylist': 'Es gibt keine Playlist „{name}“.',
  'cliErrors.listPlaylists': '`fermata playlist list` nennt sie.',
  'cliErrors.noMissingEntry': 'Es gibt keinen fehlenden Titel mit der Nummer {number, number}.',
  'cliErrors.listMissing': '`fermata playlist missing` nennt sie mit ihren Nummern.',
  'cliErrors.severalPlaylists': 'Es gibt {count, number} Playlists „{name}“.',
  'cliErrors.namePlaylistById': 'Die gemeinte mit ihrer Nummer nennen: {ids}.',

  'cliErrors.notAFolder': '{path} ist eine Datei und kein Ordner.',
  'cliErrors.scanItsFolder': 'Den Ordner einlesen, in dem sie ist: fermata scan {folder}',
  'cliErrors.noFoldersYet': 'In diese Mediathek wurde noch kein Ordner eingelesen.',
  'cliErrors.nameAFolder': 'Nenne einen: fermata scan ~/Music',
  'cliErrors.noFolder': 'Es gibt keinen Ordner {path}.',
  'cliErrors.checkNameOrDisk': 'Den Namen prüfen, oder das Laufwerk anschließen.',
  'cliErrors.scanStopped': 'Das Einlesen wurde vor dem Ende angehalten.',
  'cliErrors.readIsKept': 'Was schon gelesen war, ist in der Mediathek.',
  'cliErrors.scanAgain':
    'Noch einmal einlesen, um den Rest zu lesen: Bekanntes wird nicht zweimal gelesen.',

  'cliErrors.notRestored': 'Nichts wurde wiederhergestellt, wie du geantwortet hast.',
  'cliErrors.restoreLater': 'Sie kann jederzeit wiederhergestellt werden, oder eine andere.',
  'cliErrors.noFile': 'Es gibt keine Datei {path}.',
  'cliErrors.damagedAreInQuarantine':
    'Beschädigte Mediatheken liegen im Ordner quarantine neben der Mediathek.',
  'cliErrors.restoreWayBack': 'Wiederherstellen: {backup}',
  'cliErrors.onlyOfOthers':
    'Von keiner Sicherung im Ordner ist bekannt, dass sie von dieser Mediathek ist. Es gibt Sicherungen von {names}. Wenn eine davon die richtige ist, stell sie unter ihrer Kennung wieder her.',
  'cliErrors.updateOrRestoreWayBack': 'Fermata aktualisieren, oder wiederherstellen: {backup}',
  'cliErrors.badBackups':
    '{count, plural, one {# Sicherung ist} other {# Sicherungen sind}} nicht verlässlich.',
  'cliErrors.makeNewBackup':
    'Mit `fermata backup` eine neue erstellen und das Laufwerk prüfen. Beschädigte entfernen.',

  'cliErrors.problems':
    'Es gibt {count, plural, one {# Problem} other {# Probleme}}; das schlimmste: {worst}',
  'cliErrors.stoppedBySignal': 'Durch ein Signal angehalten ({name}).',
  'cliErrors.stoppedAtWork': 'Durch ein Signal angehalten ({name}), mitten in der Arbeit.',
  'cliErrors.startAgain': 'Jederzeit neu starten: Es muss nichts repariert werden.',
  'cliErrors.undoneAtNextStart':
    'Die Mediathek ist sicher: Was nicht fertig war, wird beim nächsten Öffnen zurückgenommen.',
} satisfies Record<keyof typeof en, string>;
