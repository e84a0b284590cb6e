/**
 * What comes after a row in a sorted list, as ranges that an index finds at once. One condition over all
 * columns would not do: SQLite compares rows with NULL as unknown, and seeks no index through an OR.
 */

/** What a row is sorted by, what tells it from all others last. */
export type RowKey = readonly (string | number | null)[];

type Direction = 'asc' | 'desc';

/** What rows are sorted by, each column in a direction of its own. */
export type RowOrder = readonly { readonly column: string; readonly direction: Direction }[];

export interface KeyRange {
  /** With a `?` for each value. */
  readonly where: string;
  readonly values: RowKey;
}

/** The same rows from the last to the first. */
export function reversed(order: RowOrder): RowOrder {
  return order.map(({ column, direction }) => ({
    column,
    direction: direction === 'asc' ? 'desc' : 'asc',
  }));
}

/** The rows after a key, the nearest range first; after null, that is all of them. */
export function rangesAfter(order: RowOrder, key: RowKey | null): KeyRange[] {
  if (key === null) return [{ where: 'true', values: [] }];
  // First those that differ from it in the last column only, at the end those that do in the first.
  return order.toReversed().flatMap(({ column, direction }, fromTheEnd) => {
    const depth = order.length - 1 - fromTheEnd;
    const equal = order.slice(0, depth).map((each) => `${each.column} IS ?`);
    return beyond(column, direction, key[depth] ?? null).map(({ where, values }) => ({
      where: [...equal, where].join(' AND '),
      values: [...key.slice(0, depth), ...values],
    }));
  });
}

/** The rows before a key, as {@link rangesAfter}. */
export function rangesBefore(order: RowOrder, key: RowKey): KeyRange[] {
  return rangesAfter(reversed(order), key);
}

/** NULL is less than everything. */
function beyond(column: string, direction: Direction, value: RowKey[number]): KeyRange[] {
  if (direction === 'asc') {
    if (value === null) return [{ where: `${column} IS NOT NULL`, values: [] }];
    return [{ where: `${column} > ?`, values: [value] }];
  }
  if (value === null) return [];
  return [
    { where: `${column} < ?`, values: [value] },
    { where: `${column} IS NULL`, values: [] },
  ];
}
