/** The player at the bottom of the page. */
export const player = {
  'player.player': 'Player',
  'player.pause': 'Pause',
  'player.previous': 'Previous',
  'player.next': 'Next',
  'player.alsoUnplayable':
    '{count, plural, one {# more track} other {# more tracks}} could not be played either.',
  'player.nowPlaying': 'Now playing: {names}',
  'player.mute': 'Mute',
  'player.volume': 'Volume',
  'player.position': 'Position',
  'player.positionOf': '{position} of {length}',
  'player.percent': '{value, number} %',
} as const;
