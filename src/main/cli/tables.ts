/** Tables for a terminal: aligned columns without lines. */
import Table from 'cli-table3';
import type { Screen } from './screen.ts';

/** What stands between columns, in place of a line. */
const GAP = '  ';

/** The narrowest column that still says something, in characters. */
const NARROWEST = 8;

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
  middle: GAP,
};
const PLAIN = { head: [], border: [], 'padding-left': 0, 'padding-right': 0 };

/** Rows of plain facts, aligned; no line ends in blanks. */
export function formatFacts(rows: readonly (readonly string[])[]): string {
  return render(new Table({ chars: NO_LINES, style: PLAIN }), rows);
}

/** A column that is as wide as it says, or gets a share of what the others leave. */
export type Column = { readonly head: string } & (
  | { readonly width: number }
  | { readonly share: number }
);

/**
 * Rows under a heading. On a terminal text that is wider than its column is cut short; elsewhere
 * all of it is there.
 *
 * @param screen what shows it
 */
export function formatTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  { columns: terminalWidth, paint }: Screen,
): string {
  const head = columns.map((column) => paint('heading', column.head));
  const options = { head, chars: NO_LINES, style: PLAIN };
  return render(
    new Table(
      terminalWidth === undefined
        ? options
        : { ...options, colWidths: columnWidths(columns, terminalWidth) },
    ),
    rows,
  );
}

/** A line of text, cut short where it is wider than a terminal. */
export function fitLine(line: string, { columns }: Screen): string {
  if (columns === undefined) return line;
  return render(new Table({ chars: NO_LINES, style: PLAIN, colWidths: [columns] }), [[line]]);
}

function columnWidths(columns: readonly Column[], terminalWidth: number): number[] {
  const fixed = columns.reduce((sum, column) => sum + ('width' in column ? column.width : 0), 0);
  const shares = columns.reduce((sum, column) => sum + ('share' in column ? column.share : 0), 0);
  const left = terminalWidth - fixed - GAP.length * (columns.length - 1);
  return columns.map((column) =>
    'width' in column
      ? column.width
      : Math.max(NARROWEST, Math.floor((left * column.share) / shares)),
  );
}

function render(table: Table.Table, rows: readonly (readonly string[])[]): string {
  table.push(...rows.map((row) => [...row]));
  return table.toString().replaceAll(/ +$/gm, '');
}
