/** Was eine Prüfung der Mediathek ansieht, was sie findet und was zu tun ist. */
import type { checks as en } from '../en/checks.ts';

export const checks = {
  'checks.migrations': 'Migrationen',
  'checks.library': 'Mediathek',
  'checks.recentChanges': 'Letzte Änderungen',
  'checks.upgradeHistory': 'Verlauf der Aktualisierungen',
  'checks.deepCheck': 'Gründliche Prüfung',
  'checks.node': 'Node',
  'checks.sqlite': 'SQLite',
  'checks.sandbox': 'Sandbox',
  'checks.permissions': 'Zugriffsrechte',
  'checks.freeSpace': 'Freier Speicherplatz',
  'checks.fileSystem': 'Dateisystem',
  'checks.lock': 'In Benutzung',
  'checks.backups': 'Sicherungen',

  'checks.migrationsOk': '{count, plural, one {# Migration} other {# Migrationen}} in {folder}',
  'checks.libraryMissing': '{file} existiert noch nicht',
  'checks.libraryBehind':
    '{file} wurde mit einem älteren Fermata erstellt und muss aktualisiert werden',
  'checks.startToUpgrade':
    'Fermata starten oder `fermata prepare` ausführen, um sie zu aktualisieren.',
  'checks.libraryOk': '{file} ist aktuell',
  'checks.savedAtClosing': 'sie kommen beim Schließen der Mediathek in deren Datei',
  'checks.allInFile': 'alles steht in der Datei der Mediathek selbst',
  'checks.beside':
    '{names} enthält die letzten Änderungen: Fermata ist geöffnet oder wurde abgebrochen',
  'checks.leaveBeside':
    'Die Datei liegen lassen: Sie gehört zur Mediathek, und ihr Inhalt kommt beim Schließen in deren Datei.',
  'checks.historyOk': 'dieses Fermata kennt jede Aktualisierung der Mediathek',
  'checks.mendable':
    'Alle Titel und alles Eigene sind da. Das hier lässt sich daraus neu erstellen und sollte es auch: {names}',
  'checks.dangling':
    'Alle Titel und alles Eigene sind da. {count, plural, one {# Zeile verweist} other {# Zeilen verweisen}} auf etwas, das nicht in der Mediathek ist.',
  'checks.unusedPages':
    'Alle Titel und alles Eigene sind da. {count, plural, one {# Seite} other {# Seiten}} der Datei sind unbenutzt.',
  'checks.repair': '`fermata repair` behebt das, nach einer Sicherung. Es geht nichts verloren.',
  'checks.addedTriggers':
    'Seiten, Verweise und Tabellen sind in Ordnung. Ein anderes Programm hat Trigger angelegt, die die Mediathek bei jedem Schreiben von selbst verändern: {names}.',
  'checks.knowTheirProgram':
    'Wer das Programm kennt, das sie angelegt hat, lässt sie da. Sonst eine Sicherung von vorher wiederherstellen; dann sind sie nicht mehr dabei.',
  'checks.deepOk': 'Seiten, Verweise und Tabellen sind in Ordnung',
  'checks.nodeOk': 'Version {node}, Node-API {napi}, auf {system}',
  'checks.sqliteOk': 'Version {version}',
  'checks.hasCopy':
    '{file} ist eine Kopie dieser Mediathek. Beide gelten als eine Mediathek, und ihre Sicherungen als eine Reihe.',
  'checks.whichGoesOn':
    'Wenn jede für sich weitergehen soll, sag es für eine von beiden: fermata separate --library {file}',
  'checks.privacy': 'Andere Benutzer',
  'checks.privacyOk': 'die Mediathek und ihre Sicherungen gehören nur dir oder deiner Gruppe',
  'checks.isWide':
    'Andere Benutzer dieses Computers dürfen {file}{others, plural, =0 {} one { und eine weitere Datei der Mediathek} other { und # weitere Dateien der Mediathek}} lesen oder schreiben. Sie können sehen, was du hörst, und Sicherungen und Aktualisierungen aufhalten.',
  'checks.makePrivate': '`fermata doctor --make-private` schließt sie aus.',
  'checks.sandboxOff': 'Fermata läuft ohne die Sandbox, die seine Seiten vom System trennt',
  'checks.howToHaveSandbox':
    'Die Mediathek ist davon nicht betroffen. Das deb- oder rpm-Paket installieren, das die Sandbox mitbringt, oder dem System User-Namespaces erlauben, die das AppImage dafür braucht.',
  'checks.permissionsOk': 'die Mediathek und ihre Sicherungen sind beschreibbar',
  'checks.spaceOk': '{library} für die Mediathek, {backups} für Sicherungen',
  'checks.spaceLow':
    'Es gibt {library} für die Mediathek und {backups} für Sicherungen; die nächste Aktualisierung braucht womöglich {needed}.',
  'checks.spaceUnknown': 'Der Datenträger sagt nicht, wie viel Platz er hat.',
  'checks.freeSpaceOrMove':
    'Platz schaffen oder die Sicherungen auf einem anderen Datenträger aufbewahren (--backups).',
  'checks.localDisk': 'ein Datenträger dieses Computers',
  'checks.networkShare':
    'die Mediathek liegt auf einem Netzlaufwerk: Dort dauert das Schreiben länger',
  'checks.oneComputer':
    'Sie immer nur auf einem Computer öffnen oder auf einen Datenträger dieses Computers verschieben.',
  'checks.lockFree': 'kein Prozess aktualisiert die Mediathek',
  'checks.lockLeft': 'zurückgelassen von {holder}; der Prozess wurde abgebrochen',
  'checks.nothingToDo': 'Es ist nichts zu tun: Der nächste Start räumt auf.',
  'checks.lockHeld': 'in Benutzung durch {holder}',
  'checks.letFinish': 'Das Ende abwarten. Andere warten darauf und machen von selbst weiter.',
  'checks.noBackups': 'noch keine in {folder}',
  'checks.badBackups':
    '{count, plural, one {# Datei ist} other {# Dateien sind}} in {folder} als Sicherung unbrauchbar: {names}.',
  'checks.newBackup': 'Eine neue Sicherung erstellen und diese Dateien aus dem Ordner entfernen.',
  'checks.backupsOk': '{count, number} in {folder}, die neueste vom {time}',
  'checks.libraryAhead':
    '{file} wurde von einem neueren Fermata aktualisiert, und diese Version kann sie benutzen',
  'checks.onlyAway':
    'keine in {folder}: {count, plural, one {Die Datei einer Sicherung ist} other {Die Dateien von # Sicherungen sind}} gerade nicht hier',
  'checks.fetchThem':
    'Sie herunterladen oder das Laufwerk anschließen, auf dem sie liegen, oder eine neue Sicherung erstellen.',
  'checks.backupsAway':
    '{count, number} in {folder}, die neueste vom {time}; {away, number} weitere, deren Dateien gerade nicht hier sind',
} satisfies Record<keyof typeof en, string>;
