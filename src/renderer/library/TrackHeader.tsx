/** The list's column titles: each sorts by its column, once more the other way round. */
import { TRACK_COLUMNS, type TrackSort } from './track-columns.ts';
import type { TrackOrder } from './track-pages.ts';

interface TrackHeaderProps {
  readonly order: TrackOrder;
  readonly onOrder: (order: TrackOrder) => void;
}

const SORT_WORDS = { asc: 'ascending', desc: 'descending' } as const;
const SORT_MARKS = { asc: '▴', desc: '▾' } as const;

export function TrackHeader({ order, onOrder }: TrackHeaderProps) {
  return (
    <thead>
      <tr className="track-header" aria-rowindex={1}>
        {TRACK_COLUMNS.map(({ id, title, sort }) => (
          <th
            key={id}
            scope="col"
            className={`cell cell-${id}`}
            aria-sort={sort === order.sort ? SORT_WORDS[order.direction] : undefined}
          >
            {sort === null ? (
              title
            ) : (
              <button type="button" onClick={() => onOrder(orderAfterClick(order, sort))}>
                {title}
                <span className="sort-mark" aria-hidden="true">
                  {sort === order.sort && SORT_MARKS[order.direction]}
                </span>
              </button>
            )}
          </th>
        ))}
      </tr>
    </thead>
  );
}

/** Plays are of interest from the most on; everything else begins at its beginning. */
function orderAfterClick(order: TrackOrder, sort: TrackSort): TrackOrder {
  if (sort !== order.sort) return { sort, direction: sort === 'plays' ? 'desc' : 'asc' };
  return { sort, direction: order.direction === 'asc' ? 'desc' : 'asc' };
}
