/** What clicks and keys select. */
import { describe, expect, test } from 'vitest';
import {
  isSelected,
  NOTHING_SELECTED,
  selectAll,
  selectedCount,
  selectOnly,
  selectRange,
  toggle,
  withoutRows,
} from './selection.ts';

const place = (id: number) => ({ id, index: id * 10 });
const idsOf = (selection: { ids: ReadonlySet<number> }) => [...selection.ids];

describe('one row', () => {
  test('replaces what was selected, and is where a range begins', () => {
    const selection = selectOnly(place(2));
    expect(idsOf(selection)).toEqual([2]);
    expect(selection.anchor).toEqual({ id: 2, index: 20 });
  });

  test('is added and taken out again', () => {
    const two = toggle(selectOnly(place(1)), place(2));
    expect(idsOf(two)).toEqual([1, 2]);
    expect(idsOf(toggle(two, place(1)))).toEqual([2]);
  });
});

describe('a range', () => {
  test('replaces what was selected and keeps its anchor, so that it can shrink again', () => {
    const wide = selectRange(selectOnly(place(1)), [1, 2, 3], false);
    const narrow = selectRange(wide, [1, 2], false);
    expect(idsOf(narrow)).toEqual([1, 2]);
    expect(narrow.anchor).toEqual(place(1));
  });

  test('is added to what was selected when asked to', () => {
    const selection = toggle(selectOnly(place(9)), place(1));
    expect(idsOf(selectRange(selection, [1, 2], true))).toEqual([9, 1, 2]);
  });

  test('is selected again within all but some rows', () => {
    const selection = toggle(selectAll(NOTHING_SELECTED), place(5));
    expect(isSelected(selectRange(selection, [4, 5], true), 5)).toBe(true);
  });
});

describe('all of a list', () => {
  test('holds no ids, and has every row selected', () => {
    const selection = selectAll(selectOnly(place(3)));
    expect(selection.ids.size).toBe(0);
    expect(isSelected(selection, 999_999)).toBe(true);
    expect(selectedCount(selection, 1_000_000)).toBe(1_000_000);
  });

  test('is all but the rows that were taken out', () => {
    const selection = toggle(selectAll(NOTHING_SELECTED), place(7));
    expect(isSelected(selection, 7)).toBe(false);
    expect(selectedCount(selection, 1_000_000)).toBe(999_999);
  });
});

test('rows that left the list are not selected any more, and no range begins at them', () => {
  const selection = withoutRows(toggle(selectOnly(place(1)), place(2)), [2]);
  expect(idsOf(selection)).toEqual([1]);
  expect(selection.anchor).toBeNull();
});
