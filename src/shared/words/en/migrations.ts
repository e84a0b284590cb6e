/** What each migration brings, by its name: the steps of an upgrade. */
export const migrations = {
  'migrations.initialTables': 'Initial tables',
  'migrations.trackDetails': 'Track details',
  'migrations.playlists': 'Playlists',
  'migrations.multipleArtistsAndGenres': 'Multiple artists and genres',
  'migrations.playHistory': 'Play history',
  'migrations.uniqueTrackPaths': 'Unique track paths',
  'migrations.sortKeys': 'Sort keys',
  'migrations.indexes': 'Indexes',
  'migrations.search': 'Search',
  'migrations.scanRootsAndFileState': 'Scan roots and file state',
  'migrations.artwork': 'Artwork',
  'migrations.lastPlayed': 'Last played',
  'migrations.replayGain': 'Replay gain',
  'migrations.playlistEditing': 'Playlist editing',
  'migrations.libraryIdentity': 'Library identity',
  'migrations.searchAsTyped': 'Search as typed',
} as const;
