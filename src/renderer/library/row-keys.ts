/** Moving through the rows of a list with the keyboard. */

/**
 * The row that a key leads to, or null where it leads to none.
 *
 * @param row where the keyboard is now; null where it is nowhere yet
 * @param total how many rows there are; at least one
 */
export function rowAfterKey(
  key: string,
  row: number | null,
  total: number,
  rowsAScreen: number,
): number | null {
  const last = total - 1;
  const move = (by: number) => (row === null ? 0 : Math.min(last, Math.max(0, row + by)));
  switch (key) {
    case 'ArrowDown':
      return move(1);
    case 'ArrowUp':
      return move(-1);
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
