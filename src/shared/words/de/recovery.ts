/** Eine Mediathek, die sich nicht öffnen lässt, und Fenster, die nicht mehr reagieren. */
import type { recovery as en } from '../en/recovery.ts';

export const recovery = {
  'recovery.title': 'Die Mediathek konnte nicht geöffnet werden',
  'recovery.restore': 'Aus Sicherung wiederherstellen …',
  'recovery.previousLibrary': 'Zurück zur vorherigen Mediathek',
  'recovery.chooseLibrary': 'Andere Mediathek wählen …',
  'recovery.freeSpace': 'Platz schaffen',
  'recovery.updateApp': 'Fermata aktualisieren',
  'recovery.previousVersion': 'Vorherige Version holen',
  'recovery.openLogs': 'Ordner der Protokolle öffnen',
  'recovery.copyDetails': 'Einzelheiten kopieren',
  'recovery.copied': 'Die Einzelheiten wurden kopiert.',
  'recovery.didNotWork': 'Das hat nicht geklappt: {reason}',
  'recovery.health': 'Zustand der Mediathek …',

  'recovery.windowStopped': 'Dieses Fenster funktioniert nicht mehr',
  'recovery.unexpected': 'Ein unerwarteter Fehler ist aufgetreten: {reason}',
  'recovery.unexpectedHere':
    'In diesem Fenster ist ein unerwarteter Fehler aufgetreten: {reason}. Nichts Gespeichertes ist verloren.',
  'recovery.nothingLost': 'Nichts Gespeichertes ist verloren.',
} satisfies Record<keyof typeof en, string>;
