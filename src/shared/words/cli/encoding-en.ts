/** What `fermata encoding` says. */
export const encodingEn = {
  'help.encodingShow': 'show what their texts are in each encoding',
  'help.encodingSet': 'read them and all of their albums in an encoding',
  'help.encodingName': 'as the list names it, or guess',

  'heads.encoding': 'Encoding',
  'heads.texts': 'Texts',

  'encoding.guess': 'guess',
  'encoding.said':
    'Encoding: {encoding} ({count, plural, one {# track} other {# tracks}} of the albums).',
  'encoding.none': 'The tags of these tracks say their encoding, or their files cannot be read.',
  'encoding.set':
    'Encoding: {encoding}, for {count, plural, one {# track} other {# tracks}} that had another one.',
} as const;
