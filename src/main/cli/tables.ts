/** Tables for a terminal: aligned columns without lines. */
import Table from 'cli-table3';

const NO_LINES = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
};
const PLAIN = { head: [], border: [], 'padding-left': 0, 'padding-right': 0 };

/** Rows of plain facts, aligned; no line ends in blanks. */
export function formatFacts(rows: readonly (readonly string[])[]): string {
  return render(new Table({ chars: NO_LINES, style: PLAIN }), rows);
}

/**
 * Rows under a heading; text that is wider than its column is cut short.
 *
 * @param widths of the columns, in characters
 */
export function formatTable(
  head: readonly string[],
  widths: readonly number[],
  rows: readonly (readonly string[])[],
): string {
  const options = { head: [...head], colWidths: [...widths], chars: NO_LINES, style: PLAIN };
  return render(new Table(options), rows);
}

function render(table: Table.Table, rows: readonly (readonly string[])[]): string {
  table.push(...rows.map((row) => [...row]));
  return table.toString().replaceAll(/ +$/gm, '');
}
