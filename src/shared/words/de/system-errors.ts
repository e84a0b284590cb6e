/** Woran das System und seine Datenträger scheitern: ein Satz für jede Art, und wie es weitergeht. */
import type { systemErrors as en } from '../en/system-errors.ts';

export const systemErrors = {
  'systemErrors.openFile': 'einer Datei, die Fermata geöffnet hat',
  'systemErrors.quotaUsed': 'Der eigene Anteil am Datenträger von {file} ist aufgebraucht.',
  'systemErrors.freeQuota':
    'Eigene Dateien auf diesem Datenträger löschen oder den Anteil (Quota) vergrößern lassen und erneut versuchen.',
  'systemErrors.fileTooLarge':
    '{file} würde größer, als das Dateisystem des Datenträgers es zulässt.',
  'systemErrors.otherFileSystem':
    'Die Mediathek auf einen Datenträger mit einem anderen Dateisystem verschieben (FAT32 endet bei 4 GB).',
  'systemErrors.mayNotRead': '{file} kann nicht gelesen werden: Das Zugriffsrecht fehlt.',
  'systemErrors.readOnlyDisk':
    'Der Datenträger von {file} kann nur gelesen, nicht beschrieben werden.',
  'systemErrors.makeWritable':
    'Den Datenträger beschreibbar machen (Schreibschutzschalter, oder wie er eingebunden ist) oder einen Ort auf einem anderen wählen.',
  'systemErrors.pathTooLong': 'Der Pfad {file} ist zu lang.',
  'systemErrors.shorterPath': 'Einen kürzeren Namen oder einen weniger tiefen Ordner wählen.',
  'systemErrors.pathOver':
    'Der Pfad {file} ist zu lang für eine Mediathek: Er hat {length, number} Bytes, und höchstens {longest, number} sind dort möglich.',
  'systemErrors.nameOver':
    'Der Name {file} ist zu lang für eine Mediathek: Er hat {length, number} Bytes, und höchstens {longest, number} sind möglich.',
  'systemErrors.circularLinks': 'Die Verknüpfungen von {file} führen im Kreis.',
  'systemErrors.correctLinks':
    'Die symbolischen Verknüpfungen entfernen oder berichtigen oder einen anderen Pfad nennen.',
  'systemErrors.fileInPath':
    'Ein Teil des Pfads {file} ist eine Datei, wo ein Ordner gebraucht wird.',
  'systemErrors.checkPath': 'Den Pfad prüfen oder einen anderen wählen.',
  'systemErrors.isFolder': '{file} ist ein Ordner, wo eine Datei gebraucht wird.',
  'systemErrors.moveFolder':
    'Diesen Ordner umbenennen oder verschieben oder einen anderen Pfad wählen.',
  'systemErrors.notThere': '{file} ist nicht da.',
  'systemErrors.putBack':
    'Den Datenträger anschließen oder die Datei dorthin zurücklegen, wo sie war, und erneut versuchen.',
  'systemErrors.diskError':
    'Der Datenträger von {file} versagt: Er konnte nicht gelesen oder beschrieben werden.',
  'systemErrors.copyAway':
    'Die Mediathek und ihre Sicherungen auf einen anderen Datenträger kopieren, solange das geht, dann diesen und sein Kabel prüfen.',
  'systemErrors.fileSystemDamaged':
    'Das Dateisystem auf dem Datenträger von {file} ist beschädigt.',
  'systemErrors.checkDisk':
    'Was geht, auf einen anderen Datenträger kopieren, dann diesen vom System prüfen und reparieren lassen.',
  'systemErrors.diskAway': 'Der Datenträger von {file} ist nicht mehr angeschlossen.',
  'systemErrors.connectDisk': 'Den Datenträger wieder anschließen und erneut versuchen.',
  'systemErrors.staleShare':
    'Die Netzwerkfreigabe von {file} hat sich geändert, seit sie verbunden wurde.',
  'systemErrors.shareSilent': 'Die Netzwerkfreigabe oder das Laufwerk von {file} antwortet nicht.',
  'systemErrors.connectShare': 'Die Freigabe trennen, wieder verbinden und erneut versuchen.',
  'systemErrors.inUse':
    '{file} wird von einem anderen Programm benutzt oder ist vom System eingebunden.',
  'systemErrors.quitOrUnmount':
    'Das Programm beenden, das die Datei benutzt, oder sie aushängen (ein Container kann sie allein eingebunden haben) und erneut versuchen.',
  'systemErrors.noLocks': 'Auf dem Datenträger von {file} können keine Dateien gesperrt werden.',
  'systemErrors.localDisk':
    'Die Mediathek auf einen lokalen Datenträger verschieben oder fragen, wer die Freigabe betreut.',
  'systemErrors.tooManyOpen':
    'Auf diesem Computer sind zu viele Dateien geöffnet, um {file} zu öffnen.',
  'systemErrors.noMemory': 'Für die Arbeit an {file} reicht der Arbeitsspeicher nicht.',
  'systemErrors.noTemporaryFolder':
    'Für die Arbeit an {file} fehlt ein beschreibbarer Ordner für temporäre Dateien.',
  'systemErrors.setTemporaryFolder':
    'Den Ordner des Systems für temporäre Dateien anlegen oder SQLITE_TMPDIR auf einen beschreibbaren Ordner setzen.',
  'systemErrors.temporaryFull': 'Der Ordner für temporäre Dateien {folder} ist voll.',
  'systemErrors.otherTemporaryFolder':
    'Dort Platz schaffen oder SQLITE_TMPDIR auf einen Ordner auf einem anderen Datenträger setzen und erneut versuchen.',
  'systemErrors.noRoomForNames':
    'Der Datenträger von {file} hat für keine weitere Datei mehr Platz.',
  'systemErrors.fewerFiles':
    'Auf diesem Datenträger einige Dateien löschen, viele kleine zuerst, und erneut versuchen.',
  'systemErrors.notSupported': 'Das Dateisystem von {file} kann nicht, was Fermata braucht.',
  'systemErrors.valueTooLong': 'Ein Wert ist länger, als {file} aufnehmen kann.',
  'systemErrors.cannotOpen': '{file} kann nicht geöffnet werden.',
  'systemErrors.checkDiskAndTry':
    'Prüfen, ob der Datenträger funktioniert und angeschlossen ist, und erneut versuchen.',
  'systemErrors.notUnicode':
    'Der Name von {file} hat Zeichen, die kein gültiges UTF-8 sind, und solche Dateien können nicht geöffnet werden.',
  'systemErrors.renameIt': 'Diese Datei oder diesen Ordner umbenennen und erneut versuchen.',
  'systemErrors.noHome':
    'Es gibt keinen Benutzerordner für eine Mediathek: HOME ist nicht gesetzt, und dieser Benutzer hat keinen.',
  'systemErrors.setHome':
    'Eine Mediathek mit --library oder FERMATA_LIBRARY nennen oder HOME auf einen Ordner dieses Benutzers setzen.',
} satisfies Record<keyof typeof en, string>;
