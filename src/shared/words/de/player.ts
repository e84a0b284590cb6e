/** Der Player am unteren Rand. */
import type { player as en } from '../en/player.ts';

export const player = {
  'player.player': 'Player',
  'player.play': 'Wiedergeben',
  'player.pause': 'Pause',
  'player.previous': 'Zurück',
  'player.next': 'Weiter',
  'player.alsoUnplayable':
    'Auch {count, plural, one {# weiterer Titel konnte} other {# weitere Titel konnten}} nicht gespielt werden.',
} satisfies Record<keyof typeof en, string>;
