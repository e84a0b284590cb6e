/**
 * Where languages put their letters, and which articles they pass over, as far as that differs from the order
 * that all others share: A to Z, letters with marks as those without. After the Unicode Common Locale Data
 * Repository (https://github.com/unicode-org/cldr/tree/main/common/collation), in its default order for each
 * language.
 */

export interface SortRules {
  /** What to sort by instead of letters of the language; null where there are none. */
  readonly letters: { readonly pattern: RegExp; readonly keys: ReadonlyMap<string, string> } | null;
  /** Marks that are no letters: tones. */
  readonly marks: RegExp | null;
  /** In front of a name, with what parts it from the name. */
  readonly article: RegExp;
  readonly toLowerCase: (text: string) => string;
  /** For Chinese: how the characters are sorted, as the Intl API names it. */
  readonly characters: 'pinyin' | 'stroke' | null;
}

interface Tailoring {
  /**
   * `z<å<ä=æ`: after everything that begins with a z comes å, then ä, which æ is sorted as; `y=ü` alone is a
   * letter that is sorted as another one.
   */
  readonly letters?: string;
  /** Beside the English ones, which names of bands have everywhere. */
  readonly articles?: string;
  readonly marks?: RegExp;
  readonly characters?: SortRules['characters'];
}

const SWEDISH = 'y=ü=ű z<å<ä=æ=ę<ö=ø=ő=œ=ô';
const DANISH = 'y=ü=ű z<æ=ä<ø=ö=ő=œ<å=aa';
const NORWEGIAN = 'y=ü=ű z<æ=ä=ę<ø=ö=ő=œ<å=aa';
const CROATIAN = 'c<č<ć d<dž<đ l<lj n<nj s<š z<ž';
const SPANISH = 'n<ñ';
const TURKISH = 'c<ç g<ğ h<ı o<ö s<ş u<ü';

/** Articles as they stand before names, parted by spaces. */
const TAILORINGS: Readonly<Record<string, Tailoring>> = {
  az: { letters: 'c<ç e<ə g<ğ h<x<ı k<q o<ö s<ş u<ü z<w' },
  be: { letters: 'е<ё з<і<й у<ў' },
  bg: { letters: 'и<й' },
  bs: { letters: CROATIAN },
  ca: { articles: "el la els les l'" },
  cs: { letters: 'c<č h<ch r<ř s<š z<ž' },
  da: { letters: DANISH, articles: 'den det de en et' },
  de: { articles: 'der die das ein eine' },
  eo: { letters: 'c<ĉ g<ĝ h<ĥ j<ĵ s<ŝ u<ŭ', articles: 'la' },
  es: { letters: SPANISH, articles: 'el la los las un una' },
  et: { letters: 's<š<z<ž w<õ<ä<ö<ü<x<y' },
  eu: { letters: SPANISH },
  fi: { letters: 'y=ü=ű z<å<ä=æ<ö=ø' },
  fo: { letters: 'y=ü z<æ=ä<ø=ö<å' },
  fr: { articles: "le la les un une l'" },
  gl: { letters: SPANISH, articles: 'o a os as' },
  hr: { letters: CROATIAN },
  hu: {
    letters: 'c<cs d<dz<dzs g<gy l<ly n<ny o<ö=ő s<sz t<ty u<ü=ű z<zs',
    articles: 'a az egy',
  },
  is: { letters: 'a<á d<ð e<é i<í o<ó u<ú y<ý z<þ<æ=ä<ö=ø<å' },
  it: { articles: "il lo la gli le un uno una l'" },
  lt: { letters: 'c<č i=y s<š z<ž' },
  lv: { letters: 'c<č g<ģ i=y k<ķ l<ļ n<ņ r<ŗ s<š z<ž' },
  mk: { letters: 'д<ѓ з<ѕ и<ј л<љ н<њ т<ќ ч<џ' },
  nb: { letters: NORWEGIAN, articles: 'den det de en ei et' },
  nl: { articles: "de het een 't" },
  nn: { letters: NORWEGIAN, articles: 'den det dei ein ei eit' },
  no: { letters: NORWEGIAN, articles: 'den det de en ei et' },
  pl: { letters: 'a<ą c<ć e<ę l<ł n<ń o<ó s<ś z<ź<ż' },
  pt: { articles: 'o a os as um uma' },
  ro: { letters: 'a<ă<â i<î s<ș=ş t<ț=ţ' },
  ru: { letters: 'и<й' },
  sk: { letters: 'a<ä c<č h<ch o<ô r<ř s<š z<ž' },
  sl: { letters: 'c<č<ć d<đ s<š z<ž' },
  sq: { letters: 'c<ç d<dh e<ë g<gj l<ll n<nj r<rr s<sh t<th x<xh z<zh' },
  sr: { letters: `${CROATIAN} д<ђ и<ј л<љ н<њ т<ћ ч<џ` },
  sv: { letters: SWEDISH, articles: 'den det de en ett' },
  tr: { letters: TURKISH },
  uk: { letters: 'г<ґ е<є и<і<ї<й' },
  vi: { letters: 'a<ă<â d<đ e<ê o<ô<ơ u<ư', marks: /[\u0300\u0301\u0303\u0309\u0323]/g },
  zh: { characters: 'pinyin' },
  'zh-hant': { characters: 'stroke' },
};

const TRADITIONAL = /^zh\b.*\b(?:hant|tw|hk|mo)\b/;
const NO_LANGUAGE = /^(?:c|posix)\b/;

/**
 * The language that names are sorted by, of those that a person prefers; null where there is none to know.
 * Languages that sort as all others do have no rules of their own: they are empty here.
 *
 * @param wanted as systems and browsers name languages: "sv_SE.UTF-8", "de-AT"
 */
export function sortLanguage(wanted: readonly string[]): string | null {
  const [first = ''] = wanted;
  const tag = first.toLowerCase().replaceAll('_', '-');
  if (tag === '' || NO_LANGUAGE.test(tag)) return null;
  if (TRADITIONAL.test(tag)) return 'zh-hant';
  const [language = ''] = tag.split(/[-.@]/);
  return Object.hasOwn(TAILORINGS, language) ? language : '';
}

/** After everything that begins with its base letter: the last signs that there are, which no name has. */
const FIRST_AFTER = 0x10ff01;

/** Between what begins with a letter and the letters of its own that come after it. */
export const AFTER_PREFIX = String.fromCodePoint(FIRST_AFTER - 1);

const known = new Map<string, SortRules>();

/** The rules of a language that {@link sortLanguage} has chosen; of any other, those that all share. */
export function sortRules(language: string): SortRules {
  const before = known.get(language);
  if (before !== undefined) return before;
  const { letters, articles, marks = null, characters = null } = TAILORINGS[language] ?? {};
  const isTurkic = language === 'tr' || language === 'az';
  const rules: SortRules = {
    letters: letters === undefined ? null : parseLetters(letters),
    marks,
    article: articlePattern(articles),
    toLowerCase: isTurkic
      ? (text) => text.replaceAll('I', 'ı').replaceAll('İ', 'i').toLowerCase()
      : (text) => text.toLowerCase(),
    characters,
  };
  known.set(language, rules);
  return rules;
}

function parseLetters(tailoring: string): NonNullable<SortRules['letters']> {
  const keys = new Map<string, string>();
  for (const chain of tailoring.split(' ')) {
    const [start = '', ...following] = chain.split('<');
    const [base = '', ...same] = start.split('=');
    for (const letter of same) keys.set(letter, base);
    for (const [index, letters] of following.entries()) {
      const key = `${base}${String.fromCodePoint(FIRST_AFTER + index)}`;
      for (const letter of letters.split('=')) keys.set(letter, key);
    }
  }
  // The longest first: "dzs" is no "dz".
  const alternatives = [...keys.keys()].toSorted((a, b) => b.length - a.length);
  return { keys, pattern: new RegExp(alternatives.join('|'), 'g') };
}

const ENGLISH_ARTICLES = 'the an a';

function articlePattern(articles = ''): RegExp {
  const all = [...ENGLISH_ARTICLES.split(' '), ...articles.split(' ')].filter(
    (each) => each !== '',
  );
  const [joined, apart] = [true, false].map((isJoined) =>
    all.filter((article) => article.endsWith("'") === isJoined),
  );
  const patterns = [`(?:${apart?.join('|')})\\s+`, ...(joined ?? [])];
  return new RegExp(`^(?:${patterns.join('|')})(?=\\S)`);
}
