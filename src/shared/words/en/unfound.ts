/** The tracks of imported playlists that were not found. */
export const unfound = {
  'unfound.count': '{count, number} not found',
  'unfound.title': 'Tracks of “{name}” That Were Not Found',
  'unfound.explained':
    'The file of this playlist names them, and your library does not have them. Scan the folder that has them and look again, or choose the track that is meant.',
  'unfound.allFound': 'All tracks of this playlist are found.',
  'unfound.locate': 'Locate…',
  'unfound.giveUp': 'Remove',
  'unfound.lookAgain': 'Look Again',
  'unfound.search': 'The track that is meant',
  'unfound.nothing': 'No track of your library has these words.',
  'unfound.located': 'Put “{title}” in its place in “{name}”',
  'unfound.givenUp': 'Removed a track that was not found from “{name}”',
  'unfound.found': 'Found {count, plural, one {# track} other {# tracks}} of “{name}”',
  'unfound.noneFound': 'No more tracks of this playlist are in your library.',
} as const;
