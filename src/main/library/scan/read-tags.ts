/** Reads what an audio file says of itself: its tags and its technical facts. */
import { createHash } from 'node:crypto';
import { basename, extname } from 'node:path';
import { inEnglish, systemCode } from '../../../shared/errors.ts';
import { shownPath } from '../../../shared/shown-path.ts';
import { tellInEnglish, words } from '../../../shared/words/words.ts';
import { sheetWithin } from './cue/sheet-within.ts';
import { accessProblem } from './find-audio-files.ts';
import { isFolderPicture } from './folder-pictures.ts';
import { asfLists } from './reading/asf-texts.ts';
import { bitRateOf, lengthOf, sampleRateOf } from './reading/audio-facts.ts';
import { type AudioKind, audioKind } from './reading/audio-kind.ts';
import { ClaimedLatin1, type ReadingAs } from './reading/claimed-latin-1.ts';
import { codecOf } from './reading/codec.ts';
import { contentKey } from './reading/content-key.ts';
import { chooseCover, digestOf, MOST_COVER_BYTES, toCover } from './reading/cover.ts';
import { detailsOf } from './reading/details.ts';
import { isFilm } from './reading/film.ts';
import {
  allTexts,
  correctedTexts,
  type Id3Tag,
  readId3,
  rva2Gains,
  sureTexts,
  type Texts,
} from './reading/id3-frames.ts';
import { readInfo, readTitle, writtenNumber } from './reading/loose-texts.ts';
import { genresOf, namesAndCredit, namesOf, VORBIS_KINDS } from './reading/names.ts';
import { PICTURE_SIGNATURE_BYTES, pictureType } from './reading/picture-type.ts';
import { Properties } from './reading/properties.ts';
import { ReadingTooMuch, SourceFile } from './reading/source-file.ts';
import { cleanLyrics, cleanText } from './reading/tag-text.ts';
import { boundedGain, firstYear, gainOf, positionOf, r128GainOf } from './reading/tag-values.ts';
import { type FileData, NotReadable, TagLib } from './reading/taglib.ts';
import { weighTags } from './reading/weigh-tags.ts';
import type { AudioTags, Cover, TagsOrProblem } from './tag-messages.ts';

/** Formats whose programs often write another encoding than they say, and lists into one text. */
const LOOSE_KINDS = new Set([
  'audio.mp3',
  'audio.aac',
  'audio.wav',
  'audio.aiff',
  'audio.dsf',
  'audio.tta',
]);

/** What tells the language of a file's texts. */
const EVIDENCE = ['TITLE', 'ARTIST', 'ALBUM', 'ALBUMARTIST', 'COMPOSER', 'GENRE'];

/** Read at once of a picture in a folder, of which only its digest is wanted. */
const PICTURE_PART_BYTES = 1024 * 1024;

let taglib: TagLib | null = null;

/**
 * Loads what {@link readTags} needs, for all files that this thread reads. Most starts scan nothing, and
 * open sooner without it.
 */
export function loadTagReader(): TagLib {
  taglib ??= new TagLib();
  return taglib;
}

/**
 * The bytes of a picture in a folder, or of the cover in an audio file's tags. It never throws: null where it
 * cannot be read.
 *
 * @param sha256 of the picture; null is the answer where the file has another one
 */
export function readPictureBytes(path: string, sha256: string): Uint8Array<ArrayBuffer> | null {
  try {
    const bytes = withFile(path, (file) => readPicture(path, file));
    return bytes !== null && digestOf(bytes) === sha256 ? bytes : null;
  } catch {
    return null;
  }
}

function readPicture(path: string, file: SourceFile): Uint8Array<ArrayBuffer> | null {
  if (isFolderPicture(basename(path))) {
    return file.size > MOST_COVER_BYTES ? null : copyOf(file.slice(0, file.size));
  }
  const kind = audioKind(file);
  if (kind === null) return null;
  readId3(file);
  weighTags(file, kind);
  return loadTagReader().read(file, kind.name, ({ pictures }) => {
    const cover = chooseCover(pictures);
    return cover === null ? null : copyOf(cover.data);
  });
}

/** As far as it can be sent to another thread without what lies around it. */
function copyOf(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const copy = new Uint8Array(bytes.length);
  copy.set(bytes);
  return copy;
}

/** Reads what a picture in a folder is. It never throws: null for what cannot be read or is too large. */
export function readFolderPicture(path: string): { readonly picture: Cover | null } {
  try {
    return { picture: withFile(path, folderPicture) };
  } catch {
    return { picture: null };
  }
}

function folderPicture(file: SourceFile): Cover | null {
  if (file.size > MOST_COVER_BYTES) return null;
  const mimeType = pictureType(file.slice(0, PICTURE_SIGNATURE_BYTES));
  if (mimeType === null) return null;
  const digest = createHash('sha256');
  for (let at = 0; at < file.size; at += PICTURE_PART_BYTES) {
    digest.update(file.slice(at, PICTURE_PART_BYTES));
  }
  return { sha256: digest.digest('hex'), mimeType, size: file.size };
}

/** As most files are read. */
const BY_GUESS: ReadingAs = { encoding: null, languages: [] };

/**
 * Reads a file's tags. It never throws: what is wrong with the file is its result.
 *
 * @param as how texts are read that do not say their encoding
 */
export function readTags(path: string, as = BY_GUESS): TagsOrProblem {
  try {
    return withFile(path, (file) => readFile(path, file, as));
  } catch (error) {
    if (systemCode(error) !== undefined) {
      return { problem: inEnglish(accessProblem(error)), isPassing: true };
    }
    if (error instanceof NotReadable)
      return { problem: tellInEnglish(words('scanReasons.notReadable')) };
    if (error instanceof ReadingTooMuch)
      return { problem: tellInEnglish(words('scanReasons.tooMuch')) };
    const reason = error instanceof Error ? error.message : String(error);
    return { problem: tellInEnglish(words('scanReasons.damaged', { reason })) };
  }
}

/**
 * The texts of a file that do not say their encoding, as they would be in Latin-1. It never throws: of what cannot
 * be read there are none.
 */
export function readDoubtfulTexts(path: string): readonly string[] {
  try {
    return withFile(path, (file) => {
      const kind = audioKind(file);
      if (kind === null) return [];
      const id3 = readId3(file);
      weighTags(file, kind);
      return loadTagReader().read(file, kind.name, (data) => {
        const { loose } = textsOf({ file, kind, data, id3 }, BY_GUESS);
        return loose?.doubtful() ?? [];
      });
    });
  } catch {
    return [];
  }
}

function withFile<Result>(path: string, work: (file: SourceFile) => Result): Result {
  const file = new SourceFile(path);
  try {
    return work(file);
  } finally {
    file.close();
  }
}

function readFile(path: string, file: SourceFile, as: ReadingAs): TagsOrProblem {
  const kind = audioKind(file);
  if (kind === null) return { problem: tellInEnglish(words('scanReasons.noAudio')) };
  if (kind.start >= file.size) return { problem: tellInEnglish(words('scanReasons.endsEarly')) };
  if (isFilm(path, file)) return { problem: tellInEnglish(words('scanReasons.film')) };
  // Before TagLib reads it: a text of 30 MB would be 300 MB of memory.
  const id3 = readId3(file);
  weighTags(file, kind);
  return loadTagReader().read(file, kind.name, (data) => {
    if (data.codec === undefined && data.lengthMs === 0) {
      return { problem: tellInEnglish(words('scanReasons.noAudio')) };
    }
    if (data.bitrate === 0 && data.sampleRate > 0 && kind.name === 'audio.flac') {
      return { problem: tellInEnglish(words('scanReasons.endsEarly')) };
    }
    return { tags: toTags(path, { file, kind, data, id3 }, as) };
  });
}

interface Parsed {
  readonly file: SourceFile;
  readonly kind: AudioKind;
  readonly data: FileData;
  readonly id3: readonly Id3Tag[];
}

function toTags(path: string, { file, kind, data, id3 }: Parsed, as: ReadingAs): AudioTags {
  const [tag = null] = id3;
  const { properties, decode } = textsOf({ file, kind, data, id3 }, as);
  const artists = namesAndCredit(properties.all('ARTIST'), properties.all('ARTISTS'), kind);
  const album = properties.first('ALBUM') || null;
  const albumArtists = namesAndCredit(
    properties.all('ALBUMARTIST', 'ALBUM ARTIST', 'ALBUM_ARTIST'),
    properties.all('ALBUMARTISTS', 'ALBUM ARTISTS', 'ALBUM_ARTISTS'),
    kind,
  );
  const position = positionOf(
    trackNumberOf(file, kind, properties),
    properties.first('DISCNUMBER', 'DISC'),
  );
  const durationMs = lengthOf(file, kind, data);
  return {
    title: cleanText(properties.all('TITLE').join(' ')) || shownPath(basename(path, extname(path))),
    artistCredit: artists.credit,
    artists: artists.names,
    album,
    albumArtistCredit: albumArtists.credit,
    albumArtists: albumArtists.names,
    isCompilation: properties.isSet('COMPILATION'),
    releaseId: properties.first('MUSICBRAINZ_ALBUMID') || null,
    genres: genresOf(properties, tag),
    year: firstYear(
      properties
        .all('DATE')
        .concat(
          properties.all('YEAR'),
          properties.all('RELEASEDATE', 'RELEASE DATE'),
          properties.all('ORIGINALDATE', 'ORIGINALYEAR'),
        ),
    ),
    discNumber: position.disc,
    trackNumber: position.track,
    durationMs,
    codec: codecOf(file, kind, data),
    bitrate: bitRateOf(file, kind, data, durationMs),
    sampleRate: sampleRateOf(data),
    ...gainsOf(properties, tag),
    cover: toCover(chooseCover(data.pictures)),
    details: detailsOf(properties, {
      namesOf: (values) => namesOf(values, kind),
      contentGroup: tag === null ? undefined : allTexts(tag).get('CONTENTGROUP')?.[0],
      cleanPage: (text) => cleanLyrics(decode(text)),
    }),
    readEncoding: as.encoding,
    contentKey: contentKey(file, kind, data.lengthMs),
    cueSheet: sheetWithin(file, data, kind.name === 'audio.flac' ? kind.start : null),
  };
}

/** What TagLib and the readers of other tags know, and how its texts are meant. */
function textsOf({ file, kind, data, id3 }: Parsed, as: ReadingAs) {
  const [tag = null, ...others] = id3;
  const loose = new ClaimedLatin1(
    { evidence: () => properties.raw(EVIDENCE), sure: () => sureTexts(id3) },
    as,
  );
  const isLoose = LOOSE_KINDS.has(kind.name);
  const decode = (text: string) => (isLoose ? loose.decode(text) : text);
  const properties: Properties = new Properties(
    data.properties,
    tag === null ? listedTexts(file, kind, data) : correctedTexts(tag),
    fallbackTexts(file, kind, others),
    (text) => cleanText(decode(text)),
  );
  return { properties, loose: isLoose ? loose : null, decode };
}

/** What TagLib does not tell apart, or not in its order. */
function listedTexts(
  file: SourceFile,
  { name, start }: AudioKind,
  { properties }: FileData,
): Texts {
  if (name !== 'audio.wma') return new Map();
  const { artist } = properties;
  return asfLists(file, start, typeof artist === 'string' ? artist : '');
}

/** What is taken where TagLib knows nothing. */
function fallbackTexts(file: SourceFile, { name }: AudioKind, others: readonly Id3Tag[]): Texts {
  if (name === 'audio.wav') return readInfo(file);
  if (name === 'audio.mka') return readTitle(file);
  // The tag that comes first counts.
  return new Map(others.toReversed().flatMap((tag) => [...allTexts(tag)]));
}

function trackNumberOf(
  file: SourceFile,
  { name, start }: AudioKind,
  properties: Properties,
): string {
  const number = properties.first('TRACKNUMBER');
  if (number !== '0' || !VORBIS_KINDS.has(name)) return number;
  return writtenNumber(file, start, 'TRACKNUMBER');
}

function gainsOf(properties: Properties, id3: Id3Tag | null) {
  const written = (kind: string) =>
    gainOf(properties.first(`REPLAYGAIN_${kind}_GAIN`)) ??
    r128GainOf(properties.first(`R128_${kind}_GAIN`));
  const rva2 = id3 === null ? { track: null, album: null } : rva2Gains(id3);
  return {
    trackGainDb: written('TRACK') ?? boundedGain(rva2.track),
    albumGainDb: written('ALBUM') ?? boundedGain(rva2.album),
  };
}
