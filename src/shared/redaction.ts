/**
 * Takes file paths out of text that leaves the person's own hands: a log that is sent to somebody,
 * details that are pasted in public. A path names people, artists and albums; what a reader needs to
 * know of it is which place it is in.
 *
 * Paths stand in running text without quotes, and may hold spaces, so where an unknown one ends is a
 * guess: rather a word too many is taken out than one too few.
 */

import type { z } from 'zod';
import { cleanLine } from './clean-text.ts';
import type { SentWordsSchema } from './words/sent-words.ts';

/** A folder or file whose path is known, and the word that stands for it. */
export interface KnownPlace {
  readonly path: string;
  /** "library" becomes `<library>`. */
  readonly name: string;
  /** Whether Fermata itself named what lies in it (or, for a file, beside it), so that it may stay. */
  readonly isOwn: boolean;
}

const FILE_URL = String.raw`file:\/\/[^\s"'<>)]+`;
/** A drive, a share, a home folder's sign or the root, where no word or address goes on. */
const PATH_START = String.raw`(?<![\w./\\:~-])(?:[A-Za-z]:[\\/]|\\\\(?=[^\\\s])|~\/|\/(?=[^\s/]))|(?<=:)\/(?=[^\s/])`;
const BEGINNING = new RegExp(`${FILE_URL}|${PATH_START}`, 'g');

/** What of a place's content is Fermata's own name for it, line and column of a stack included. */
const OWN_REST = /^[^\s"'`<>|(),;]*[^\s"'`<>|(),;.:]/;
/** The end of a name where a sentence goes on, or another name begins. */
const NAME_END = /^(?:$|[\\/\s"'`<>|(),;:]|\.(?:\s|$))/;

const TO_LAST_FOLDER = /^[^\r\n"<>|]*[\\/]/;
const NAME_WITH_ENDING = /^[^\r\n"<>|\\/]*?\.[A-Za-z][A-Za-z0-9]{1,4}(?![\w])/;
/**
 * A name without an ending goes on with words that do not look like those of a sentence, a few
 * small ones between them: "Kind of Blue".
 */
const WORDS_OF_A_NAME = /^[^\s"<>|]*(?: (?:[a-z]{1,4} ){0,3}[^a-z\s"<>|(][^\s"<>|]*)*/;
const PUNCTUATION_AT_END = /[.,;:)]+$/;

const CLOSINGS: Readonly<Record<string, string>> = { "'": "'", '"': '"', '`': '`', '(': ')' };

/**
 * The text with each path in it replaced: by the name of the known place it is in, or by `<path>`.
 *
 * @param places those that are known; a place inside another one counts first
 */
export function redactPaths(text: string, places: readonly KnownPlace[] = []): string {
  const innermostFirst = [...places].sort((a, b) => b.path.length - a.path.length);
  let redacted = '';
  let position = 0;
  BEGINNING.lastIndex = 0;
  for (let found = BEGINNING.exec(text); found !== null; found = BEGINNING.exec(text)) {
    const { index } = found;
    redacted += text.slice(position, index);
    const path = found[0].startsWith('file:') ? readFileUrl(found[0]) : null;
    if (path === null) {
      const { replacement, length } = replace(text.slice(index), text[index - 1], innermostFirst);
      redacted += replacement;
      position = index + length;
    } else {
      redacted += replace(path, '"', innermostFirst).replacement;
      position = index + found[0].length;
    }
    BEGINNING.lastIndex = position;
  }
  return redacted + text.slice(position);
}

/** The values of a sentence that name a file without its path. */
const NAMING = ['file', 'folder', 'name'];
/** Fewer letters than these stand in other words, too. */
const SHORTEST_NAME = 3;

/**
 * A sentence of an error without the names of files that stand in it alone, without their paths.
 *
 * @param told the error's sentences, by key and values
 */
export function withoutNames(
  sentence: string,
  { message }: { readonly message?: z.infer<typeof SentWordsSchema> | undefined },
): string {
  let masked = sentence;
  for (const name of NAMING) {
    const value = message?.values[name];
    const shown = typeof value === 'string' ? cleanLine(value) : '';
    if (shown.length < SHORTEST_NAME || /[\\/]/.test(shown)) continue;
    masked = masked.replaceAll(shown, `<${name}>`);
  }
  return masked;
}

/** What stands for the path that a text begins with, and how many characters of the text it takes. */
function replace(
  text: string,
  before: string | undefined,
  places: readonly KnownPlace[],
): { readonly replacement: string; readonly length: number } {
  const place = places.find((known) => isIn(text, known));
  if (place === undefined) {
    return { replacement: '<path>', length: unknownLength(text, before) };
  }
  const { name, isOwn } = place;
  const start = lengthIn(place);
  const rest = text.slice(start);
  if (isOwn) {
    const own = OWN_REST.exec(rest)?.[0] ?? '';
    return { replacement: `<${name}>${own.replaceAll('\\', '/')}`, length: start + own.length };
  }
  if (!/^[\\/]/.test(rest)) return { replacement: `<${name}>`, length: start };
  return { replacement: `<${name}>/…`, length: start + unknownLength(rest, before) };
}

function isIn(text: string, place: KnownPlace): boolean {
  const length = lengthIn(place);
  if (length < 2) return false;
  const isWindows = /^[A-Za-z]:|^\\\\/.test(place.path);
  const comparable = (path: string) =>
    isWindows ? path.replaceAll('\\', '/').toLowerCase() : path;
  if (comparable(text.slice(0, length)) !== comparable(place.path.slice(0, length))) return false;
  const rest = text.slice(length);
  return NAME_END.test(rest) || (place.isOwn && /^[.-]/.test(rest));
}

/** Without the separator at its end. */
function lengthIn({ path }: KnownPlace): number {
  return path.replace(/[\\/]+$/, '').length;
}

/** How far a path goes that nobody knows. */
function unknownLength(text: string, before: string | undefined): number {
  const closing = CLOSINGS[before ?? ''];
  const line = /^[^\r\n]*/.exec(text)?.[0] ?? '';
  if (closing === ')') {
    const end = line.lastIndexOf(closing);
    return end === -1 ? line.length : end;
  }
  if (closing !== undefined) {
    // A name may have a line break: the quote ends where it is closed.
    const end = endOfQuote(text, closing);
    return end === -1 ? line.length : end;
  }
  const folders = TO_LAST_FOLDER.exec(line)?.[0] ?? '';
  const last = line.slice(folders.length);
  const name = NAME_WITH_ENDING.exec(last)?.[0] ?? WORDS_OF_A_NAME.exec(last)?.[0] ?? '';
  return folders.length + name.replace(PUNCTUATION_AT_END, '').length;
}

/** An apostrophe in a name is followed by a letter; the end of a quote is not. */
function endOfQuote(line: string, quote: string): number {
  return [...line.matchAll(new RegExp(`${quote}(?![\\p{L}\\p{N}])`, 'gu'))][0]?.index ?? -1;
}

function readFileUrl(url: string): string {
  const path = url.replace(/^file:\/\/(?=\/)/, '').replace(/^file:/, '');
  try {
    return withoutDriveSlash(decodeURIComponent(path));
  } catch {
    // Not an encoding of anything: it is replaced as it is.
    return withoutDriveSlash(path);
  }
}

/** "/C:/Music" in an address is "C:/Music" on the disk. */
function withoutDriveSlash(path: string): string {
  return /^\/[A-Za-z]:/.test(path) ? path.slice(1) : path;
}
