/** Die Warteschlange: was als Nächstes läuft und was schon gelaufen ist. */
import type { queue as en } from '../en/queue.ts';

export const queue = {
  'queue.title': 'Warteschlange',
  'queue.next': 'Als Nächstes',
  'queue.before': 'Schon gespielt',
  'queue.count': '{count, plural, =0 {Keine Lieder} one {# Lied} other {# Lieder}}',
  'queue.countOpen': '{count, plural, one {# Lied} other {# Lieder}} und mehr aus der Liste',
  'queue.save': 'Speichern',
  'queue.saveAs': 'Als Playlist speichern',
  'queue.clear': 'Leeren',
  'queue.close': 'Warteschlange schließen',
  'queue.empty': 'Die Warteschlange ist leer',
  'queue.emptyAdvice': 'Ein Album oder Lied spielen, oder Lieder hierher ziehen.',
  'queue.noneBefore': 'Es wurde noch nichts gespielt',
  'queue.noneBeforeAdvice': 'Was du hörst, steht hier.',
  'queue.songs': 'Lieder der Warteschlange',
  'queue.songsBefore': 'Lieder, die gespielt wurden',
  'queue.playNext': 'Als Nächstes spielen',
  'queue.addLast': 'Zur Warteschlange hinzufügen',
  'queue.remove': 'Aus der Warteschlange entfernen',
  'queue.moveTop': 'Ganz nach oben',
  'queue.nextTold': '{count, plural, one {# Lied folgt} other {# Lieder folgen}} als Nächstes',
  'queue.addedTold': '{count, plural, one {# Lied} other {# Lieder}} zur Warteschlange hinzugefügt',
  'queue.removedTold':
    '{count, plural, one {# Lied} other {# Lieder}} aus der Warteschlange entfernt',
  'queue.clearedTold': 'Warteschlange geleert',
  'queue.movedTold':
    '{count, plural, one {# Lied} other {# Lieder}} in der Warteschlange verschoben',
  'queue.length': 'Länge',
  'queue.gone': 'Dieses Lied ist nicht mehr in der Mediathek',
  'queue.atMost': 'Nur die ersten {count, number} Lieder wurden hinzugefügt.',
} satisfies Record<keyof typeof en, string>;
