/**
 * Where the rows of a long list lie. Chromium ends an element at 33.5 million pixels and Firefox at
 * 17.8 million, which a million rows exceed: their element is made shorter than all rows are, and a
 * position of the scrollbar stands for one among the rows. Near both ends a pixel is a pixel; between
 * them the scrollbar's position is scaled.
 */

/** No element of a list is taller than this, in pixels. */
export const TALLEST_ELEMENT = 10_000_000;

/** At each end, so many pixels are not scaled. */
const UNSCALED_EDGE = 1_000_000;

/** How far a list can be scrolled, in pixels. */
export interface ScrollRange {
  /** By its element: the largest `scrollTop`. */
  readonly element: number;
  /** Among all of its rows. */
  readonly rows: number;
}

/** @param viewport the height that rows are seen in */
export function scrollRange(rowsHeight: number, viewport: number): ScrollRange {
  const elementHeight = Math.min(rowsHeight, TALLEST_ELEMENT);
  return {
    element: Math.max(0, elementHeight - viewport),
    rows: Math.max(0, rowsHeight - viewport),
  };
}

/** The position among the rows that a position of the scrollbar stands for. */
export function rowsPosition(scrollTop: number, range: ScrollRange): number {
  const { element, rows } = range;
  if (rows <= element || scrollTop <= UNSCALED_EDGE) return scrollTop;
  const fromEnd = element - scrollTop;
  if (fromEnd <= UNSCALED_EDGE) return rows - fromEnd;
  return UNSCALED_EDGE + (scrollTop - UNSCALED_EDGE) * scaleOf(range);
}

/** The position of the scrollbar, a whole number, that stands for a position among the rows. */
export function scrollPosition(position: number, range: ScrollRange): number {
  const { element, rows } = range;
  if (rows <= element || position <= UNSCALED_EDGE) return position;
  const fromEnd = rows - position;
  if (fromEnd <= UNSCALED_EDGE) return element - fromEnd;
  return Math.round(UNSCALED_EDGE + (position - UNSCALED_EDGE) / scaleOf(range));
}

/** How many pixels among the rows one of the scrollbar's is, between the ends. */
function scaleOf({ element, rows }: ScrollRange): number {
  return (rows - 2 * UNSCALED_EDGE) / (element - 2 * UNSCALED_EDGE);
}
