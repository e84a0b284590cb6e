/** The heads of a list of songs: each sorts by its column, once more the other way round. */
import { ChevronDown, ChevronUp } from 'lucide-react';
import type { TrackOrder } from '../../library/track-pages.ts';
import { SONG_COLUMNS, type SongColumn, type SongHead, type SongSort } from './song-columns.ts';
import styles from './songs.module.css';

interface SongHeaderProps {
  readonly order: TrackOrder;
  /** Whether the list has an order of its own, to which its number leads back. */
  readonly hasPositions: boolean;
  readonly onOrder: (order: TrackOrder) => void;
}

const POSITION: SongHead = { title: '#', sort: 'position' };

const SORT_WORDS = { asc: 'ascending', desc: 'descending' } as const;

export function SongHeader({ order, hasPositions, onOrder }: SongHeaderProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: part of a grid that is no table
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the keyboard
    <div role="row" className={styles.header} aria-rowindex={1}>
      {SONG_COLUMNS.map((column) => (
        // biome-ignore lint/a11y/useSemanticElements: as above
        // biome-ignore lint/a11y/useFocusableInteractive: as above
        <span
          key={column.id}
          role="columnheader"
          className={styles[column.id]}
          data-number={column.isNumber || undefined}
          aria-sort={isSortedBy(column, order) ? SORT_WORDS[order.direction] : undefined}
        >
          {column.heads.map((head) => (
            <Head
              key={head.title}
              head={column.id === 'number' && hasPositions ? POSITION : head}
              order={order}
              onSort={(sort) => onOrder(orderAfterClick(order, sort))}
            />
          ))}
        </span>
      ))}
    </div>
  );
}

interface HeadProps {
  readonly head: SongHead;
  readonly order: TrackOrder;
  readonly onSort: (sort: SongSort) => void;
}

function Head({ head: { title, sort }, order, onSort }: HeadProps) {
  if (sort === null) return <span className={styles.head}>{title}</span>;
  const isSorted = sort === order.sort;
  const Mark = order.direction === 'asc' ? ChevronUp : ChevronDown;
  return (
    <button
      type="button"
      className={styles.head}
      data-sorted={isSorted || undefined}
      onClick={() => onSort(sort)}
    >
      {title}
      {isSorted && <Mark className={styles.sortMark} aria-hidden />}
    </button>
  );
}

function isSortedBy({ heads }: SongColumn, order: TrackOrder): boolean {
  return heads.some(({ sort }) => sort === order.sort);
}

/** Plays and ratings are of interest from the most on; everything else begins at its beginning. */
function orderAfterClick(order: TrackOrder, sort: SongSort): TrackOrder {
  if (sort !== order.sort)
    return { sort, direction: sort === 'plays' || sort === 'rating' ? 'desc' : 'asc' };
  return { sort, direction: order.direction === 'asc' ? 'desc' : 'asc' };
}
