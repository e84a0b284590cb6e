/** Wie das Einlesen von Musikordnern ausging. */
import type { scan as en } from '../en/scan.ts';

export const scan = {
  'scan.finished': 'Einlesen abgeschlossen: {counts}.',
  'scan.cancelled': 'Einlesen abgebrochen: {counts}.',
  'scan.finishedWithNothing': 'Einlesen abgeschlossen: Es wurden keine Audiodateien gefunden.',
  'scan.cancelledWithNothing': 'Einlesen abgebrochen: Es wurden keine Audiodateien gefunden.',
  'scan.added': '{count, plural, one {# Titel} other {# Titel}} hinzugefügt',
  'scan.changed': '{count, number} geändert',
  'scan.unchanged': '{count, number} unverändert',
  'scan.missing': '{count, number} nicht mehr vorhanden',
  'scan.failed': '{count, plural, one {# Datei} other {# Dateien}} nicht lesbar',
} satisfies Record<keyof typeof en, string>;
