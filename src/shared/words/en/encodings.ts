/** How the letters of tags are read that do not say it. */
export const encodings = {
  'encodings.menu': 'Letters Look Wrong…',
  'encodings.title': 'Letters That Look Wrong',
  'encodings.hint':
    'The tags of this album do not say how their letters are to be read. Choose the line that looks right: {count, plural, one {# track is} other {# tracks are}} read like that, also by later scans.',
  'encodings.hintForMany':
    'The tags of these albums do not say how their letters are to be read. Choose the line that looks right: all of their tracks are read like that, also by later scans.',
  'encodings.none':
    'The tags of these tracks say how their letters are to be read, or their files cannot be read now.',
  'encodings.guess': 'As Fermata guesses',
  'encodings.read': 'Read Like This',
  'encodings.done': 'Reading {count, plural, one {# track} other {# tracks}} with other letters',
} as const;
