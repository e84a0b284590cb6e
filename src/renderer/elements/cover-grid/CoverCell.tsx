/** One cover of a grid. It is drawn again only when something of it changes. */
import { memo, type ReactNode } from 'react';
import styles from './cover-grid.module.css';

export interface CoverCellProps<Item> {
  readonly id: string;
  readonly index: number;
  readonly column: number;
  /** Null while it is on its way. */
  readonly item: Item | null;
  readonly isActive: boolean;
  readonly isSelected: boolean;
  readonly isAway: boolean;
  readonly tile: (item: Item | null, index: number) => ReactNode;
  /** Is told the element for as long as it is drawn. */
  readonly attach: ((element: HTMLElement, index: number) => () => void) | undefined;
}

function PlainCoverCell<Item>(props: CoverCellProps<Item>) {
  const { id, index, column, item, isActive, isSelected, isAway, tile, attach } = props;
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the keyboard
    // biome-ignore lint/a11y/useSemanticElements: part of a grid that is no table
    <div
      role="gridcell"
      id={id}
      ref={(element) =>
        element === null || attach === undefined ? undefined : attach(element, index)
      }
      className={styles.cell}
      aria-colindex={column + 1}
      aria-selected={isSelected}
      aria-busy={item === null || undefined}
      data-index={index}
      data-active={isActive || undefined}
      data-away={isAway || undefined}
    >
      {tile(item, index)}
    </div>
  );
}

// memo() forgets type parameters.
export const CoverCell = memo(PlainCoverCell) as typeof PlainCoverCell;
