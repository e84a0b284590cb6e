/** What rules of smart playlists look at. */
export const smartFields = {
  'smartFields.any': 'Any text',
  'smartFields.title': 'Title',
  'smartFields.artist': 'Artist',
  'smartFields.album': 'Album',
  'smartFields.genre': 'Genre',
  'smartFields.composer': 'Composer',
  'smartFields.year': 'Year',
  'smartFields.rating': 'Stars',
  'smartFields.plays': 'Plays',
  'smartFields.added': 'Date added',
  'smartFields.played': 'Last played',
  'smartFields.format': 'Format',
  'smartFields.path': 'File and folder',
  'smartFields.favourite': 'Favourite',
  'smartFields.missing': 'File is missing',
  'smartFields.playlist': 'Playlist',
} as const;
