/** The columns of a list of songs: what their heads say, and by what each sorts. */
import type { TRACK_SORTS } from '../../../shared/api/tracks.ts';

export type SongSort = (typeof TRACK_SORTS)[number];

export interface SongHead {
  readonly title: string;
  /** Null where a list cannot be sorted by it. */
  readonly sort: SongSort | null;
}

export interface SongColumn {
  readonly id: 'number' | 'title' | 'album' | 'year' | 'plays' | 'rating' | 'favourite' | 'length';
  /** More than one where a cell has as many lines. */
  readonly heads: readonly SongHead[];
  readonly isNumber: boolean;
}

export const SONG_COLUMNS: readonly SongColumn[] = [
  { id: 'number', heads: [{ title: '#', sort: null }], isNumber: true },
  {
    id: 'title',
    heads: [
      { title: 'Title', sort: 'title' },
      { title: 'Artist', sort: 'artist' },
    ],
    isNumber: false,
  },
  { id: 'album', heads: [{ title: 'Album', sort: 'album' }], isNumber: false },
  { id: 'year', heads: [{ title: 'Year', sort: 'year' }], isNumber: true },
  { id: 'plays', heads: [{ title: 'Plays', sort: 'plays' }], isNumber: true },
  { id: 'rating', heads: [{ title: 'Rating', sort: 'rating' }], isNumber: false },
  { id: 'favourite', heads: [{ title: 'Favourite', sort: null }], isNumber: false },
  { id: 'length', heads: [{ title: 'Length', sort: 'duration' }], isNumber: true },
];

/** Of an album's page: its songs have its cover, its name and its year in common. */
export const ALBUM_COLUMNS: readonly SongColumn[] = SONG_COLUMNS.filter(
  ({ id }) => id !== 'album' && id !== 'year' && id !== 'plays',
);
