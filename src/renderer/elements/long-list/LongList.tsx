/**
 * A list of up to millions of rows, as a grid for screen readers. Only the rows near the window are
 * there; the keyboard, the mouse and touch go to any of them and select them.
 */
import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import {
  isSelected,
  NOTHING_SELECTED,
  type Selection,
  selectAll,
} from '../../features/selection/selection.ts';
import { LongRow, type RowMarks } from './LongRow.tsx';
import { listAction } from './list-keys.ts';
import styles from './long-list.module.css';
import { useChoice } from './use-choice.ts';
import { useRowWindow } from './use-row-window.ts';
import { useTypeAhead } from './use-type-ahead.ts';

/** Where the keyboard is in a list. */
export interface ListCursor {
  /** The row's index; null where it is on no row yet. */
  readonly active: number | null;
  readonly goTo: (index: number) => void;
}

/** What stands above a row: a name for it and the rows that follow. */
export interface RowHead {
  readonly index: number;
  readonly content: ReactNode;
}

export interface LongListProps<Row> {
  /** Names the list's rows in the document. */
  readonly id: string;
  readonly label: string;
  readonly total: number;
  /** What the rows are sorted by: in another order, the list begins at its top again. */
  readonly order: string;
  /** Names the list, which is shown where it was left; none that is always shown from its beginning. */
  readonly place?: string;
  readonly rowHeight: number;
  /** Null for a list without one. */
  readonly header: ReactNode;
  readonly headerHeight: number;
  /** What stands above the list and is scrolled away with it. */
  readonly lead?: ReactNode;
  /** What stands below its last row. */
  readonly tail?: ReactNode;
  /** What stands above some rows, rising, each as high as `headHeight`. */
  readonly heads?: readonly RowHead[];
  readonly headHeight?: number;
  /** Room below the last row for what floats over the list. */
  readonly footerHeight?: number;
  /** Null while it is on its way. */
  readonly rowAt: (index: number) => Row | null;
  readonly idOf: (row: Row) => number;
  /** The ids of a range of rows, `last` included. */
  readonly idsOf: (first: number, last: number) => Promise<readonly number[]>;
  readonly cells: (row: Row | null, index: number) => ReactNode;
  readonly marks?: (row: Row) => RowMarks;
  readonly attach?: (element: HTMLElement, index: number) => () => void;
  readonly selection: Selection;
  readonly onSelect: (selection: Selection) => void;
  /** Is told which rows are near the window. */
  readonly onShown: (first: number, last: number) => void;
  readonly onOpen: (row: Row, index: number) => void;
  readonly onRemove?: () => void;
  /** Keys of the list's own; true where it has used the key. */
  readonly onKey?: (event: KeyboardEvent, list: ListCursor) => boolean;
  readonly findPrefix: (text: string) => Promise<number | null>;
}

const NO_HEADS: readonly RowHead[] = [];

export function LongList<Row>(props: LongListProps<Row>) {
  const { id, total, rowHeight, headerHeight, rowAt, idOf, cells, marks, selection } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  const [wanted, setActive] = useState<number | null>(null);
  const active = wanted === null || total === 0 ? null : Math.min(wanted, total - 1);
  const lead = useRef<HTMLDivElement>(null);
  const leadHeight = useHeight(lead, props.lead !== undefined);
  const { heads = NO_HEADS, headHeight = 0 } = props;
  const headed = useMemo(() => heads.map(({ index }) => index), [heads]);
  const rows = useRowWindow({
    footerHeight: 0,
    ...props,
    heads: headed,
    headHeight,
    leadHeight,
    isFitted: props.tail !== undefined,
    scroller,
  });

  const beginAnew = useEffectEvent(() => {
    rows.showTop();
    if (wanted !== null) setActive(0);
    // The row is where it was no more, and no range begins there.
    if (selection.anchor !== null) props.onSelect({ ...selection, anchor: null });
  });
  const shownOrder = useRef(props.order);
  useLayoutEffect(() => {
    if (shownOrder.current === props.order) return;
    shownOrder.current = props.order;
    beginAnew();
  }, [props.order]);

  const { first, last } = rows;
  const tellShown = useEffectEvent(props.onShown);
  useEffect(() => tellShown(first, last), [first, last]);

  const choose = useChoice({ ...props, active });
  const goTo = (index: number) => {
    setActive(index);
    rows.showRow(index);
  };
  const typeAhead = useTypeAhead(props.order, props.findPrefix, (index) => {
    goTo(index);
    choose(index, 'row');
  });

  /** The context menu is of what lies around the list: it hears of it like of a click. */
  const openMenuByKey = () => {
    const element = active === null ? null : document.getElementById(rowId(id, active));
    if (element === null) return;
    const { left, top, width } = element.getBoundingClientRect();
    const at = { clientX: left + width / 4, clientY: top + rowHeight };
    element.dispatchEvent(
      new globalThis.MouseEvent('contextmenu', { bubbles: true, cancelable: true, ...at }),
    );
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget || event.defaultPrevented) return;
    if (!typeAhead.isTyping() && props.onKey?.(event, { active, goTo }) === true) {
      event.preventDefault();
      return;
    }
    const action = listAction(event, { active, total, rowsAScreen: rows.rowsAScreen });
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
      case 'remove':
        return props.onRemove?.();
      case 'menu':
        return openMenuByKey();
      case 'type':
        return typeAhead.type(action.text);
    }
  };
  const open = (index: number | null) => {
    const row = index === null ? null : rowAt(index);
    if (index !== null && row !== null) props.onOpen(row, index);
  };

  const onClick = (event: MouseEvent<HTMLElement>) => {
    const index = rowIndexOf(event.target);
    if (index === null || event.defaultPrevented) return;
    setActive(index);
    const isTouch =
      event.nativeEvent instanceof PointerEvent && event.nativeEvent.pointerType === 'touch';
    if (isTouch && selection.kind === 'some' && selection.ids.size === 0) open(index);
    else if (isTouch) choose(index, 'toggle');
    else if (event.shiftKey) choose(index, event.ctrlKey || event.metaKey ? 'more' : 'range');
    else choose(index, event.ctrlKey || event.metaKey ? 'toggle' : 'row');
  };
  const onContextMenu = (event: MouseEvent<HTMLElement>) => {
    const index = rowIndexOf(event.target);
    const row = index === null || index < 0 ? null : rowAt(index);
    if (index === null || row === null) return event.stopPropagation();
    grid.current?.focus({ preventScroll: true });
    setActive(index);
    if (!isSelected(selection, idOf(row))) choose(index, 'row');
  };

  const drawn = Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
  const isActiveDrawn = active !== null && active >= first && active <= last;
  return (
    <div ref={scroller} className={styles.scroller}>
      {props.lead !== undefined && <div ref={lead}>{props.lead}</div>}
      {/* biome-ignore lint/a11y/useSemanticElements: a table cannot be laid out as a window of rows */}
      <div
        id={id}
        ref={grid}
        role="grid"
        className={styles.grid}
        aria-label={props.label}
        aria-rowcount={total + 1}
        aria-multiselectable
        aria-activedescendant={isActiveDrawn ? rowId(id, active) : undefined}
        tabIndex={0}
        onContextMenu={onContextMenu}
        onFocus={(event) => {
          if (event.target === event.currentTarget && active === null) setActive(rows.firstSeen);
        }}
        onKeyDown={onKeyDown}
      >
        {props.header !== null && (
          // biome-ignore lint/a11y/useSemanticElements: as above
          <div role="rowgroup" className={styles.header} style={{ blockSize: headerHeight }}>
            {props.header}
          </div>
        )}
        {/* biome-ignore lint/a11y/useSemanticElements: as above */}
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: the grid has the keyboard */}
        <div
          role="rowgroup"
          className={styles.body}
          style={{ blockSize: rows.bodyHeight }}
          onClick={onClick}
          onDoubleClick={(event) => {
            if (!event.defaultPrevented) open(rowIndexOf(event.target));
          }}
        >
          {heads
            .filter(({ index }) => index >= first && index <= last)
            .map(({ index, content }) => (
              // biome-ignore lint/a11y/useSemanticElements: as above
              // biome-ignore lint/a11y/useFocusableInteractive: as above
              <div
                key={`head ${index}`}
                role="row"
                className={styles.head}
                style={{ insetBlockStart: rows.topOf(index) - headHeight, blockSize: headHeight }}
              >
                {/* biome-ignore lint/a11y/useSemanticElements: as above */}
                {/* biome-ignore lint/a11y/useFocusableInteractive: as above */}
                <div role="gridcell">{content}</div>
              </div>
            ))}
          {drawn.map((index) => {
            const row = rowAt(index);
            const { isCurrent = false, isAway = false } = (row && marks?.(row)) ?? {};
            return (
              <LongRow
                key={index}
                id={rowId(id, index)}
                index={index}
                top={rows.topOf(index)}
                height={rowHeight}
                row={row}
                isActive={index === active}
                isSelected={row !== null && isSelected(selection, idOf(row))}
                isCurrent={isCurrent}
                isAway={isAway}
                cells={cells}
                attach={props.attach}
              />
            );
          })}
        </div>
      </div>
      {props.tail}
    </div>
  );
}

/** How high an element is, kept up to date; 0 where it is not there. */
function useHeight(ref: RefObject<HTMLElement | null>, isThere: boolean): number {
  const [height, setHeight] = useState(0);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!isThere || element === null) return;
    const measure = () => setHeight(element.offsetHeight);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref, isThere]);
  return isThere ? height : 0;
}

function rowId(list: string, index: number): string {
  return `${list}-${index}`;
}

/** The row that an element lies in. */
function rowIndexOf(target: EventTarget): number | null {
  const row = target instanceof Element ? target.closest('[aria-rowindex]') : null;
  return row === null ? null : Number(row.getAttribute('aria-rowindex')) - 2;
}
