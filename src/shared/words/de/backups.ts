/** Sicherungen: der Dialog, was mit ihnen geschieht, und was eine Wiederherstellung ändert. */
import type { backups as en } from '../en/backups.ts';

export const backups = {
  'backups.title': 'Sicherungen',
  'backups.preview': 'Eine Sicherung auswählen, um zu sehen, was sie ändern würde',
  'backups.noteLabel': 'Notiz zu einer neuen Sicherung',
  'backups.notePlaceholder': 'Notiz hinzufügen (optional)',
  'backups.backUpNow': 'Jetzt sichern',
  'backups.verifyAll': 'Alle prüfen',
  'backups.noneYet': 'Es gibt noch keine Sicherung.',
  'backups.noneToRestore': 'Es gibt keine Sicherung, die wiederhergestellt werden kann.',
  'backups.madeByItself': 'Fermata erstellt eine vor jeder Aktualisierung und nach Zeitplan.',
  'backups.verified': '{contents} · geprüft {time}',
  'backups.pinned': 'Bleibt, bis die neue Version 14 Tage benutzt wurde',
  'backups.nextToGo': 'Wird als Nächstes entfernt: {reason}',
  'backups.unusable':
    '{count, plural, one {# Datei im Ordner kann nicht wiederhergestellt werden} other {# Dateien im Ordner können nicht wiederhergestellt werden}}',

  'backups.beforeMigration': 'Vor einer Aktualisierung',
  'backups.beforeRestore': 'Vor einer Wiederherstellung',
  'backups.scheduled': 'Automatisch',
  'backups.manual': 'Manuell',
  'backups.madeBy': 'Erstellt mit Fermata {version}',
  'backups.madeByNewer':
    'Erstellt mit dem neueren Fermata {version}: zum Wiederherstellen Fermata aktualisieren',

  'backups.settings': 'Einstellungen für Sicherungen',
  'backups.keptIn': 'Die Sicherungen liegen in {folder}',
  'backups.everyHours': 'Stunden zwischen automatischen Sicherungen',
  'backups.space': 'Speicherplatz für Sicherungen (GB). Leer lassen für keine Grenze',
  'backups.secondFolder':
    'Zweiter Ordner für die Sicherungen dieser Mediathek, auf einem anderen Datenträger (optional)',
  'backups.choose': 'Auswählen …',
  'backups.save': 'Speichern',
  'backups.saved': 'Gespeichert.',

  'backups.restoreQuestion': 'Die Sicherung vom {time} wiederherstellen?',
  'backups.restore': 'Wiederherstellen',
  'backups.canBeUndone':
    'Die jetzige Mediathek wird zuerst gesichert, damit sich dies rückgängig machen lässt.',
  'backups.brokenIsKept':
    'Die Mediathek, die sich nicht öffnen lässt, bleibt daneben im Ordner „quarantine“ erhalten: Nichts wird gelöscht.',
  'backups.comparing': 'Wird mit der Mediathek verglichen …',
  'backups.changesNothing': 'Sie würde nichts ändern: Die Mediathek enthält dasselbe.',
  'backups.whatWouldChange': 'Was sich ändern würde',
  'backups.details': 'Einzelheiten',
  'backups.detailsOf': 'Sicherung {id}, Schemaversion {version}',
  'backups.bringsBack': 'Bringt zurück: {names}.',
  'backups.removes': 'Entfernt: {names}.',
  'backups.changes': 'Ändert: {names}.',
  'backups.backAgain': 'Zurück: {names}.',
  'backups.gone': 'Entfernt: {names}.',
  'backups.quoted': '„{name}“',
  'backups.andMore': '{names} und {count, number} weitere',

  'backups.workBackUp': 'Mediathek wird gesichert',
  'backups.workCopy': 'Sicherungen werden in den zweiten Ordner kopiert',
  'backups.workVerify': 'Sicherungen werden geprüft',
  'backups.workRestore': 'Sicherung wird wiederhergestellt',
  'backups.workSalvage': 'Gerettetes aus der beschädigten Mediathek wird hinzugefügt',
  'backups.phaseVerify': 'Sicherung wird geprüft',
  'backups.phaseWait': 'Warten, bis die Mediathek frei ist',
  'backups.phaseBackup': 'Jetzige Mediathek wird gesichert',
  'backups.phaseStage': 'Sicherung wird kopiert',
  'backups.phaseMigrate': 'Kopie wird aktualisiert',
  'backups.phaseReplace': 'Sicherung wird eingesetzt',

  'backups.made': 'Die Sicherung ist erstellt und geprüft.',
  'backups.restored': 'Die Sicherung ist wiederhergestellt.',
  'backups.restoreUndone': 'Wiederherstellung rückgängig gemacht.',
  'backups.restoreRedone': 'Erneut wiederhergestellt.',
  'backups.good':
    '{count, plural, one {Die Sicherung ist in Ordnung.} other {Alle # Sicherungen sind in Ordnung.}}',
  'backups.goodInBoth':
    '{count, plural, one {Die Sicherung ist in Ordnung.} other {Alle # Sicherungen sind in Ordnung.}} Ebenso, was im zweiten Ordner liegt ({copies, number}).',
  'backups.noneToVerify': 'Es gibt noch keine Sicherungen.',
  'backups.added': 'Hinzugefügt: {names}.',
  'backups.addedNothing': 'Es wurde nichts hinzugefügt.',
  'backups.canBeUndoneStill': 'Die letzte Wiederherstellung kann noch rückgängig gemacht werden.',
  'backups.canBeRedoneStill':
    'Die rückgängig gemachte Wiederherstellung kann noch wiederholt werden.',
  'backups.canBeSalvaged':
    '{names}, die in der Sicherung fehlen, konnten aus der beschädigten Mediathek gelesen werden.',
  'backups.addThem': 'Hinzufügen',
  'backups.undoRestore': 'Wiederherstellung rückgängig machen',
  'backups.redoRestore': 'Wiederherstellung wiederholen',
  'backups.strip': 'Sicherung',

  'backups.searching': 'Eine Sicherung wird gesucht …',
  'backups.newest': 'Neueste Sicherung',
  'backups.newestIsOf': 'Die neueste Sicherung ist vom {time}.',
  'backups.newestReadableIsOf':
    'Die neueste Sicherung, die diese Version von Fermata lesen kann, ist vom {time}.',
  'backups.noWayBack': 'Es gibt keine Sicherung, die wiederhergestellt werden kann.',
  'backups.noReadable': 'Es gibt keine Sicherung, die diese Version von Fermata lesen kann.',
  'backups.onlyOfOthers':
    'Von keiner Sicherung im Ordner ist bekannt, dass sie von dieser Mediathek ist. Du kannst unter „Sicherungen“ eine auswählen:',
  'backups.ofOther': 'Sicherungen einer anderen Mediathek, {name}',
  'backups.ofUnnamed': 'Sicherungen einer anderen Mediathek',
  'backups.becomesOther':
    'Das ist eine Sicherung einer anderen Mediathek, {name}. Wenn du sie hier wiederherstellst, wird deine Mediathek zu jener Mediathek.',
  'backups.becomesUnnamed':
    'Das ist eine Sicherung einer anderen Mediathek. Wenn du sie hier wiederherstellst, wird deine Mediathek zu jener Mediathek.',
  'backups.dateIsDoubtful': 'Dieses Datum kann nicht stimmen: Die Uhr ging falsch.',
  'backups.nothingLost': 'Nichts ginge verloren.',

  'backups.newerOfDay': 'es gibt eine neuere Sicherung von diesem Tag',
  'backups.newerOfWeek': 'es gibt eine neuere Sicherung aus dieser Woche',
  'backups.olderThanTwoMonths': 'seitdem wurden an mehr als 60 Tagen Sicherungen erstellt',
  'backups.newerBeforeRestore':
    'es gibt {count, number} neuere, die vor einer Wiederherstellung erstellt wurden',
  'backups.newerBeforeUpgrade':
    'es gibt {count, number} neuere, die vor einer Aktualisierung erstellt wurden',
  'backups.overTheLimit': 'die Sicherungen brauchen mehr Speicherplatz als erlaubt',

  'backups.isOfLibrary': 'Dies ist eine Datei der Mediathek selbst, keine Sicherung.',
  'backups.isLink': 'Dies ist eine Verknüpfung, nicht die Sicherung selbst.',
  'backups.isNoFile': 'Dies ist keine Datei.',
  'backups.awayFile':
    'Ihre Datei ist gerade nicht hier. Sie kann auf einem Laufwerk liegen, das nicht angeschlossen ist, oder ein Cloud-Ordner hat sie ausgelagert.',
  'backups.awayPlaceholder': 'Ihre Datei ist gerade nicht hier: An ihrer Stelle steht {name}.',
  'backups.awayEmpty': 'Ihre Datei ist hier gerade leer, wie ein Cloud-Ordner sie hinterlässt.',
  'backups.awayWithManifest': 'Die Sicherung und ihre Beschreibung sind gerade nicht hier.',
  'backups.manifestAway': 'Ihre Beschreibung ist gerade nicht hier.',
  'backups.notHere': 'Gerade nicht hier',
  'backups.awayHint':
    'Fermata behält, was es von diesen Sicherungen weiß. Um eine wiederherzustellen, die Datei herunterladen oder ihr Laufwerk anschließen.',
  'backups.awayCount':
    '{count, plural, one {# Sicherung ist gerade nicht hier} other {# Sicherungen sind gerade nicht hier}}',
  'backups.lacksBackup': 'Die zugehörige Sicherung ist nicht da.',
  'backups.foundDamaged': 'Die Sicherung ist beschädigt.',
  'backups.unfinished': 'Die Sicherung wurde nicht fertiggestellt.',
  'backups.notMadeByFermata': 'Diese Datei stammt nicht von Fermata.',
  'backups.manifestUnreadable': 'Die Beschreibung der Sicherung ist nicht lesbar.',
  'backups.manifestMissing': 'Die Beschreibung der Sicherung fehlt.',
  'backups.wrongSize': 'Die Datei hat {bytes} Byte statt {expected}.',
  'backups.unreadable': 'Die Datei ist nicht lesbar ({code}).',
} satisfies Record<keyof typeof en, string>;
