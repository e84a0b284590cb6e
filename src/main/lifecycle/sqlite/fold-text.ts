/**
 * The one folding of text for search and for sorting: what people type on any keyboard, and what tags
 * have, become the same letters. A released version never changes its results (see sql-functions.ts).
 */

/** Nothing but printable ASCII: there is only the case to fold. */
const ASCII = /^[\x20-\x7e]*$/;

const APOSTROPHES = /[\u0060\u00b4\u02b9\u02bb\u02bc\u2018\u2019\u201a\u201b\u2032\u05f3\uff07]/g;
const QUOTES = /[\u00ab\u00bb\u201c\u201d\u201e\u201f\u2033\u2036\u05f4\u300c-\u300f\uff02]/g;
const DASHES = /[\u058a\u05be\u2010-\u2015\u2043\u2212\u301c\ufe58\ufe63\uff0d]/g;

/** What is between letters without being seen: soft hyphens, directions, joiners; shapes of emoji. */
const INVISIBLE = /\p{Cf}|\p{Variation_Selector}|\u034f/gu;

/**
 * Marks that people leave out when they type: accents, Hebrew points, Arabic vowels, nuktas, tones. Marks
 * that are vowels or other sounds of their script (Indic and Thai vowels, the voicing of kana) stay.
 */
const ACCENTS = new RegExp(
  `[${[
    '\\u0300-\\u036f\\u0483-\\u0489\\u0591-\\u05bd\\u05bf\\u05c1\\u05c2\\u05c4\\u05c5\\u05c7',
    '\\u0610-\\u061a\\u064b-\\u065f\\u0670\\u06d6-\\u06dc\\u06df-\\u06e4\\u06e7\\u06e8\\u06ea-\\u06ed',
    '\\u0730-\\u074a\\u07eb-\\u07f3\\u08d3-\\u08ff\\u093c\\u0951-\\u0954\\u09bc\\u0a3c\\u0abc\\u0b3c',
    '\\u0cbc\\u0e48-\\u0e4c\\u0e4e\\u0ec8-\\u0ecc\\u1ab0-\\u1aff\\u1cd0-\\u1cfa\\u1dc0-\\u1dff',
    '\\u20d0-\\u20f0\\ua66f\\ua674-\\ua67d\\ufe20-\\ufe2f',
  ].join('')}]`,
  'g',
);

/** Letters that Unicode does not take apart, as they are typed without them. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ŧ: 't',
  ı: 'i',
  ĸ: 'k',
  ŋ: 'n',
  ƀ: 'b',
  ɓ: 'b',
  ƈ: 'c',
  ɖ: 'd',
  ɗ: 'd',
  ə: 'e',
  ǝ: 'e',
  ɛ: 'e',
  ƒ: 'f',
  ɠ: 'g',
  ǥ: 'g',
  ɣ: 'g',
  ɨ: 'i',
  ɩ: 'i',
  ƙ: 'k',
  ƚ: 'l',
  ɫ: 'l',
  ɲ: 'n',
  ƞ: 'n',
  ɔ: 'o',
  ɵ: 'o',
  ƥ: 'p',
  ʀ: 'r',
  ʃ: 's',
  ƭ: 't',
  ʈ: 't',
  ʉ: 'u',
  ʋ: 'v',
  ⱳ: 'w',
  ƴ: 'y',
  ƶ: 'z',
  ʒ: 'z',
  ς: 'σ',
  ґ: 'г',
  ך: 'כ',
  ם: 'מ',
  ן: 'נ',
  ף: 'פ',
  ץ: 'צ',
  ٱ: 'ا',
  ى: 'ي',
  ی: 'ي',
  ې: 'ي',
  ک: 'ك',
  ة: 'ه',
  ہ: 'ه',
  ھ: 'ه',
  ە: 'ه',
  ـ: '',
  '\u2044': '/',
  '\u2215': '/',
  '\u30fb': '·',
};

const SPECIAL_LETTERS = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'gu');

/** Where the ten digits of other scripts begin. */
const ZEROS = [
  0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0,
  0xf20, 0x1040, 0x17e0, 0x1810,
];
const DIGITS = /[\p{Nd}--[0-9]]/gv;

const KATAKANA = /[\u30a1-\u30f6\u30fd\u30fe]/g;
const KATAKANA_TO_HIRAGANA = 0x60;

/**
 * Folds a text: no case, no accents, no ligatures, no full or half width, hiragana for katakana, ASCII
 * apostrophes, quotes, dashes and digits. NFC and NFD give the same.
 */
export function foldText(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  return (
    text
      // Before anything is taken apart: a lone accent would become a space with a mark.
      .replace(APOSTROPHES, "'")
      .replace(QUOTES, '"')
      .replace(DASHES, '-')
      .normalize('NFKD')
      .toLowerCase()
      .replace(ACCENTS, '')
      .replace(INVISIBLE, '')
      .replace(SPECIAL_LETTERS, (letter) => LETTERS[letter] ?? letter)
      .replace(KATAKANA, (kana) => String.fromCharCode(kana.charCodeAt(0) - KATAKANA_TO_HIRAGANA))
      .replace(DIGITS, asciiDigit)
      // Hangul and voiced kana are taken apart, too.
      .normalize('NFC')
  );
}

function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  const zero = ZEROS.find((first) => code >= first && code < first + 10);
  return zero === undefined ? digit : String(code - zero);
}
