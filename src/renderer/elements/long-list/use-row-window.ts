/** Which rows of a long list are on the screen, and where they lie, as it is scrolled. */
import {
  type RefObject,
  useCallback,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { flushSync } from 'react-dom';
import { rowPlaces } from './row-places.ts';
import {
  rowsPosition,
  type ScrollRange,
  scrollPosition,
  scrollRange,
  TALLEST_ELEMENT,
} from './scaled-scroll.ts';
import { rememberScroll, scrolledTo } from './scrolled-places.ts';

/** Rows drawn beyond the edges, so that scrolling does not show a gap. */
const OVERSCAN = 12;

/** A scroll event that goes further than so many screens comes from dragging the scrollbar. */
const DRAG_SCREENS = 2;

const NO_HEADS: readonly number[] = [];

interface RowWindowOptions {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly total: number;
  readonly rowHeight: number;
  /** The rows that have a head above them, rising, and how high each head is. */
  readonly heads?: readonly number[];
  readonly headHeight?: number;
  /** What lies over the rows at the scroller's top and bottom, in pixels. */
  readonly headerHeight: number;
  readonly footerHeight: number;
  /** Names the list, which is shown where it was left; none that is always shown from its beginning. */
  readonly place?: string | undefined;
  /** What is scrolled away above the first row, in pixels. */
  readonly leadHeight?: number;
  /** Whether the rows' element ends with them; else it fills the window at least. */
  readonly isFitted?: boolean;
  /** Rows drawn beyond the edges. */
  readonly overscan?: number;
}

export interface RowWindow {
  /** The rows to be drawn, `last` included; none where `last` is before `first`. */
  readonly first: number;
  readonly last: number;
  /** The rows that are seen, at least in part. */
  readonly firstSeen: number;
  readonly lastSeen: number;
  /** How many rows Page Down goes on by. */
  readonly rowsAScreen: number;
  /** The height of the element that the rows lie in. */
  readonly bodyHeight: number;
  /** Where a row lies in that element. */
  readonly topOf: (index: number) => number;
  /** Scrolls as little as it takes to see a row; `center` if it is far away. */
  readonly showRow: (index: number) => void;
  /** Scrolls to the first row. */
  readonly showTop: () => void;
}

interface Position {
  /** The scroller's own, as it is or is about to be. */
  readonly top: number;
  /** How much further among the rows that is. Scrolling by a screen leaves it as it is. */
  readonly shift: number;
  readonly viewport: number;
}

export function useRowWindow(options: RowWindowOptions): RowWindow {
  const { scroller, total, rowHeight, headerHeight, footerHeight } = options;
  const { leadHeight = 0, overscan = OVERSCAN, heads = NO_HEADS, headHeight = 0 } = options;
  const [position, setPosition] = useState<Position>({ top: 0, shift: 0, viewport: 0 });
  const current = useRef(position);
  const places = useMemo(
    () => rowPlaces({ total, rowHeight, heads, headHeight }),
    [total, rowHeight, heads, headHeight],
  );
  const rowsHeight = leadHeight + places.height + footerHeight;
  const range = scrollRange(rowsHeight, position.viewport);

  const move = useCallback((next: Position) => {
    current.current = next;
    setPosition(next);
  }, []);

  const follow = useEffectEvent((element: HTMLElement) => {
    const top = element.scrollTop;
    const { top: before, shift, viewport } = current.current;
    if (top === before) return;
    const isDragged = Math.abs(top - before) > DRAG_SCREENS * viewport;
    move({ top, shift: isDragged ? shiftAt(top, range) : keptShift(top, shift, range), viewport });
  });

  /** The scrollbar is put where the rows are, in one frame with them. */
  const settle = useEffectEvent((element: HTMLElement) => {
    const { top, shift, viewport } = current.current;
    const next = scrollPosition(top + shift, range);
    if (next === top) return;
    flushSync(() => move({ top: next, shift: top + shift - next, viewport }));
    element.scrollTop = next;
  });

  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const onScroll = () => follow(element);
    const onScrollEnd = () => settle(element);
    element.addEventListener('scroll', onScroll, { passive: true });
    element.addEventListener('scrollend', onScrollEnd);
    return () => {
      element.removeEventListener('scroll', onScroll);
      element.removeEventListener('scrollend', onScrollEnd);
    };
  }, [scroller]);

  const measure = useEffectEvent((element: HTMLElement) => {
    const viewport = Math.max(0, element.clientHeight - headerHeight);
    const { top, shift } = current.current;
    if (viewport !== current.current.viewport) move({ top, shift, viewport });
  });
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    measure(element);
    const observer = new ResizeObserver(() => measure(element));
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller]);

  useReturn(options.place, position, (pixels) => {
    const element = scroller.current;
    if (element === null) return;
    const target = Math.min(range.rows, pixels);
    const next = scrollPosition(target, range);
    move({ top: next, shift: target - next, viewport: position.viewport });
    element.scrollTop = next;
  });

  const at = Math.min(range.rows, Math.max(0, position.top + position.shift)) - leadHeight;
  const firstSeen = places.indexAt(Math.max(0, at));
  const lastSeen = Math.min(total - 1, places.indexAt(Math.max(0, at + position.viewport - 1)));
  const showRow = useCallback(
    (index: number) => {
      const element = scroller.current;
      if (element === null) return;
      // Where the page scrolls as one, the list may be partly out of sight.
      element.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      const { top, shift, viewport } = current.current;
      const seen = scrollRange(rowsHeight, viewport);
      const wanted = positionToSee(leadHeight + places.topOf(index), {
        at: Math.min(seen.rows, Math.max(0, top + shift)),
        viewport: viewport - footerHeight,
        rowHeight,
      });
      if (wanted === null) return;
      const target = Math.min(seen.rows, Math.max(0, wanted));
      const next = scrollPosition(target, seen);
      move({ top: next, shift: target - next, viewport });
      element.scrollTop = next;
    },
    [scroller, rowsHeight, places, rowHeight, footerHeight, leadHeight, move],
  );
  const showTop = useCallback(() => {
    move({ top: 0, shift: 0, viewport: current.current.viewport });
    scroller.current?.scrollTo({ top: 0 });
  }, [scroller, move]);
  return {
    first: Math.max(0, firstSeen - overscan),
    last: Math.min(total - 1, lastSeen + overscan),
    firstSeen,
    lastSeen,
    rowsAScreen: Math.max(1, Math.floor((position.viewport - footerHeight) / rowHeight) - 1),
    bodyHeight:
      options.isFitted === true
        ? Math.min(rowsHeight, TALLEST_ELEMENT) - leadHeight
        : Math.max(0, range.element + position.viewport - leadHeight),
    topOf: (index) => places.topOf(index) - position.shift,
    showRow,
    showTop,
  };
}

/** Goes to where the list was left, once it is known how much of it is seen, and remembers where it is. */
function useReturn(
  place: string | undefined,
  { top, shift, viewport }: Position,
  scrollTo: (pixels: number) => void,
): void {
  const shown = useRef<string | null>(null);
  const go = useEffectEvent(scrollTo);
  const isMeasured = viewport > 0;
  useLayoutEffect(() => {
    if (place === undefined || !isMeasured || shown.current === place) return;
    shown.current = place;
    const pixels = scrolledTo(place);
    if (pixels > 0) go(pixels);
  }, [place, isMeasured]);
  const pixels = top + shift;
  useEffect(() => {
    if (place !== undefined && shown.current === place && isMeasured) {
      rememberScroll(place, Math.max(0, pixels));
    }
  }, [place, isMeasured, pixels]);
}

function shiftAt(top: number, range: ScrollRange): number {
  return rowsPosition(top, range) - top;
}

/** Scrolling by a little moves the rows by as much; the ends are the ends. */
function keptShift(top: number, shift: number, range: ScrollRange): number {
  const isAtEnd = top <= 0 || top >= range.element;
  return isAtEnd ? shiftAt(top, range) : shift;
}

interface Seen {
  readonly at: number;
  readonly viewport: number;
  readonly rowHeight: number;
}

/** Where to scroll so that a row is seen; null where it is. A row far away comes into the middle. */
function positionToSee(rowTop: number, { at, viewport, rowHeight }: Seen): number | null {
  const bottom = rowTop + rowHeight - viewport;
  if (rowTop >= at && bottom <= at) return null;
  const isNear = rowTop > at - viewport && bottom < at + viewport;
  if (!isNear) return rowTop - (viewport - rowHeight) / 2;
  return rowTop < at ? rowTop : bottom;
}
