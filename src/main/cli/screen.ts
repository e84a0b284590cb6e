/**
 * What an output can show: how wide a line is, and colours where it has them. `NO_COLOR` and
 * `FORCE_COLOR` are honoured as Node does; `--json` never has colours.
 */
import { styleText } from 'node:util';
import type { Output } from './streams.ts';

/** What a text means, and how it looks. */
const COLOURS = {
  heading: 'bold',
  good: 'green',
  warning: 'yellow',
  bad: 'red',
  stars: 'yellow',
} as const;

export type Meaning = keyof typeof COLOURS;

/** The text in the colour of what it means; as it is where there are no colours. */
export type Paint = (meaning: Meaning, text: string) => string;

export interface Screen {
  /** The width of a terminal, in characters; undefined where it is none. */
  readonly columns: number | undefined;
  readonly paint: Paint;
}

/** For programs, and for tests: neither a width nor colours. */
export const NO_SCREEN: Screen = { columns: undefined, paint: (_meaning, text) => text };

export function screenOf(output: Output): Screen {
  return {
    columns: output.isTTY === true ? output.columns : undefined,
    paint: (meaning, text) =>
      text === '' ? '' : styleText(COLOURS[meaning], text, { stream: output }),
  };
}
