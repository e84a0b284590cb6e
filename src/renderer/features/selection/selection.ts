/**
 * What of a list is selected: by id, so that it stays the same when the list is sorted anew. All of
 * a list is selected as such and not as a million ids.
 */

/** A row as a selection knows it: its id, and where it was when it was chosen. */
export interface Place {
  readonly id: number;
  readonly index: number;
}

export interface Selection {
  /** `some`: only the ids; `all`: the whole list without them. */
  readonly kind: 'some' | 'all';
  readonly ids: ReadonlySet<number>;
  /** The row from which Shift extends the selection. */
  readonly anchor: Place | null;
}

export const NOTHING_SELECTED: Selection = { kind: 'some', ids: new Set(), anchor: null };

/** Selects one row and nothing else, as a click does. */
export function selectOnly(place: Place): Selection {
  return { kind: 'some', ids: new Set([place.id]), anchor: place };
}

/** Adds a row or takes it out, as Ctrl and a click do. */
export function toggle(selection: Selection, place: Place): Selection {
  const ids = new Set(selection.ids);
  if (!ids.delete(place.id)) ids.add(place.id);
  return { ...selection, ids, anchor: place };
}

/**
 * Selects the rows of a range, as Shift and a click do. The anchor stays.
 *
 * @param isAdded the rows that were selected before stay selected, as with Ctrl and Shift
 */
export function selectRange(
  selection: Selection,
  range: readonly number[],
  isAdded: boolean,
): Selection {
  if (!isAdded) return { kind: 'some', ids: new Set(range), anchor: selection.anchor };
  const ids = new Set(selection.ids);
  for (const id of range) {
    if (selection.kind === 'all') ids.delete(id);
    else ids.add(id);
  }
  return { ...selection, ids };
}

/** Selects the whole list, whatever its length. */
export function selectAll(selection: Selection): Selection {
  return { kind: 'all', ids: new Set(), anchor: selection.anchor };
}

export function isSelected(selection: Selection, id: number): boolean {
  return selection.ids.has(id) === (selection.kind === 'some');
}

/** @param total how many rows the list has */
export function selectedCount(selection: Selection, total: number): number {
  const { kind, ids } = selection;
  return kind === 'some' ? ids.size : Math.max(0, total - ids.size);
}

/** What stays selected once rows have left the list. */
export function withoutRows(selection: Selection, gone: readonly number[]): Selection {
  const ids = new Set(selection.ids);
  for (const id of gone) ids.delete(id);
  const { anchor } = selection;
  const isAnchorGone = anchor !== null && gone.includes(anchor.id);
  return { ...selection, ids, anchor: isAnchorGone ? null : anchor };
}
