/** The player at the bottom of the page. */
export const player = {
  'player.player': 'Player',
  'player.play': 'Play',
  'player.pause': 'Pause',
  'player.previous': 'Previous',
  'player.next': 'Next',
  'player.alsoUnplayable':
    '{count, plural, one {# more track} other {# more tracks}} could not be played either.',
} as const;
