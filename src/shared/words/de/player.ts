/** Der Player am unteren Rand. */
import type { player as en } from '../en/player.ts';

export const player = {
  'player.player': 'Player',
  'player.pause': 'Pause',
  'player.previous': 'Zurück',
  'player.next': 'Weiter',
  'player.alsoUnplayable':
    'Auch {count, plural, one {# weiterer Titel konnte} other {# weitere Titel konnten}} nicht gespielt werden.',
  'player.nowPlaying': 'Es läuft: {names}',
  'player.mute': 'Stumm',
  'player.volume': 'Lautstärke',
  'player.position': 'Position',
  'player.positionOf': '{position} von {length}',
  'player.percent': '{value, number} %',
  'player.nothing': 'Es läuft nichts',
  'player.nothingAdvice': 'Ein Lied auswählen oder Wiedergabe drücken',
  'player.shuffle': 'Zufällig',
  'player.repeat': 'Wiederholen',
  'player.repeatOff': 'Wiederholen: aus',
  'player.repeatAll': 'Wiederholen: alle',
  'player.repeatOne': 'Wiederholen: ein Lied',
  'player.favourite': 'Favorit',
  'player.rating': 'Bewertung',
  'player.unrated': 'Nicht bewertet',
  'player.queue': 'Warteschlange',
} satisfies Record<keyof typeof en, string>;
