/**
 * Which words the search index has of a text, and which pieces a typed word has: both from here, so that
 * they meet. A released version never changes its results (see sql-functions.ts).
 */
import { foldText } from './fold-text.ts';

/** A piece of a word: one that has a beginning, or a run of signs of which any part is searched for. */
interface Piece {
  readonly kind: 'word' | 'run';
  readonly text: string;
}

/** What is between two spaces, folded. */
export interface WordParts {
  readonly pieces: readonly Piece[];
  /** The pieces without the signs between them: "dont", "acdc", "rem"; and read as letters: "pink". */
  readonly joined: readonly string[];
  /** With the signs that it begins or ends with, where they mean something ("c++"), or of signs alone. */
  readonly signs: readonly string[];
}

/** Letters of scripts that put no space between words, or few. */
const SPACELESS =
  /[[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Bopomofo}\p{scx=Hangul}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}\p{scx=Tibetan}\p{scx=Javanese}\p{scx=Balinese}]&&[\p{L}\p{M}\p{N}]]+/v;
/** Symbols that are no keys of a typewriter: ♥, ★, ∆, emoji. */
const SYMBOLS = /[[\p{S}\p{Extended_Pictographic}]--[\p{ASCII}\p{Sk}]]+/v;
/** What comes after so many signs of a text is not searched: no name is so long. */
const LONGEST_TEXT = 5_000;

const SPACES = /[\s\p{Cc}]+/gu;

const PLAIN = /^[a-z0-9]+$/;

const PIECES = new RegExp(
  `(?<run>${SPACELESS.source}|${SYMBOLS.source})|(?:(?!${SPACELESS.source})[\\p{L}\\p{M}\\p{N}\\p{Co}])+`,
  'gv',
);

/**
 * Signs that part words even without a space. All others join them: "AC/DC", "Don't", "R.E.M.", "1,000".
 */
const PARTING = /(?<!\p{N}),|,(?!\p{N})|[\p{P}--['.\-_\/\\!*\&·:@#?%,]]/v;

/** Signs that are read as letters beside others: "Ke$ha", "P!nk". */
const READ_AS: Readonly<Record<string, string>> = { $: 's', '!': 'i', '@': 'a', '€': 'e' };
const READABLE = /(?<=\p{L})!(?=\p{L})|[$@€](?=\p{L})|(?<=\p{L})[$@€]/gu;

const NO_LETTERS = /[^\p{L}\p{M}\p{N}\p{Co}]+/gu;

/** Signs at an edge that tell a word from the same one without them: "C#", "C++", "*NSYNC". */
const MEANING = '[+#$%&@=^~*]';
const EDGE_SIGNS = new RegExp(`^${MEANING}|${MEANING}$`);

/** What encloses words: left out at their edges. */
const ENCLOSING = /^[()[\]{}<>",;]+|[()[\]{}<>",;]+$/g;

/** A longer one is no word that anybody would join: an address, a list. */
const LONGEST_JOINED = 40;

/** Words come again and again: so many are remembered with their parts. */
const MOST_WORDS_REMEMBERED = 20_000;
const remembered = new Map<string, WordParts>();

/** The words of a text for the index, each once, parted by spaces and with one before and after. */
export function searchWords(text: string): string {
  return toLine(wordsOf(text));
}

/**
 * The words by which a track is found beside its title, artists and album: each that those do not have.
 *
 * @param path of its file: the file's name and the two folders above it are searched, for all files of a
 *   library have the others in common
 */
export function furtherSearchWords(known: string, text: string, path: string): string {
  const words = wordsOf(text);
  const [name = '', ...folders] = lastNames(path);
  for (const word of namesIn(folders.join(' '))) words.add(word);
  for (const word of namesIn(name)) if (!NUMBER_OF_TRACK.test(word)) words.add(word);
  for (const word of wordsOf(known)) words.delete(word);
  return toLine(words);
}

function toLine(words: ReadonlySet<string>): string {
  return words.size === 0 ? '' : ` ${[...words].join(' ')} `;
}

const NUMBER_OF_TRACK = /^\d{1,3}$/;
const ENDING = /\.[\p{L}\p{N}]{1,5}$/u;

/** The name of a file and of the folders above it. */
function lastNames(path: string): string[] {
  return path.replace(ENDING, '').split(/[\\/]/).slice(-3).toReversed();
}

/** Signs part the names in a path: of no use to find one. */
function namesIn(path: string): Set<string> {
  return wordsOfParts(partWords(path).filter(({ pieces }) => pieces.length > 0));
}

function wordsOf(text: string): Set<string> {
  const parts = partWords(text);
  const words = wordsOfParts(parts);
  // "( )" is found as "()", too.
  if (parts.length > 1 && parts.every(({ pieces }) => pieces.length === 0)) {
    words.add(foldText(text).replace(SPACES, ''));
  }
  return words;
}

function wordsOfParts(parts: readonly WordParts[]): Set<string> {
  const words = new Set<string>();
  for (const { pieces, joined, signs } of parts) {
    for (const piece of pieces) {
      if (piece.kind === 'word') words.add(piece.text);
      else for (const gram of gramsOf(piece.text)) words.add(gram);
    }
    for (const word of joined) words.add(word);
    for (const word of signs) words.add(word);
  }
  return words;
}

/** Each two signs of a run that follow one another, and its last one: any part begins one of them. */
export function gramsOf(run: string): string[] {
  const signs = [...run];
  return signs.map((sign, at) => `${sign}${signs[at + 1] ?? ''}`);
}

/** The words of a text, as they are between spaces, and what each of them is made of. */
export function partWords(text: string): WordParts[] {
  return foldText(text.slice(0, LONGEST_TEXT))
    .split(SPACES)
    .filter((word) => word !== '')
    .map((word) => {
      const known = remembered.get(word);
      if (known !== undefined) return known;
      const parts = partWord(word);
      if (remembered.size >= MOST_WORDS_REMEMBERED) remembered.clear();
      remembered.set(word, parts);
      return parts;
    });
}

function partWord(word: string): WordParts {
  if (PLAIN.test(word)) return { pieces: [{ kind: 'word', text: word }], joined: [], signs: [] };
  const pieces = piecesOf(word);
  return { pieces, joined: joinedOf(word), signs: signsOf(word, pieces) };
}

function piecesOf(word: string): Piece[] {
  return Array.from(word.matchAll(PIECES), ({ 0: text, groups }) => ({
    kind: groups?.run === undefined ? 'word' : 'run',
    text,
  }));
}

function joinedOf(word: string): string[] {
  return word
    .split(PARTING)
    .flatMap((part) => (part.includes('/') ? [part, ...part.split('/')] : [part]))
    .filter((part) => part.length <= LONGEST_JOINED)
    .flatMap((part) => {
      const pieces = piecesOf(part);
      if (pieces.length === 0 || pieces.some(({ kind }) => kind === 'run')) return [];
      const read = part.replace(READABLE, (sign) => READ_AS[sign] ?? sign);
      return [
        ...(pieces.length > 1 ? [pieces.map(({ text }) => text).join('')] : []),
        ...(read === part ? [] : [read.replace(NO_LETTERS, '')]),
      ];
    });
}

function signsOf(word: string, pieces: readonly Piece[]): string[] {
  const inner = word.replace(ENCLOSING, '');
  if (pieces.length > 0) return EDGE_SIGNS.test(inner) ? [inner] : [];
  return inner === '' || inner === word ? [word] : [inner, word];
}
