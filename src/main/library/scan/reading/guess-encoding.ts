/**
 * Guesses which encoding a text is in that does not say it, by how likely it would be in each language. All
 * points are logarithms of likelihoods, as far as those are known: a rough guess, which a person can correct.
 */
import type { TextEncoding } from '../../../../shared/text-encodings.ts';
import { SCRIPTS, type Script } from './scripts.ts';

/** So much tells as much as all of it; in bytes of a text. */
const MOST_BYTES = 200;
const MOST_TEXTS = 6;

const POINTS = {
  /** A letter that the language does not have, or has seldom. */
  foreignLetter: -8,
  /** Quotes, dashes and the like, which titles have in every language. */
  typographic: -5,
  /** What stands in no title. */
  symbol: -9,
  /** One capital letter after another. */
  capitals: -0.25,
  /** A mark that stands on no letter. */
  looseMark: -8,
  /** A capital letter after a small one. */
  oddCase: -5,
  /** A letter of English in a word of another script. */
  mixed: -6,
  /** Letters beside one another that a Latin language has one by one. */
  doubled: -2,
  tripled: -5,
  /** A letter of English beside a sign of a language that parts them. */
  beside: -2,
  /** A sign that is in use, but in no list of the most frequent ones. */
  usedCharacter: -9.5,
  /** One that dictionaries have, and few texts. */
  rareCharacter: -13,
  /** Of English, in any language: a letter, and what else titles have. */
  asciiLetter: -3,
  asciiSign: -4,
  /** The first half of a character, at the end of a text. */
  cutOff: -6,
  /** An encoding that few people use, one of another language, and that of the listener. */
  uncommon: -2,
  elsewhere: { latin: -3, alphabet: -5, characters: -3 },
  western: -1,
  own: 1,
} as const;

const TYPOGRAPHIC = /[“”„‘’‚–—…•™®©°´«»¡¿·№]/u;
const LETTER = /\p{L}|\p{M}/u;
const MARK = /\p{M}/u;
const UPPER = /\p{Lu}/u;
const LOWER = /\p{Ll}/u;
const ASCII_LETTER = /[A-Za-z]/;
/** What no text has: signs for private use, controls, half characters. */
const IMPOSSIBLE = /[\p{Co}\p{Cn}\ufffd\u0080-\u009f]/u;

/** Marks of East Asian texts, and full-width letters. */
const WIDE = /[\u3000-\u303f\uff01-\uff5e]/u;

/**
 * The likeliest encoding of the texts of a file.
 *
 * @param texts each with some bytes beyond ASCII, which are no UTF-8
 * @param languages of the listener, as the system names them
 */
export function guessEncoding(
  texts: readonly Uint8Array[],
  languages: readonly string[],
): TextEncoding {
  const samples = texts.slice(0, MOST_TEXTS).map((bytes) => bytes.subarray(0, MOST_BYTES));
  const own = languages.map((tag) => tag.toLowerCase().replaceAll('_', '-'));
  let best: { encoding: TextEncoding; points: number } | null = null;
  const decoded = new Map<TextEncoding, readonly Decoded[] | null>();
  for (const script of SCRIPTS) {
    for (const [index, encoding] of script.encodings.entries()) {
      const known = decoded.get(encoding);
      const inIt = known === undefined ? decodeAll(samples, encoding) : known;
      decoded.set(encoding, inIt);
      if (inIt === null) continue;
      const likely = inIt.map(({ text, isCutOff }) => {
        return likelihood(text, script) + (isCutOff ? POINTS.cutOff : 0);
      });
      const points = likely.reduce((sum, each) => sum + each, prior(script, index, own));
      if (best === null || points > best.points) best = { encoding, points };
    }
  }
  return best?.encoding ?? 'windows-1252';
}

interface Decoded {
  readonly text: string;
  /** Whether it ends in the middle of a character, as fields of a fixed length may. */
  readonly isCutOff: boolean;
}

/** Null where one of them cannot be in this encoding. */
function decodeAll(samples: readonly Uint8Array[], encoding: TextEncoding): Decoded[] | null {
  const decoded: Decoded[] = [];
  for (const bytes of samples) {
    const whole = decodeWhole(bytes, encoding);
    if (whole === null) return null;
    decoded.push(whole);
  }
  return decoded;
}

function decodeWhole(bytes: Uint8Array, encoding: TextEncoding): Decoded | null {
  const decoder = new TextDecoder(encoding, { fatal: true });
  try {
    const text = decoder.decode(bytes, { stream: true });
    return { text, isCutOff: !isOver(decoder) };
  } catch {
    return null;
  }
}

function isOver(decoder: { decode(): string }): boolean {
  try {
    return decoder.decode() === '';
  } catch {
    return false;
  }
}

function prior(
  { kind, languages, encodings }: Script,
  index: number,
  own: readonly string[],
): number {
  const isOwn = languages.some((language) => own.some((tag) => speaks(tag, language)));
  const uncommon = index === 0 ? 0 : POINTS.uncommon;
  if (isOwn) return POINTS.own + uncommon;
  if (encodings[0] === 'windows-1252') return POINTS.western + uncommon;
  return POINTS.elsewhere[kind] + uncommon;
}

const TRADITIONAL = /^zh\b.*\b(?:hant|tw|hk|mo)\b/;

function speaks(tag: string, language: string): boolean {
  if (tag.startsWith('zh')) {
    return language === (TRADITIONAL.test(tag) ? 'zh-hant' : 'zh');
  }
  return tag.split(/[-.@]/)[0] === language;
}

function likelihood(text: string, script: Script): number {
  const frequencies = frequenciesOf(script);
  let points = 0;
  let before = '';
  let run = 0;
  for (const character of text) {
    if (character < '\u0080') {
      points += ASCII_LETTER.test(character) ? POINTS.asciiLetter : POINTS.asciiSign;
      if (isMixed(before, character)) points += mixing(script);
      run = 0;
    } else {
      if (IMPOSSIBLE.test(character)) return Number.NEGATIVE_INFINITY;
      points += pointsOf(character, script, frequencies);
      if (isMixed(character, before)) points += mixing(script);
      run = LETTER.test(character) ? run + 1 : 0;
      if (script.kind === 'latin' && run > 1) {
        points += run > 2 ? POINTS.tripled : POINTS.doubled;
      }
    }
    const isAscii = character < '\u0080' && before < '\u0080';
    if (!isAscii && UPPER.test(character)) {
      if (LOWER.test(before)) points += POINTS.oddCase;
      if (UPPER.test(before)) points += POINTS.capitals;
    }
    if (MARK.test(character) && !LETTER.test(before)) points += POINTS.looseMark;
    before = character;
  }
  return points;
}

function mixing({ kind }: Script): number {
  return { latin: 0, alphabet: POINTS.mixed, characters: POINTS.beside }[kind];
}

function isMixed(letter: string, ascii: string): boolean {
  return letter >= '\u0080' && LETTER.test(letter) && ASCII_LETTER.test(ascii);
}

function pointsOf(
  character: string,
  { kind, encodings }: Script,
  frequencies: ReadonlyMap<string, number>,
): number {
  const known = frequencies.get(character) ?? frequencies.get(character.toLowerCase());
  if (known !== undefined) return known;
  if (kind === 'characters') {
    if (WIDE.test(character)) return POINTS.typographic;
    return usedIn(encodings[0] ?? 'gbk').has(character)
      ? POINTS.usedCharacter
      : POINTS.rareCharacter;
  }
  if (TYPOGRAPHIC.test(character)) return POINTS.typographic;
  return LETTER.test(character) ? POINTS.foreignLetter : POINTS.symbol;
}

/** Where encodings have the signs that are in use: the first byte, from and to. */
const USED: Partial<Record<TextEncoding, readonly [first: number, last: number]>> = {
  gbk: [0xb0, 0xd7],
  shift_jis: [0x88, 0x98],
  big5: [0xa4, 0xc6],
  'euc-kr': [0xb0, 0xc8],
};

const usedSigns = new Map<TextEncoding, ReadonlySet<string>>();

function usedIn(encoding: TextEncoding): ReadonlySet<string> {
  const before = usedSigns.get(encoding);
  if (before !== undefined) return before;
  const [first, last] = USED[encoding] ?? [0, -1];
  // GB 2312 and KS X 1001 have no second byte below.
  const from = encoding === 'gbk' || encoding === 'euc-kr' ? 0xa1 : 0x40;
  const decoder = new TextDecoder(encoding);
  const signs = new Set<string>();
  for (let lead = first; lead <= last; lead += 1) {
    for (let trail = from; trail < 0xff; trail += 1) {
      signs.add(decoder.decode(Uint8Array.of(lead, trail)));
    }
  }
  usedSigns.set(encoding, signs);
  return signs;
}

/** How likely the letter at a place is, of so many. */
const POINTS_OF_PLACE: Record<Script['kind'], (place: number, of: number) => number> = {
  latin: (place) => -3.2 - 0.12 * place,
  alphabet: (place, of) => -0.65 * Math.log(of) - (2.8 * place) / of,
  characters: (place) => -3.5 - 0.6 * Math.log(place + 1),
};

const remembered = new Map<Script, ReadonlyMap<string, number>>();

/** How likely each letter is, by its place among them. */
function frequenciesOf(script: Script): ReadonlyMap<string, number> {
  const before = remembered.get(script);
  if (before !== undefined) return before;
  const { kind, letters } = script;
  const distinct = [...new Set(letters)];
  const made = new Map<string, number>();
  for (const [place, letter] of distinct.entries()) {
    made.set(letter, POINTS_OF_PLACE[kind](place, distinct.length));
  }
  remembered.set(script, made);
  return made;
}
