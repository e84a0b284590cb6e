/** What texts in tags mean: years, numbers, gains, and lists of names and genres. */
import { withPlainDigits } from './digits.ts';

/** Beyond this a gain is a mistake in the tag, and playing it would hurt; in decibels. */
const LARGEST_GAIN_DB = 60;

/** R128 aims at -23 LUFS, ReplayGain at -18 (RFC 7845, 5.2.1; ReplayGain 2.0). */
const R128_STEPS_PER_DECIBEL = 256;
const R128_TO_REPLAY_GAIN_DB = 5;

/** Programs write the last of them where they know none. */
const FIRST_YEAR = 1_000;
const LAST_YEAR = 9_998;

const MONTH = '(?:0[1-9]|1[0-2])';
const DAY = '(?:0[1-9]|[12]\\d|3[01])';

/** A year, in the order in which it is looked for: 20040719, 200407, 19072004 or 07192004, and alone. */
const YEARS = [
  `(\\d{4})${MONTH}(?:${DAY})?`,
  `(?:${DAY}${MONTH}|${MONTH}${DAY})(\\d{4})`,
  '(\\d{4})',
].map((year) => new RegExp(`(?<!\\d)${year}(?!\\d)`, 'g'));

/** The year in a date, however it is written; null where there is none. */
export function yearOf(date: string): number | null {
  // In the digits of other scripts, and in wide ones, too.
  const text = withPlainDigits(date);
  const years = YEARS.flatMap((pattern) =>
    [...text.matchAll(pattern)].map(([, year]) => Number(year)),
  );
  return years.find((year) => year >= FIRST_YEAR && year <= LAST_YEAR) ?? null;
}

/** The first year in several dates, the better ones first. */
export function firstYear(dates: readonly string[]): number | null {
  for (const date of dates) {
    const year = yearOf(date);
    if (year !== null) return year;
  }
  return null;
}

export interface Position {
  readonly disc: number | null;
  readonly track: number | null;
}

/** "3", "03/12", "2-05" of the second disc, and "B2" of a record: the second track on its second side. */
export function positionOf(track: string, disc: string): Position {
  const onDisc = /^\s*(?:cd|disc)?\s?(\d{1,2})-(\d{1,3})\s*$/i.exec(withPlainDigits(track));
  if (onDisc !== null) return { disc: discOf(disc) ?? Number(onDisc[1]), track: Number(onDisc[2]) };
  const side = /^\s*([A-Z])\s?-?(\d{1,2})\s*$/i.exec(track);
  if (side === null) return { disc: discOf(disc), track: numberOf(track) };
  const sides = (side[1] ?? 'A').toUpperCase().charCodeAt(0) - 'A'.charCodeAt(0) + 1;
  return { disc: discOf(disc) ?? sides, track: Number(side[2]) };
}

/** Formats with a number for each disc have 0 where there is none. */
function discOf(text: string): number | null {
  return numberOf(text) || null;
}

/** "2/4": a number, and of how many it is one. */
export function countOf(text: string): readonly [number: number | null, total: number | null] {
  const [number = '', total = ''] = text.split('/');
  return [numberOf(number), numberOf(total)];
}

function numberOf(text: string): number | null {
  const digits = /^\s*#?(\d{1,9})(?!\d)/.exec(withPlainDigits(text))?.[1];
  return digits === undefined ? null : Number(digits);
}

/** "-6.50 dB", "+3.2", "3,2dB": in decibels. */
export function gainOf(text: string): number | null {
  const written = text
    .trim()
    .replace(/^\u2212/, '-')
    .replace(',', '.');
  const decibels = /^[+-]?(?:\d+\.?\d*|\.\d+)(?=\s*(?:dB)?$)/i.exec(written)?.[0];
  return decibels === undefined ? null : boundedGain(Number(decibels));
}

/** A gain of Opus, in steps of a 256th decibel. */
export function r128GainOf(text: string): number | null {
  if (!/^\s*[+-]?\d{1,6}\s*$/.test(text)) return null;
  return boundedGain(Number(text) / R128_STEPS_PER_DECIBEL + R128_TO_REPLAY_GAIN_DB);
}

/** The gain, or null where it can only be a mistake. */
export function boundedGain(decibels: number | null): number | null {
  return decibels !== null && Math.abs(decibels) <= LARGEST_GAIN_DB ? decibels : null;
}

/** A longer list is cut: a text of a thousand letters can be parted into more. */
const MOST_NAMES = 100;

/** Each name once, in order, none empty. */
export function distinct(names: readonly string[]): string[] {
  const all = [...new Set(names.map((name) => name.trim()))].filter((name) => name !== '');
  return all.slice(0, MOST_NAMES);
}

/**
 * The names in one text of a format that programs write lists into. A semicolon parts names where a space
 * follows it, or where all of them have words: it is a part of "Steins;Gate".
 */
export function splitNames(text: string): string[] {
  if (/;\s/.test(text)) return distinct(text.split(/;(?:\s+|$)/));
  const parts = text.split(';').map((part) => part.trim());
  return parts.length > 1 && parts.every((part) => part.includes(' ')) ? distinct(parts) : [text];
}

/** More artists play on no track. */
const MOST_PIECES = 100;

/**
 * The artists of ARTISTS where a program had to write them into one text: "Alpha/AC/DC" is Alpha and
 * AC/DC, if ARTIST is "Alpha feat. AC/DC".
 */
export function splitArtists(artists: string, artist: string): string[] {
  if (artists.includes(';')) return distinct(artists.split(';'));
  const pieces = artists.split('/');
  // Each is looked for with each that follows it.
  if (pieces.length > MOST_PIECES) return [artists];
  const names: string[] = [];
  for (let start = 0; start < pieces.length; ) {
    let end = pieces.length;
    while (end > start + 1 && !artist.includes(pieces.slice(start, end).join('/').trim())) end -= 1;
    names.push(pieces.slice(start, end).join('/'));
    start = end;
  }
  const isList = names.every((name) => artist.includes(name.trim()));
  return isList ? distinct(names) : [artists];
}

/** The genres of ID3v1 that people name together with a slash, as one. */
const GENRES_WITH_SLASH = new Set(
  ['R&B/Soul', 'Soul/R&B', 'Hip-Hop/Rap', 'Rap/Hip-Hop', 'Pop/Rock', 'Folk/Rock', 'Jazz/Blues'].map(
    (genre) => genre.toLowerCase(),
  ),
);

/**
 * The genres in one text of ID3v2.3, whose first ones may be numbers of ID3v1 in brackets, or signs: "(17)(9)",
 * "(4)Eurodisco", "(RX)", and "((unusual)" for what begins with a bracket (https://id3.org/id3v2.3.0, 4.2.1).
 */
export function genresInBrackets(
  text: string,
  genreOfNumber: (number: number) => string | undefined,
): string[] {
  const [references = ''] = /^(?:\((?:\d{1,3}|RX|CR)\))*/.exec(text) ?? [];
  const rest = text.slice(references.length);
  const named = [...references.matchAll(/\((\w+)\)/g)].map(
    ([, sign = '']) => SIGNS.get(sign) ?? genreOfNumber(Number(sign)) ?? '',
  );
  return distinct([...named, rest.startsWith('((') ? rest.slice(1) : rest]);
}

const SIGNS: ReadonlyMap<string, string> = new Map([
  ['RX', 'Remix'],
  ['CR', 'Cover'],
]);

/** The genres in one text. Only ID3v2.3 parts them with a slash, and only its own ones for sure. */
export function splitGenres(text: string, isId3v23: boolean, isListed: (genre: string) => boolean) {
  return text.split(';').flatMap((part) => {
    const pieces = part.split('/');
    const isList = pieces.length > 1 && pieces.every((piece) => isListed(piece.trim()));
    if (!isId3v23 || !isList || GENRES_WITH_SLASH.has(part.trim().toLowerCase())) return [part];
    return pieces;
  });
}
