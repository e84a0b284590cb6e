/** The search, and what it finds. */
export const search = {
  'search.completions': 'Completions of the search',
  'search.top': 'Top Hit',
  'search.artists': 'Artists',
  'search.albums': 'Albums',
  'search.playlists': 'Playlists',
  'search.artist': 'Artist',
  'search.album': 'Album',
  'search.playlist': 'Playlist',
  'search.song': 'Song',
  'search.open': 'Open',
} as const;
