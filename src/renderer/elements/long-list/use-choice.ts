/** Selecting rows of a long list, also those that are not there yet. */
import { useRef } from 'react';
import {
  type Selection,
  selectAll,
  selectOnly,
  selectRange,
  toggle,
} from '../../features/selection/selection.ts';

/** `range` selects from the anchor to the row; `more` keeps what was selected beside it. */
export type Choice = 'row' | 'toggle' | 'range' | 'more';

interface ChoiceOptions {
  readonly total: number;
  /** Where the keyboard is: a range begins there until there is an anchor. */
  readonly active: number | null;
  readonly selection: Selection;
  readonly idsOf: (first: number, last: number) => Promise<readonly number[]>;
  readonly onSelect: (selection: Selection) => void;
}

/** @returns selects by a row; the last choice counts, whichever answer comes last */
export function useChoice(options: ChoiceOptions): (index: number, choice: Choice) => void {
  const { total, active, selection, idsOf, onSelect } = options;
  const turn = useRef(0);
  return (index, choice) => {
    turn.current += 1;
    const mine = turn.current;
    const select = (next: Selection) => {
      if (mine === turn.current) onSelect(next);
    };
    if (choice === 'row' || choice === 'toggle') {
      void idsOf(index, index).then(([id]) => {
        if (id === undefined) return;
        select(choice === 'row' ? selectOnly({ id, index }) : toggle(selection, { id, index }));
      });
      return;
    }
    const from = selection.anchor?.index ?? active ?? index;
    const [first, last] = [Math.min(from, index), Math.max(from, index)];
    if (first === 0 && last === total - 1) return select(selectAll(selection));
    void idsOf(first, last).then((ids) => {
      const anchorId = from === first ? ids[0] : ids.at(-1);
      const anchor =
        selection.anchor ?? (anchorId === undefined ? null : { id: anchorId, index: from });
      select(selectRange({ ...selection, anchor }, ids, choice === 'more'));
    });
  };
}
