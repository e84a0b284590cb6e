/** Was mit einer Mediathek geschieht, während sie vorbereitet oder wiederhergestellt wird. */
import type { lifecycle as en } from '../en/lifecycle.ts';

export const lifecycle = {
  'lifecycle.inspect': 'Mediathek wird geprüft',
  'lifecycle.wait': 'Warten auf die Mediathek',
  'lifecycle.backup': 'Mediathek wird gesichert',
  'lifecycle.verifyBackup': 'Sicherung wird geprüft',
  'lifecycle.migrate': 'Mediathek wird aktualisiert',
  'lifecycle.verify': 'Aktualisierte Mediathek wird geprüft',
  'lifecycle.stage': 'Sicherung wird kopiert',
  'lifecycle.replace': 'Sicherung wird eingesetzt',
  'lifecycle.mend': 'Mediathek wird in Ordnung gebracht',
  'lifecycle.open': 'Mediathek wird geöffnet',
  'lifecycle.nothingChangedByChecking': 'Das Prüfen ändert nichts.',
  'lifecycle.continuesByItself': 'Fermata macht weiter, sobald es möglich ist.',
  'lifecycle.nothingChangedBeforeBackup':
    'Die Mediathek wird erst geändert, wenn die Sicherung erstellt und geprüft ist.',
  'lifecycle.allOrNothing': 'Entweder werden alle Änderungen vorgenommen oder keine.',
  'lifecycle.backupStays': 'Die Sicherung bleibt erhalten.',
  'lifecycle.notTouchedYet': 'Die Mediathek ist noch unverändert.',
  'lifecycle.almostReady': 'Gleich ist es so weit.',
  'lifecycle.step': 'Schritt {index, number} von {total, number}: {title}',
  'lifecycle.bytes': '{done} von {total}',
  'lifecycle.holder': '{purpose} (Prozess {pid} auf {host}, seit {time})',
  'lifecycle.seconds': '{seconds, number} s',
  'lifecycle.minutes': '{minutes, number} min {seconds, number} s',
} satisfies Record<keyof typeof en, string>;
