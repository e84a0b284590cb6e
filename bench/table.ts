/** The printed table: Markdown that is aligned, to be read in a terminal and pasted into a page. */
import type { Measurement } from './section.ts';

const HEAD = ['What', 'Fermata', 'Beside it', 'Target', 'Met'] as const;

export function formatMeasurements(measurements: readonly Measurement[]): string {
  const rows = measurements.map(({ what, measured, beside, target, met }) => [
    what,
    measured,
    beside,
    target,
    met === null ? '' : met ? 'yes' : 'no',
  ]);
  const widths = HEAD.map((head, column) =>
    Math.max(head.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(HEAD), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
