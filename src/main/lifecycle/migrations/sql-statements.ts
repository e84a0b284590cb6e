/**
 * Splits a migration into its statements, with the line each begins at, as SQLite itself would:
 * semicolons in strings, comments, quoted names and trigger bodies do not end a statement.
 */

export interface SqlStatement {
  readonly sql: string;
  /** The line of the file that the statement begins at, from 1. */
  readonly line: number;
  /** Its bare words outside of parentheses and trigger bodies, in upper case. */
  readonly words: readonly string[];
}

export interface SqlScript {
  readonly statements: readonly SqlStatement[];
  /** The text of each `--` comment, by the line it stands on. */
  readonly commentsByLine: ReadonlyMap<number, string>;
}

/** One token a match: the order matters, an unterminated string or comment runs to the end. */
const TOKEN =
  /(?<lineComment>--[^\n]*)|(?<blockComment>\/\*[\s\S]*?(?:\*\/|$))|(?<quoted>'(?:[^']|'')*(?:'|$)|"(?:[^"]|"")*(?:"|$)|`(?:[^`]|``)*(?:`|$)|\[[^\]]*(?:\]|$))|(?<word>[\p{L}_$][\p{L}\p{N}_$]*)|(?<space>\s+)|(?<symbol>[\s\S])/gu;

/** Reads a SQL script. It does not judge the SQL: what SQLite would refuse, it will refuse. */
export function parseSqlScript(text: string): SqlScript {
  const statements: SqlStatement[] = [];
  const commentsByLine = new Map<number, string>();
  let line = 1;
  let statement: StatementBuilder | null = null;

  for (const match of text.matchAll(TOKEN)) {
    const token = match[0];
    const { lineComment, blockComment, space, word, symbol } = match.groups ?? {};
    if (lineComment !== undefined) {
      commentsByLine.set(line, lineComment.slice(2).trim());
    } else if (symbol === ';' && (statement === null || statement.endsAtSemicolon())) {
      if (statement !== null) statements.push(statement.build(text, match.index + 1));
      statement = null;
    } else if (space === undefined && blockComment === undefined) {
      statement ??= new StatementBuilder(match.index, line);
      if (word !== undefined) statement.addWord(word.toUpperCase());
      else if (symbol !== undefined) statement.addSymbol(symbol);
    }
    line += countNewlines(token);
  }
  if (statement !== null) statements.push(statement.build(text, text.length));
  return { statements, commentsByLine };
}

/**
 * The tokens of a statement, to compare what two of them mean: without blanks and comments, names
 * without quotes, and all in lower case.
 */
export function sqlTokens(sql: string): string[] {
  const tokens: string[] = [];
  for (const match of sql.matchAll(TOKEN)) {
    const { lineComment, blockComment, space, quoted } = match.groups ?? {};
    if ((lineComment ?? blockComment ?? space) !== undefined) continue;
    tokens.push((quoted === undefined ? match[0] : quoted.slice(1, -1)).toLowerCase());
  }
  return tokens;
}

class StatementBuilder {
  readonly #start: number;
  readonly #line: number;
  readonly #words: string[] = [];
  #parentheses = 0;
  /** How many BEGIN and CASE of a trigger's body still lack their END; null before its BEGIN. */
  #openBlocks: number | null = null;

  constructor(start: number, line: number) {
    this.#start = start;
    this.#line = line;
  }

  addWord(word: string): void {
    if (this.#openBlocks !== null) {
      if (word === 'CASE') this.#openBlocks += 1;
      if (word === 'END') this.#openBlocks -= 1;
    } else if (word === 'BEGIN' && this.#isTrigger()) {
      this.#openBlocks = 1;
    } else if (this.#parentheses === 0) {
      this.#words.push(word);
    }
  }

  addSymbol(symbol: string): void {
    if (symbol === '(') this.#parentheses += 1;
    if (symbol === ')') this.#parentheses -= 1;
  }

  endsAtSemicolon(): boolean {
    if (this.#openBlocks !== null) return this.#openBlocks === 0;
    return true;
  }

  build(text: string, end: number): SqlStatement {
    return { sql: text.slice(this.#start, end).trim(), line: this.#line, words: this.#words };
  }

  #isTrigger(): boolean {
    const [first, second, third] = this.#words;
    if (first !== 'CREATE') return false;
    return second === 'TRIGGER' || (third === 'TRIGGER' && second?.startsWith('TEMP') === true);
  }
}

function countNewlines(token: string): number {
  let count = 0;
  for (const character of token) if (character === '\n') count += 1;
  return count;
}
