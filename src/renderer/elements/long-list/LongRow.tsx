/** One row of a long list. It is drawn again only when something of it changes. */
import { memo, type ReactNode } from 'react';
import styles from './long-list.module.css';

/** What a list says of a row beside its cells. */
export interface RowMarks {
  /** It is what plays now, say. */
  readonly isCurrent?: boolean;
  /** It is there, but cannot be used now. */
  readonly isAway?: boolean;
}

export interface LongRowProps<Row> {
  readonly id: string;
  readonly index: number;
  /** Where it lies, in pixels from the list's first row. */
  readonly top: number;
  readonly height: number;
  /** Null while it is on its way. */
  readonly row: Row | null;
  readonly isActive: boolean;
  readonly isSelected: boolean;
  readonly isCurrent: boolean;
  readonly isAway: boolean;
  readonly cells: (row: Row | null, index: number) => ReactNode;
  /** Is told the row's element for as long as that is drawn. */
  readonly attach: ((element: HTMLElement, index: number) => () => void) | undefined;
}

function PlainLongRow<Row>(props: LongRowProps<Row>) {
  const { id, index, top, height, row, isActive, isSelected, isCurrent, isAway } = props;
  const { cells, attach } = props;
  return (
    // The keyboard is the grid's: its rows are named by aria-activedescendant.
    // biome-ignore lint/a11y/useFocusableInteractive: see above
    // biome-ignore lint/a11y/useSemanticElements: a table cannot be laid out as a window of rows
    <div
      role="row"
      id={id}
      ref={(element) =>
        element === null || attach === undefined ? undefined : attach(element, index)
      }
      className={styles.row}
      // The header is row 1.
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      aria-current={isCurrent || undefined}
      aria-busy={row === null || undefined}
      data-active={isActive || undefined}
      data-away={isAway || undefined}
      // Not by a transform: a float loses pixels this far down.
      style={{ insetBlockStart: top, blockSize: height }}
    >
      {cells(row, index)}
    </div>
  );
}

// memo() forgets type parameters.
export const LongRow = memo(PlainLongRow) as typeof PlainLongRow;
