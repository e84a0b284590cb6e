/**
 * A grid of up to millions of covers. Only the rows near the window are there; the keyboard goes to any
 * cover in two dimensions, and mouse and touch open and select them.
 */
import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import {
  isSelected,
  NOTHING_SELECTED,
  type Selection,
  selectAll,
} from '../../features/selection/selection.ts';
import { useMediaQuery } from '../../library/use-media-query.ts';
import { ONE_COLUMN } from '../../style/breakpoints.ts';
import { listAction } from '../long-list/list-keys.ts';
import { rememberScroll, scrolledTo } from '../long-list/scrolled-places.ts';
import { useChoice } from '../long-list/use-choice.ts';
import { useRowWindow } from '../long-list/use-row-window.ts';
import { useTypeAhead } from '../long-list/use-type-ahead.ts';
import { CoverCell } from './CoverCell.tsx';
import styles from './cover-grid.module.css';
import { layoutOf, type Room } from './layout.ts';

/** A row of covers is tall: fewer of them than of a list's rows are drawn beyond the edges. */
const OVERSCAN = 2;

/** Above the first row, in pixels, where a selected cover reaches into (cover-grid.module.css). */
const TOP = 8;

export interface CoverGridProps<Item> {
  /** Names the grid's covers in the document. */
  readonly id: string;
  readonly label: string;
  readonly total: number;
  /** What the covers are sorted by: in another order, the grid begins at its top again. */
  readonly order: string;
  /** What is shown: coming back to it, the grid is scrolled as it was left. */
  readonly place: string;
  /** About how wide a cover is, in pixels. */
  readonly coverSize: number;
  /** Room below the last row for what floats over the grid. */
  readonly footerHeight?: number;
  /** Null while it is on its way. */
  readonly itemAt: (index: number) => Item | null;
  readonly idOf: (item: Item) => number;
  /** The ids of a range of covers, `last` included. */
  readonly idsOf: (first: number, last: number) => Promise<readonly number[]>;
  readonly tile: (item: Item | null, index: number) => ReactNode;
  /** Whether something is there, but cannot be used now. */
  readonly isAway?: (item: Item) => boolean;
  readonly attach?: (element: HTMLElement, index: number) => () => void;
  readonly selection: Selection;
  readonly onSelect: (selection: Selection) => void;
  /** Is told which covers are near the window. */
  readonly onShown: (first: number, last: number) => void;
  readonly onOpen: (item: Item) => void;
  readonly findPrefix: (text: string) => Promise<number | null>;
}

export function CoverGrid<Item>(props: CoverGridProps<Item>) {
  const { id, total, coverSize, footerHeight = 0, itemAt, idOf, selection, place } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  const room = useRoom(scroller);
  const { columns, cover, gap, inset, rowHeight } = layoutOf(room, coverSize);
  const rowCount = Math.ceil(total / columns);
  const [wanted, setActive] = useState<number | null>(null);
  const active = wanted === null || total === 0 ? null : Math.min(wanted, total - 1);
  const rows = useRowWindow({
    scroller,
    total: rowCount,
    rowHeight,
    headerHeight: 0,
    footerHeight,
    leadHeight: TOP,
    overscan: OVERSCAN,
  });

  const beginAnew = useEffectEvent(() => {
    rows.showTop();
    if (wanted !== null) setActive(0);
    if (selection.anchor !== null) props.onSelect({ ...selection, anchor: null });
  });
  const shownOrder = useRef(props.order);
  useLayoutEffect(() => {
    if (shownOrder.current === props.order) return;
    shownOrder.current = props.order;
    beginAnew();
  }, [props.order]);
  useReturn(scroller, place, room !== null);
  useSteadyColumns(columns, rows.firstSeen, rows.showRow);

  const first = rows.first * columns;
  const last = Math.min(total, (rows.last + 1) * columns) - 1;
  const tellShown = useEffectEvent(props.onShown);
  useEffect(() => tellShown(first, last), [first, last]);

  const choose = useChoice({ ...props, active });
  const goTo = (index: number) => {
    setActive(index);
    rows.showRow(Math.floor(index / columns));
  };
  const typeAhead = useTypeAhead(props.order, props.findPrefix, (index) => {
    const found = Math.min(index, total - 1);
    goTo(found);
    choose(found, 'row');
  });

  /** The context menu is of what lies around the grid: it hears of it like of a click. */
  const openMenuByKey = () => {
    const element = active === null ? null : document.getElementById(cellId(id, active));
    if (element === null) return;
    const { left, top, width } = element.getBoundingClientRect();
    const at = { clientX: left + width / 4, clientY: top + width / 2 };
    element.dispatchEvent(
      new globalThis.MouseEvent('contextmenu', { bubbles: true, cancelable: true, ...at }),
    );
  };

  const open = (index: number | null) => {
    const item = index === null ? null : itemAt(index);
    if (item !== null) props.onOpen(item);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget || event.defaultPrevented) return;
    const action = listAction(event, {
      active,
      total,
      rowsAScreen: rows.rowsAScreen * columns,
      columns,
      isRightToLeft: getComputedStyle(event.currentTarget).direction === 'rtl',
    });
    if (action === null) return;
    event.preventDefault();
    switch (action.do) {
      case 'go':
        goTo(action.to);
        if (action.selects !== 'nothing') choose(action.to, action.selects);
        return;
      case 'select-all':
        return props.onSelect(selectAll(selection));
      case 'select-none':
        return props.onSelect(NOTHING_SELECTED);
      case 'toggle':
        return active === null ? undefined : choose(active, 'toggle');
      case 'open':
        return open(active);
      case 'menu':
        return openMenuByKey();
      case 'type':
        return typeAhead.type(action.text);
    }
  };

  const onClick = (event: MouseEvent<HTMLElement>) => {
    const index = indexOf(event.target);
    if (index === null || event.defaultPrevented) return;
    setActive(index);
    const isAdding = event.ctrlKey || event.metaKey;
    const isChoosing = selection.kind === 'all' || selection.ids.size > 1;
    const isTouch =
      event.nativeEvent instanceof PointerEvent && event.nativeEvent.pointerType === 'touch';
    if (event.shiftKey) choose(index, isAdding ? 'more' : 'range');
    else if (isAdding || (isTouch && isChoosing)) choose(index, 'toggle');
    else open(index);
  };
  const onContextMenu = (event: MouseEvent<HTMLElement>) => {
    const index = indexOf(event.target);
    const item = index === null ? null : itemAt(index);
    if (index === null || item === null) return event.stopPropagation();
    grid.current?.focus({ preventScroll: true });
    setActive(index);
    if (!isSelected(selection, idOf(item))) choose(index, 'row');
  };

  const drawn = Array.from({ length: Math.max(0, rows.last - rows.first + 1) }, (_, at) => {
    const row = rows.first + at;
    const begin = row * columns;
    return { row, begin, end: Math.min(total, begin + columns) };
  });
  const isActiveDrawn = active !== null && active >= first && active <= last;
  return (
    <div ref={scroller} className={styles.scroller}>
      {/* biome-ignore lint/a11y/useSemanticElements: a table cannot be laid out as a window of rows */}
      <div
        id={id}
        ref={grid}
        role="grid"
        className={styles.grid}
        aria-label={props.label}
        aria-rowcount={rowCount}
        aria-colcount={columns}
        aria-multiselectable
        aria-activedescendant={isActiveDrawn ? cellId(id, active) : undefined}
        tabIndex={0}
        style={{ blockSize: rows.bodyHeight }}
        onClick={onClick}
        onContextMenu={onContextMenu}
        onFocus={(event) => {
          if (event.target === event.currentTarget && active === null) {
            setActive(Math.min(total - 1, rows.firstSeen * columns));
          }
        }}
        onKeyDown={onKeyDown}
      >
        {room !== null &&
          drawn.map(({ row, begin, end }) => (
            // The keyboard is the grid's: its covers are named by aria-activedescendant.
            // biome-ignore lint/a11y/useFocusableInteractive: see above
            // biome-ignore lint/a11y/useSemanticElements: as above
            <div
              key={row}
              role="row"
              aria-rowindex={row + 1}
              className={styles.row}
              style={{
                insetBlockStart: rows.topOf(row),
                insetInlineStart: inset,
                columnGap: gap,
                gridTemplateColumns: `repeat(${columns}, ${cover}px)`,
              }}
            >
              {Array.from({ length: end - begin }, (_, column) => {
                const index = begin + column;
                const item = itemAt(index);
                return (
                  <CoverCell
                    key={index}
                    id={cellId(id, index)}
                    index={index}
                    column={column}
                    item={item}
                    isActive={index === active}
                    isSelected={item !== null && isSelected(selection, idOf(item))}
                    isAway={item !== null && props.isAway?.(item) === true}
                    tile={props.tile}
                    attach={props.attach}
                  />
                );
              })}
            </div>
          ))}
      </div>
    </div>
  );
}

/** How much room a grid has; null until it is measured. */
function useRoom(scroller: RefObject<HTMLElement | null>): Room | null {
  const [width, setWidth] = useState<Pick<Room, 'width' | 'gutter'> | null>(null);
  const isNarrow = useMediaQuery(ONE_COLUMN);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const measure = () =>
      setWidth({
        width: element.clientWidth,
        gutter: element.offsetWidth - element.clientWidth,
      });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller]);
  return width === null ? null : { ...width, isNarrow };
}

/** Scrolls to where the place was left, and remembers where it is left. */
function useReturn(
  scroller: RefObject<HTMLElement | null>,
  place: string,
  isMeasured: boolean,
): void {
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null || !isMeasured) return;
    element.scrollTop = scrolledTo(place);
    const remember = () => rememberScroll(place, element.scrollTop);
    element.addEventListener('scroll', remember, { passive: true });
    return () => element.removeEventListener('scroll', remember);
  }, [scroller, place, isMeasured]);
}

/** In a window of another width, or with covers of another size, what was seen first still is. */
function useSteadyColumns(
  columns: number,
  firstSeen: number,
  showRow: (row: number) => void,
): void {
  const before = useRef({ columns, firstSeen });
  const keep = useEffectEvent((index: number) => showRow(Math.floor(index / columns)));
  useLayoutEffect(() => {
    const { columns: other, firstSeen: row } = before.current;
    if (other !== columns && row > 0) keep(row * other);
    before.current = { columns, firstSeen };
  }, [columns, firstSeen]);
}

function cellId(grid: string, index: number): string {
  return `${grid}-${index}`;
}

/** The cover that an element lies in. */
function indexOf(target: EventTarget): number | null {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-index]') : null;
  return cell === null ? null : Number(cell.dataset.index);
}
