/**
 * The patterns of a `.ndignore` file, by the rules of `.gitignore` (https://git-scm.com/docs/gitignore), whatever
 * the case of letters. Regular expressions made of such patterns take longer than the sun shines for a name that
 * nearly fits "*a*a*a*a*a": here each pattern takes as long as it and the path are.
 */

/** One sign of a part of a path: any run, any one sign, one of some, or itself in small letters. */
type Token = '*' | '?' | { readonly is: string } | SignClass;

interface SignClass {
  readonly isNegated: boolean;
  readonly ranges: readonly (readonly [from: string, to: string])[];
}

interface Pattern {
  readonly isNegated: boolean;
  readonly isForFolders: boolean;
  /** What each part of a path is to be; null for any number of parts. */
  readonly parts: readonly (readonly Token[] | null)[];
}

export class IgnorePatterns {
  readonly #patterns: readonly Pattern[];

  /** @param lines of the file: each is a pattern, a remark, or nothing */
  constructor(lines: readonly string[]) {
    this.#patterns = lines.map(toPattern).filter((pattern) => pattern !== null);
  }

  /** Whether a path below the file's folder is left out, or a folder that it is in. */
  leaveOut(path: string, isFolder: boolean): boolean {
    const parts = path.split('/').map((part) => Array.from(part));
    return parts.some((_, index) => {
      const isLast = index === parts.length - 1;
      return this.#leavesOut(parts.slice(0, index + 1), isFolder || !isLast);
    });
  }

  /** The last pattern that fits decides. */
  #leavesOut(path: readonly (readonly string[])[], isFolder: boolean): boolean {
    const last = this.#patterns.findLast(
      ({ parts, isForFolders }) =>
        (isFolder || !isForFolders) && fits(parts, path, isAnyNumber, partFits),
    );
    return last !== undefined && !last.isNegated;
  }
}

const isAnyNumber = (part: unknown) => part === null;
const isAnyRun = (token: Token) => token === '*';

function partFits(tokens: readonly Token[] | null, part: readonly string[]): boolean {
  return tokens !== null && fits(tokens, part, isAnyRun, signFits);
}

/**
 * Whether what is wanted fits all that is there. Where it does not go on, the last of those that stand for
 * anything takes one more: what comes before it need not be tried again.
 */
function fits<Wanted, There>(
  wanted: readonly Wanted[],
  there: readonly There[],
  isAnything: (wanted: Wanted) => boolean,
  isFit: (wanted: Wanted, there: There) => boolean,
): boolean {
  let at = 0;
  let next = 0;
  let anything = -1;
  let takenTo = 0;
  while (at < there.length) {
    const [want, found] = [wanted[next], there[at]];
    if (want !== undefined && isAnything(want)) {
      anything = next;
      takenTo = at;
      next += 1;
    } else if (want !== undefined && found !== undefined && isFit(want, found)) {
      at += 1;
      next += 1;
    } else if (anything >= 0) {
      takenTo += 1;
      at = takenTo;
      next = anything + 1;
    } else return false;
  }
  return wanted.slice(next).every(isAnything);
}

function signFits(token: Token, sign: string): boolean {
  if (token === '?') return true;
  if (token === '*') return false;
  if ('is' in token) return token.is === sign.toLowerCase();
  const cases = [sign.toLowerCase(), sign.toUpperCase()];
  const isIn = token.ranges.some(([from, to]) => cases.some((each) => from <= each && each <= to));
  return isIn !== token.isNegated;
}

/** A line as a pattern; null for a remark, and for what fits nothing. */
function toPattern(line: string): Pattern | null {
  const written = trimmed(line.replace(/^\ufeff/, ''));
  const isNegated = written.startsWith('!');
  const whole = isNegated ? written.slice(1) : written;
  const pattern = whole.replace(/\/$/, '');
  if (pattern === '' || written.startsWith('#')) return null;
  const isAnchored = pattern.includes('/');
  const parts: (readonly Token[] | null)[] = isAnchored ? [] : [null];
  for (const part of pattern.replace(/^\//, '').split('/')) {
    const tokens = part === '**' ? null : tokensOf(Array.from(part));
    if (tokens === undefined) return null;
    parts.push(tokens);
  }
  // What is in a folder, and not the folder itself.
  if (parts.length > 1 && parts.at(-1) === null) parts.push(['*']);
  return { isNegated, isForFolders: whole.endsWith('/'), parts };
}

/** Without the spaces at its end, but for one that has a backslash before it. */
function trimmed(line: string): string {
  const end = line.trimEnd();
  return end.endsWith('\\') && end.length < line.length ? `${end} ` : end;
}

/** What a part of a pattern consists of; undefined where a class has no end. */
function tokensOf(signs: readonly string[]): readonly Token[] | undefined {
  const tokens: Token[] = [];
  for (let at = 0; at < signs.length; at += 1) {
    const sign = signs[at] ?? '';
    if (sign === '*' || sign === '?') {
      if (sign === '?' || tokens.at(-1) !== '*') tokens.push(sign);
    } else if (sign === '[') {
      const found = classAt(signs, at + 1);
      if (found === undefined) return undefined;
      tokens.push(found.signs);
      at = found.end;
    } else {
      if (sign === '\\') at += 1;
      const is = signs[at];
      if (is === undefined) return undefined;
      tokens.push({ is: is.toLowerCase() });
    }
  }
  return tokens;
}

function classAt(
  signs: readonly string[],
  start: number,
): { readonly signs: SignClass; readonly end: number } | undefined {
  const isNegated = signs[start] === '!' || signs[start] === '^';
  const first = isNegated ? start + 1 : start;
  const ranges: [string, string][] = [];
  for (let at = first; at < signs.length; at += 1) {
    if (signs[at] === ']' && at > first) return { signs: { isNegated, ranges }, end: at };
    if (signs[at] === '\\') at += 1;
    const from = signs[at];
    if (from === undefined) return undefined;
    const isRange = signs[at + 1] === '-' && signs[at + 2] !== ']' && signs[at + 2] !== undefined;
    ranges.push([from, isRange ? (signs[at + 2] ?? from) : from]);
    if (isRange) at += 2;
  }
  return undefined;
}
