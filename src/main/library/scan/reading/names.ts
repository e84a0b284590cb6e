/** The names of artists and genres in tags: as they are shown, and each of several. */
import type { AudioKind } from './audio-kind.ts';
import type { Id3Tag } from './id3-frames.ts';
import { genreOfNumber, isId3Genre } from './id3-genres.ts';
import type { Properties } from './properties.ts';
import { cleanText } from './tag-text.ts';
import { distinct, genresInBrackets, splitArtists, splitGenres, splitNames } from './tag-values.ts';

/** Formats in which a name with a semicolon is one: each of several has a field of its own. */
export const VORBIS_KINDS: ReadonlySet<string> = new Set([
  'audio.flac',
  'audio.ogg',
  'audio.oga',
  'audio.opus',
  'audio.spx',
]);

/**
 * Artists as they are shown, and as they are browsed.
 *
 * @param written how they are credited
 * @param listed each of them, where a program lists them so
 */
export function namesAndCredit(
  written: readonly string[],
  listed: readonly string[],
  kind: AudioKind,
): { readonly credit: string; readonly names: string[] } {
  const names = namesOf(written, kind);
  const credit = names.length > 1 ? creditOf(names) : (written[0] ?? creditOf(listed));
  const [only, ...more] = listed;
  if (only === undefined) return { credit, names };
  const isOne = more.length > 0 || VORBIS_KINDS.has(kind.name);
  return { credit, names: isOne ? distinct(listed) : splitArtists(only, credit) };
}

/** Names in one text, which is no longer than a name may be. */
function creditOf(names: readonly string[]): string {
  return cleanText(names.join(', '));
}

export function namesOf(values: readonly string[], { name }: AudioKind): string[] {
  const [only, ...more] = values;
  if (only === undefined || more.length > 0 || VORBIS_KINDS.has(name)) return distinct(values);
  return splitNames(only);
}

export function genresOf(properties: Properties, id3: Id3Tag | null): string[] {
  const isId3v23 = id3 !== null && id3.version < 4;
  return distinct(
    properties
      .all('GENRE')
      .flatMap((genre) => (id3 === null ? [genre] : genresInBrackets(genre, genreOfNumber)))
      .flatMap((genre) => splitGenres(genre, isId3v23, isId3Genre))
      // A number without a genre stands for none.
      .map((genre) => (/^\d{1,3}$/.test(genre) ? (genreOfNumber(Number(genre)) ?? '') : genre)),
  );
}
