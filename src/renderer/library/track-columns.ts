/** The columns of the track list: what each shows and by what it sorts. */
import type { TRACK_SORTS, Track } from '../../shared/api/tracks.ts';
import { formatCount, formatTrackLength } from '../../shared/formats.ts';

export type TrackSort = (typeof TRACK_SORTS)[number];

export interface TrackColumn {
  readonly id: string;
  readonly title: string;
  /** Null where the list cannot be sorted by it. */
  readonly sort: TrackSort | null;
  readonly isNumber: boolean;
  readonly text: (track: Track) => string;
}

export const TRACK_COLUMNS: readonly TrackColumn[] = [
  { id: 'title', title: 'Title', sort: 'title', isNumber: false, text: (track) => track.title },
  { id: 'artist', title: 'Artist', sort: 'artist', isNumber: false, text: (track) => track.artist },
  {
    id: 'album',
    title: 'Album',
    sort: 'album',
    isNumber: false,
    text: (track) => track.album ?? '',
  },
  {
    id: 'year',
    title: 'Year',
    sort: 'year',
    isNumber: true,
    text: (track) => (track.year === null ? '' : String(track.year)),
  },
  {
    id: 'length',
    title: 'Length',
    sort: 'duration',
    isNumber: true,
    text: (track) => formatTrackLength(track.durationMs),
  },
  {
    id: 'plays',
    title: 'Plays',
    sort: 'plays',
    isNumber: true,
    text: (track) => (track.playCount === 0 ? '' : formatCount(track.playCount)),
  },
  { id: 'rating', title: 'Rating', sort: null, isNumber: false, text: ratingWords },
];

/** A rating as it is read aloud: "4 of 5 stars, favourite". */
function ratingWords({ rating, favourite }: Track): string {
  const stars = rating === null ? [] : [`${rating} of 5 stars`];
  return [...stars, ...(favourite ? ['favourite'] : [])].join(', ');
}
