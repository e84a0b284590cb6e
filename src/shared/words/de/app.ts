/** Der Rahmen um jede Ansicht: Seitenleiste, Reiter, Suche, und ob die Mediathek sicher ist. */
import type { app as en } from '../en/app.ts';

export const app = {
  'app.library': 'Mediathek',
  'app.search': 'Suchen',
  'app.searchLabel': 'Titel, Interpret und Album durchsuchen',
  'app.showSidebar': 'Seitenleiste zeigen',
  'app.hideSidebar': 'Seitenleiste ausblenden',
  'app.backups': 'Sicherungen …',
  'app.health': 'Zustand der Mediathek …',
  'app.back': 'Zurück',
  'app.forward': 'Vor',
  'app.noBackup': 'Noch keine Sicherung',
  'app.noBackupDetail': 'Folgt bald',
  'app.late': 'Sicherung ist überfällig',
  'app.safe': 'Sicher',
  'app.backedUpNow': 'Gerade gesichert',
  'app.backedUpMinutes': 'Vor {count, number} min gesichert',
  'app.backedUpHours': 'Vor {count, number} h gesichert',
  'app.backedUpDays': 'Vor {count, plural, one {# Tag} other {# Tagen}} gesichert',
  'app.scanning': 'Einlesen …',
  'app.workingOnBackups': 'Arbeit an Sicherungen …',
  'app.unknownSafety': 'Mediathek',
  'app.notification': 'Mitteilung',
  'app.hasStopped':
    'Fermata wurde beendet. Neu starten und den neuesten Link aus dem Terminal öffnen.',
} satisfies Record<keyof typeof en, string>;
