/** What the keys do in a long list: where they lead, and what they mean there. */

export interface ListKey {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

export type ListAction =
  /** Goes to a row. */
  | { readonly do: 'go'; readonly to: number; readonly selects: 'row' | 'range' | 'nothing' }
  | { readonly do: 'select-all' | 'select-none' | 'toggle' | 'open' | 'remove' | 'menu' }
  /** Goes to the next row that begins with what is typed. */
  | { readonly do: 'type'; readonly text: string };

export interface ListPlace {
  /** Where the keyboard is; null where it is nowhere yet. */
  readonly active: number | null;
  /** How many rows there are. */
  readonly total: number;
  /** How many Page Down goes on by. */
  readonly rowsAScreen: number;
  /** How many stand beside one another; one in a list. */
  readonly columns?: number;
  /** Whether they are read from right to left. */
  readonly isRightToLeft?: boolean;
}

/** What a key does; null where that is no business of the list. */
export function listAction(event: ListKey, place: ListPlace): ListAction | null {
  const isControl = event.ctrlKey || event.metaKey;
  if (event.altKey || place.total === 0) return null;
  const to = rowAfterKey(event.key, place);
  if (to !== null) {
    const selects = event.shiftKey ? 'range' : isControl ? 'nothing' : 'row';
    return { do: 'go', to, selects };
  }
  if (isControl) {
    if (event.key.toLowerCase() === 'a')
      return { do: event.shiftKey ? 'select-none' : 'select-all' };
    return event.key === ' ' ? { do: 'toggle' } : null;
  }
  switch (event.key) {
    case 'Enter':
      return { do: 'open' };
    case 'Escape':
      return { do: 'select-none' };
    case 'Delete':
      return { do: 'remove' };
    case 'ContextMenu':
      return { do: 'menu' };
    case 'F10':
      return event.shiftKey ? { do: 'menu' } : null;
  }
  // Keys that write something have its one character as their name.
  const isText = [...event.key].length === 1 && event.key !== ' ';
  return isText ? { do: 'type', text: event.key } : null;
}

function rowAfterKey(key: string, place: ListPlace): number | null {
  const { active, total, rowsAScreen, columns = 1, isRightToLeft = false } = place;
  const last = total - 1;
  const move = (by: number) => (active === null ? 0 : Math.min(last, Math.max(0, active + by)));
  switch (key) {
    case 'ArrowDown':
      return move(columns);
    case 'ArrowUp':
      return move(-columns);
    case 'ArrowRight':
      return columns === 1 ? null : move(isRightToLeft ? -1 : 1);
    case 'ArrowLeft':
      return columns === 1 ? null : move(isRightToLeft ? 1 : -1);
    case 'PageDown':
      return move(rowsAScreen);
    case 'PageUp':
      return move(-rowsAScreen);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}
