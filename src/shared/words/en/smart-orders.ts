/** By what smart playlists are sorted. */
export const smartOrders = {
  'smartOrders.artistAsc': 'artist',
  'smartOrders.albumAsc': 'album',
  'smartOrders.titleAsc': 'title',
  'smartOrders.playsDesc': 'most played',
  'smartOrders.playsAsc': 'least played',
  'smartOrders.lastPlayedDesc': 'played most recently',
  'smartOrders.lastPlayedAsc': 'not played for longest',
  'smartOrders.addedDesc': 'added most recently',
  'smartOrders.addedAsc': 'added first',
  'smartOrders.ratingDesc': 'most stars',
  'smartOrders.yearDesc': 'newest',
  'smartOrders.yearAsc': 'oldest',
  'smartOrders.durationAsc': 'shortest',
  'smartOrders.durationDesc': 'longest',
  'smartOrders.randomAsc': 'chance',
} as const;
