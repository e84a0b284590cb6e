/** Die Mediathek von selbst aktuell halten. */
import type { watching as en } from '../en/watching.ts';

export const watching = {
  'watching.title': 'Änderungen',
  'watching.setting': 'Mediathek von selbst aktuell halten',
  'watching.isOn':
    'Was sich in diesen Ordnern ändert, erscheint binnen Sekunden, solange Fermata offen ist, und nach dem nächsten Start.',
  'watching.isOff': 'Was sich in diesen Ordnern ändert, erscheint, wenn du sie einliest.',
  'watching.turnedOn': 'Änderungen erscheinen von selbst',
  'watching.turnedOff': 'Änderungen erscheinen beim Einlesen',

  'watching.onShare':
    '{folder} liegt auf einer Netzwerkfreigabe, wo sich Änderungen nicht beobachten lassen: Fermata sucht alle paar Minuten danach.',
  'watching.atLimit':
    '{folder} hat mehr Ordner, als dieses System für einen Benutzer beobachtet: Fermata sucht dort alle paar Minuten nach Änderungen. Damit sie sofort erscheinen, erhöhe die Grenze (fs.inotify.max_user_watches unter Linux) und starte Fermata neu.',
  'watching.notBySystem':
    'Änderungen in {folder} lassen sich auf diesem System nicht beobachten: Fermata sucht alle paar Minuten danach.',
  'watching.failed':
    'Fermata konnte deine Mediathek nicht von selbst aktualisieren und versucht es wieder: {reason}',
} satisfies Record<keyof typeof en, string>;
