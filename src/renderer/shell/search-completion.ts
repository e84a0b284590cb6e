/** What completes a search: the operators that begin as was typed, and values behind an operator. */
import { NAMED_OPERATORS, type NamedOperator } from '../../shared/api/search.ts';
import { OPERATORS, type Operator, type Token, tokensOf } from '../../shared/rules/search-query.ts';

export interface Completion {
  /** What it puts into the text in the place of what was typed. */
  readonly inserted: string;
  readonly operator: Operator;
}

/** The part of a text that is being typed, which a completion takes the place of. */
export interface Typed {
  readonly token: Token;
  /** The operator whose names the library is asked for; null where it is not. */
  readonly named: NamedOperator | null;
}

/** An operator is offered from its second letter on: one letter begins most words. */
const FEWEST_LETTERS = 2;

const VALUES: Partial<Record<Operator, readonly string[]>> = {
  year: ['1990..1999', '2000..2009', '>=2020', '<1970'],
  rating: ['>3', '5', '>=1', '0'],
  plays: ['0', '>0', '>=10'],
  added: ['<7d', '<30d', '<1y', '>1y'],
  played: ['<7d', '<30d', '>6m', '>1y'],
};

/** What is typed at a place of a text; null where it ends nothing. */
export function typedAt(text: string, caret: number): Typed | null {
  const token = tokensOf(text).find(({ start, end }) => start < caret && caret <= end);
  if (token === undefined || token.end !== caret || token.quotes === 'closed') return null;
  const named = NAMED_OPERATORS.find((operator) => operator === token.operator) ?? null;
  return { token, named };
}

/**
 * What can stand in the place of what is typed.
 *
 * @param names of the library, for an operator that has some
 */
export function completionsOf({ token, named }: Typed, names: readonly string[]): Completion[] {
  const { operator, value, isNegated } = token;
  const sign = isNegated ? '-' : '';
  if (operator === null) {
    const typed = value.toLowerCase();
    if (token.quotes !== 'none' || typed.length < FEWEST_LETTERS) return [];
    return OPERATORS.filter((name) => name.startsWith(typed)).map((name) => ({
      inserted: `${sign}${name}:`,
      operator: name,
    }));
  }
  const values = named === null ? (VALUES[operator] ?? []) : names.map(quoted);
  return values
    .filter((each) => each !== value && (named !== null || each.startsWith(value)))
    .map((each) => ({ inserted: `${sign}${operator}:${each} `, operator }));
}

/** A text with a completion in the place of what was typed, and where the caret is then. */
export function completed(
  text: string,
  { token }: Typed,
  { inserted }: Completion,
): { readonly text: string; readonly caret: number } {
  const before = `${text.slice(0, token.start)}${inserted}`;
  return { text: `${before}${text.slice(token.end).trimStart()}`, caret: before.length };
}

/** A name of several words as one value. */
function quoted(name: string): string {
  const plain = name.replaceAll('"', '');
  return /\s/.test(plain) ? `"${plain}"` : plain;
}
