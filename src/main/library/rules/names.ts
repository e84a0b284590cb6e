/** Names of which a library has few: genres and formats. Which of them a rule means is worked out here. */
import { z } from 'zod';
import type { TextRule } from '../../../shared/rules/rule.ts';
import { foldText } from '../../lifecycle/sqlite/fold-text.ts';
import { searchWords } from '../../lifecycle/sqlite/search-words.ts';
import type { ReadableDb } from '../handlers.ts';
import { hasAll, parseSearch } from '../tracks/search-text.ts';

const GenresSchema = z.array(z.object({ id: z.number().int(), name: z.string() }));

/** The ids of the genres that a rule means. */
export function matchingGenres(db: ReadableDb, { test, value }: TextRule): number[] {
  const search = parseSearch(value);
  const folded = foldText(value);
  const genres = GenresSchema.parse(db.prepare('SELECT id, name FROM genres').all());
  return genres
    .filter(({ name }) => {
      if (test === 'is') return foldText(name) === folded;
      return search !== null && hasAll(search, searchWords(name), test === 'words');
    })
    .map(({ id }) => id);
}

/** What people call formats that have other names in libraries: containers, endings, kinds. */
const FORMATS: Readonly<Record<string, readonly string[]>> = {
  m4a: ['aac', 'alac'],
  mp4: ['aac', 'alac'],
  ogg: ['vorbis', 'oggvorbis', 'opus', 'speex'],
  oga: ['vorbis', 'oggvorbis', 'opus', 'speex'],
  mp3: ['mp3', 'mpeg1layer3', 'mpeg2layer3', 'mpeg25layer3'],
  wav: ['pcm'],
  aif: ['aiff'],
  wv: ['wavpack'],
  spx: ['speex'],
  dsf: ['dsd'],
  dff: ['dsd'],
  mpplus: ['mpc'],
  musepack: ['mpc'],
  monkeysaudio: ['ape'],
  lossless: [
    'flac',
    'alac',
    'wavpack',
    'ape',
    'tta',
    'pcm',
    'aiff',
    'dsd',
    'wmalossless',
    'truehd',
  ],
};

const CodecsSchema = z.array(z.string());

/** Each codec by one step in its index, however many tracks have it (https://www.sqlite.org/lang_with.html). */
const CODECS = `
  WITH RECURSIVE codecs (codec) AS (
    SELECT min(codec) FROM tracks
    UNION ALL
    SELECT (SELECT min(tracks.codec) FROM tracks WHERE tracks.codec > codecs.codec)
    FROM codecs WHERE codec IS NOT NULL
  )
  SELECT codec FROM codecs WHERE codec IS NOT NULL`;

/** All codecs of a library. */
export function codecsOf(db: ReadableDb): string[] {
  return CodecsSchema.parse(db.prepare(CODECS).pluck().all());
}

/** The codecs of a library that a format's name means. */
export function matchingCodecs(db: ReadableDb, format: string): string[] {
  const wanted = plain(format);
  if (wanted === '') return [];
  const others = FORMATS[wanted] ?? [];
  return codecsOf(db).filter((codec) => {
    const name = plain(codec);
    return others.includes(name) || (FORMATS[wanted] === undefined && name.startsWith(wanted));
  });
}

/** "MPEG 1 Layer 3", "WMA-Lossless": letters and digits alone. */
function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}
