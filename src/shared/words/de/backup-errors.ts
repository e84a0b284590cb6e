/** Was mit Sicherungen nicht geht und was zu tun ist. */
import type { backupErrors as en } from '../en/backup-errors.ts';

export const backupErrors = {
  'backupErrors.hasNoId':
    '{file} ist eine Mediathek einer früheren Version, die noch keine eigene Kennung hat.',
  'backupErrors.upgradeFirst':
    'Öffne sie zuerst mit dieser Version von Fermata, die sie aktualisiert.',
  'backupErrors.busy': 'Andere Arbeit an Sicherungen ist noch nicht fertig.',
  'backupErrors.waitUntilDone': 'Warten, bis sie fertig ist.',
  'backupErrors.nothingToSalvage': 'Aus einer beschädigten Mediathek gibt es nichts hinzuzufügen.',
  'backupErrors.salvageAfterRestore':
    'Das geht, gleich nachdem eine beschädigte Mediathek durch eine Sicherung ersetzt wurde.',
  'backupErrors.settingsInvalid': '{file} ist nicht in Ordnung.',
  'backupErrors.correctSettings':
    'Sie berichtigen oder entfernen, um zu den Vorgaben zurückzukehren.',
  'backupErrors.badSecondFolder': '{folder} kann nicht der zweite Ordner für Sicherungen sein.',
  'backupErrors.secondFolderOfOther':
    'Darin liegen die Sicherungen einer anderen Mediathek. Lege darin einen Ordner für die dieser Mediathek an, und nenne den.',
  'backupErrors.otherSecondFolder':
    'Einen anderen Ordner auf einem anderen Datenträger mit vollem Pfad nennen.',
  'backupErrors.noManifest': 'Zu {file} fehlt die Beschreibung, mit der sie geprüft wird.',
  'backupErrors.restoringChecks': 'Beim Wiederherstellen wird sie geprüft.',
  'backupErrors.otherFolderHasIt':
    'Den Datenträger prüfen, auf dem sie liegt. Im anderen Ordner ist sie auch.',
  'backupErrors.noLibraryYet': 'Unter {file} gibt es noch keine Mediathek.',
  'backupErrors.openItFirst': 'Sie zuerst mit Fermata öffnen oder eine andere nennen.',
  'backupErrors.damaged':
    'Die Sicherung vom {time} ist beschädigt: Ihre Datei hat sich geändert, seit sie erstellt wurde.',
  'backupErrors.copyDamaged':
    'Die Kopie der Sicherung vom {time} im zweiten Ordner {folder} ist beschädigt: Ihre Datei hat sich geändert, seit sie erstellt wurde.',
  'backupErrors.chooseAnother':
    'Eine andere Sicherung wählen. Diese wurde als beschädigt markiert und wird nicht mehr angeboten.',
  'backupErrors.noSuchBackup': 'Es gibt keine Sicherung {id}.',
  'backupErrors.listBackups':
    '`fermata backups` listet die vorhandenen auf; auch eine Datei kann genannt werden.',
  'backupErrors.severalBackups': 'Die Kennungen von {count, number} Sicherungen beginnen mit {id}.',
  'backupErrors.writeMore': 'Mehr von der Kennung schreiben: {ids}.',
  'backupErrors.madeByNewer':
    'Die Sicherung {file} wurde mit einem neueren Fermata als diesem erstellt.',
  'backupErrors.updateOrOlder': 'Fermata aktualisieren oder eine ältere Sicherung wählen.',
  'backupErrors.cannotRestore': '{file} kann nicht wiederhergestellt werden: {reason}',
  'backupErrors.isAway': 'Die Sicherung vom {time} ist gerade nicht hier: {reason}',
  'backupErrors.fetchIt':
    'Ihre Datei herunterladen oder das Laufwerk anschließen, auf dem sie liegt, und es noch einmal versuchen. `fermata backups` zeigt die anderen.',
  'backupErrors.newestIsAway':
    'Ihre Datei herunterladen oder das Laufwerk anschließen, auf dem sie liegt. Die neueste, die hier ist, ist {id}.',
  'backupErrors.copyIsHere': 'Ihre Kopie im zweiten Ordner wiederherstellen: {file}',
  'backupErrors.choose': 'Eine andere Sicherung wählen.',
  'backupErrors.notCopied':
    'Die Sicherungen konnten nicht in den zweiten Ordner {folder} kopiert werden.',
  'backupErrors.connectOrOther':
    'Den Datenträger verbinden oder einen anderen zweiten Ordner wählen. Fermata versucht es später erneut.',
  'backupErrors.notCopiedBack':
    'Die beschädigte Sicherung vom {time} konnte nicht aus dem zweiten Ordner {folder} zurückkopiert werden.',
  'backupErrors.checkBothDisks': 'Beide Datenträger prüfen. Fermata versucht es später erneut.',
  'backupErrors.notMadeIn': 'In {folder} konnte keine Sicherung erstellt werden.',
  'backupErrors.checkFolder':
    'Diesen Ordner und seinen Datenträger prüfen oder einen anderen Ordner für Sicherungen wählen.',
  'backupErrors.unreadable': '{file} kann nicht gelesen werden.',
  'backupErrors.checkDisk': 'Den Datenträger prüfen, auf dem sie liegt.',
  'backupErrors.notMade': 'Die Sicherung wurde nicht erstellt: {reason}.',
  'backupErrors.checkBackupsDisk':
    'Den Datenträger der Sicherungen prüfen oder einen anderen Ordner für sie wählen.',
  'backupErrors.notRestored':
    'Die Sicherung wurde nicht wiederhergestellt: Das Schreiben ist gescheitert.',
  'backupErrors.againOrOther': 'Erneut versuchen oder eine andere Sicherung wählen.',
  'backupErrors.notSalvaged': 'Aus der beschädigten Mediathek wurde nichts hinzugefügt.',
  'backupErrors.restoredIsFine':
    'Die wiederhergestellte Mediathek ist in Ordnung. Die beschädigte bleibt im Ordner „quarantine“.',
  'backupErrors.notComparable': 'Die Sicherung lässt sich nicht mit der Mediathek vergleichen.',
  'backupErrors.restorableStill':
    'Sie kann trotzdem wiederhergestellt werden, wenn die Prüfung keine Probleme findet.',
  'backupErrors.folderNotCreated':
    'Der Ordner für Sicherungen {folder} konnte nicht angelegt werden.',
  'backupErrors.linkLeadsNowhere': '{folder} ist ein Verweis auf {target}, und das ist nicht da.',
  'backupErrors.folderOutOfReach': '{folder} ist nicht erreichbar: {missing} ist nicht da.',
  'backupErrors.diskNotMounted':
    '{folder} ist nicht erreichbar: In {disk} ist kein Laufwerk eingehängt.',
  'backupErrors.connectOrMakeFolder':
    'Das Laufwerk anschließen, auf dem er liegt, oder einen anderen Ordner für Sicherungen wählen. Wenn der Ordner neu sein soll, zuerst den anlegen, in dem er liegt.',
  'backupErrors.undoElsewhere':
    'Die jetzige Mediathek ist heil und muss gesichert werden, bevor sie ersetzt wird. Für diese Sicherung einen anderen Ordner nennen: fermata restore {file} --backups ORDNER',
  'backupErrors.notFullPath': '{folder} ist kein vollständiger Pfad.',
  'backupErrors.writeFullPath': 'Den Pfad des Ordners von Anfang an angeben.',
  'backupErrors.diskIsGone':
    'Das Laufwerk, auf dem die Sicherungen in {folder} liegen, ist nicht angeschlossen: Der Ordner ist leer.',
  'backupErrors.connectOrOtherFolder':
    'Das Laufwerk anschließen oder einen anderen Ordner für Sicherungen wählen.',
  'backupErrors.otherFolder': 'Einen anderen Ordner für Sicherungen wählen.',
  'backupErrors.isLibraryItself': '{file} ist die Mediathek selbst.',
  'backupErrors.chooseBackupOfIt': 'Eine Sicherung davon wählen.',
  'backupErrors.stillOpen': '{file} ist noch geöffnet in {names}.',
  'backupErrors.quitAndTry': 'Ihn beenden und erneut versuchen.',
} satisfies Record<keyof typeof en, string>;
