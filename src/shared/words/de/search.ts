/** Die Suche, und was sie findet. */
import type { search as en } from '../en/search.ts';

export const search = {
  'search.completions': 'Ergänzungen der Suche',
  'search.top': 'Bester Treffer',
  'search.artists': 'Interpreten',
  'search.albums': 'Alben',
  'search.playlists': 'Playlists',
  'search.artist': 'Interpret',
  'search.album': 'Album',
  'search.playlist': 'Playlist',
  'search.song': 'Titel',
  'search.open': 'Öffnen',
} satisfies Record<keyof typeof en, string>;
