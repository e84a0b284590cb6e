/** Was zu tun ist, wenn eine Aktualisierung ihre Sicherung nicht erstellen kann. */
import type { waysOn as en } from '../en/ways-on.ts';

export const waysOn = {
  'waysOn.title': 'So geht es weiter',
  'waysOn.why':
    'Fermata aktualisiert eine Mediathek nur nach einer Sicherung ({size}) und konnte in {folder} keine erstellen.',
  'waysOn.otherFolder': 'Die Sicherung in einem anderen Ordner ablegen',
  'waysOn.tryThere': 'Dort sichern und weitermachen',
  'waysOn.space': 'Was gelöscht werden könnte, um Platz zu schaffen',
  'waysOn.ofBackups': 'Ältere Sicherung {name}',
  'waysOn.ofQuarantine': 'Ersetzte Mediathek in {name}',
  'waysOn.nothingGoes': 'Fermata löscht nichts davon von selbst.',
  'waysOn.without': 'Ohne Sicherung weitermachen',
  'waysOn.withoutHint':
    'Nur, wenn es anderswo eine Kopie der Mediathek gibt: Wenn die Aktualisierung etwas Unerwünschtes bringt, führt kein Weg zurück. Um weiterzumachen, „{phrase}“ eingeben.',
  'waysOn.phrase': 'ohne Sicherung aktualisieren',
  'waysOn.goWithout': 'Ohne Sicherung aktualisieren',
  'waysOn.wentWithout':
    'Die Mediathek wird wie gewünscht ohne Sicherung aktualisiert: Zur Version davor führt kein Weg zurück.',
  'waysOn.cliFolder':
    '{advice} Oder einen anderen Ordner für die Sicherung nennen: `fermata prepare --backups ORDNER`.',
  'waysOn.cliSpace': '{advice} Das könnte gelöscht werden, um Platz zu schaffen: {things}.',
  'waysOn.cliThing': '{name} ({size})',
  'waysOn.cliWithout':
    '{advice} Wenn es anderswo eine Kopie der Mediathek gibt, aktualisiert `fermata prepare --without-backup` sie ohne Sicherung.',
  'waysOn.typePhrase':
    'Wenn die Aktualisierung etwas Unerwünschtes bringt, führt kein Weg zurück. Um weiterzumachen, „{phrase}“ eingeben:',
  'waysOn.notTyped':
    'Die Mediathek wurde nicht aktualisiert: „{phrase}“ wurde nicht vollständig eingegeben.',
  'waysOn.typeInFull':
    'Vollständig angeben: fermata prepare --without-backup "{phrase}". Oder Fermata eine Sicherung erstellen lassen, wenn nötig in einem anderen Ordner: --backups ORDNER',
} satisfies Record<keyof typeof en, string>;
