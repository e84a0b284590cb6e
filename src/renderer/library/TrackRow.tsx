/** One row of the track list; empty while its track is on its way. */
import { memo } from 'react';
import type { Track } from '../../shared/api/tracks.ts';
import { TRACK_COLUMNS, type TrackColumn } from './track-columns.ts';

interface TrackRowProps {
  readonly id: string;
  readonly index: number;
  /** Where it lies, in pixels from the first row. */
  readonly top: number;
  readonly track: Track | null;
  readonly isActive: boolean;
  /** It is the track that the player has. */
  readonly isPlayed: boolean;
  readonly onActivate: (index: number) => void;
  readonly onPlay: (track: Track) => void;
}

export const TrackRow = memo(function TrackRow(props: TrackRowProps) {
  const { id, index, top, track, isActive, isPlayed, onActivate, onPlay } = props;
  return (
    <tr
      id={id}
      className="track-row"
      // The header is row 1.
      aria-rowindex={index + 2}
      aria-selected={isActive}
      aria-current={isPlayed}
      style={{ transform: `translateY(${top}px)` }}
      onMouseDown={(event) => {
        // The second click of two plays the track, and does not select a word of it.
        if (event.detail > 1) event.preventDefault();
        onActivate(index);
      }}
      onDoubleClick={() => track !== null && onPlay(track)}
    >
      {TRACK_COLUMNS.map((column) => (
        <Cell key={column.id} column={column} track={track} />
      ))}
    </tr>
  );
});

function Cell({ column, track }: { column: TrackColumn; track: Track | null }) {
  const text = track === null ? '' : column.text(track);
  return (
    <td className={`cell cell-${column.id}`} title={text} dir={column.isNumber ? 'ltr' : 'auto'}>
      {column.id === 'rating' && track !== null ? <Rating track={track} words={text} /> : text}
    </td>
  );
}

function Rating({ track: { rating, favourite }, words }: { track: Track; words: string }) {
  return (
    <>
      <span className="only-heard">{words}</span>
      <span className="rating" aria-hidden="true">
        {rating !== null && (
          <span className="stars">
            {'★'.repeat(rating)}
            <span className="stars-left">{'★'.repeat(5 - rating)}</span>
          </span>
        )}
        {favourite && <span className="heart">♥</span>}
      </span>
    </>
  );
}
