/** Reads what an audio file says of itself: its tags and its technical facts. */
import { createHash } from 'node:crypto';
import { basename, extname } from 'node:path';
import type { IAudioMetadata, IOptions, IPicture } from 'music-metadata';
import { inEnglish, type Sentence, systemCode } from '../../../shared/errors.ts';
import { tellInEnglish, words } from '../../../shared/words/words.ts';
import { accessProblem } from './find-audio-files.ts';
import type { AudioTags, Cover, TagsOrProblem } from './tag-messages.ts';

/** Beyond this a gain is a mistake in the tag, and playing it would hurt; in decibels. */
const LARGEST_GAIN_DB = 60;

const WHOLE_FILE = { duration: true, skipCovers: true };

/** The bytes of the cover picture in a file's tags, or null where there is none. */
export async function readCover(path: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const { selectCover } = await import('music-metadata');
  const { common } = await parse(path);
  const cover = selectCover(common.picture);
  return cover === null ? null : new Uint8Array(cover.data);
}

/**
 * Loads what {@link readTags} needs. It is not loaded with this module: most starts scan nothing, and
 * open sooner without it.
 */
export async function loadTagReader(): Promise<void> {
  await Promise.all([import('music-metadata'), import('./file-in-blocks.ts')]);
}

/** Reads a file's tags. It never throws: what is wrong with the file is its result. */
export async function readTags(path: string): Promise<TagsOrProblem> {
  const { selectCover } = await import('music-metadata');
  try {
    const metadata = await parse(path);
    const { codec, duration, bitrate } = metadata.format;
    if (codec === undefined) return { problem: tellInEnglish(words('scanReasons.noAudio')) };
    if (bitrate === 0) return { problem: tellInEnglish(words('scanReasons.endsEarly')) };
    // The header of some variable MP3s does not say how long they are: the whole file does.
    const { format } = duration === undefined ? await parse(path, WHOLE_FILE) : metadata;
    const cover = toCover(selectCover(metadata.common.picture));
    return { tags: { ...toTags(path, metadata, codec, format.duration), cover } };
  } catch (error) {
    if (systemCode(error) === undefined) return { problem: inEnglish(parseProblem(error)) };
    return { problem: inEnglish(accessProblem(error)), isPassing: true };
  }
}

async function parse(path: string, options?: IOptions): Promise<IAudioMetadata> {
  const { parseFromTokenizer } = await import('music-metadata');
  const { FileInBlocks } = await import('./file-in-blocks.ts');
  const file = await FileInBlocks.open(path);
  try {
    return await parseFromTokenizer(file, options);
  } finally {
    await file.close();
  }
}

function toTags(
  path: string,
  { common, format }: IAudioMetadata,
  codec: string,
  seconds: number | undefined,
): Omit<AudioTags, 'cover'> {
  const isWav = format.container === 'WAVE';
  const clean = (text: string | undefined) => cleanText(text, isWav);
  const artists = splitNames(common.artists ?? [common.artist], clean);
  const albumArtist = clean(common.albumartist) || null;
  return {
    title: clean(common.title) || basename(path, extname(path)),
    artists,
    album: clean(common.album) || null,
    // An album without an artist of its own has that of its tracks, unless it is a compilation.
    albumArtist: albumArtist ?? (common.compilation === true ? null : (artists[0] ?? null)),
    genres: splitNames(common.genre ?? [], clean),
    year: wholeNumber(common.year),
    discNumber: wholeNumber(common.disk.no),
    trackNumber: wholeNumber(common.track.no),
    durationMs: wholeNumber(seconds === undefined ? null : seconds * 1000),
    codec,
    bitrate: wholeNumber(format.bitrate),
    sampleRate: wholeNumber(format.sampleRate) || null,
    trackGainDb: gain(common.replaygain_track_gain?.dB),
    albumGainDb: gain(common.replaygain_album_gain?.dB),
  };
}

/** Each name once, in order. Many programs write several names into one tag, parted by semicolons. */
function splitNames(
  tags: readonly (string | undefined)[],
  clean: (text: string | undefined) => string,
): string[] {
  const names = tags.flatMap((tag) => clean(tag).split(';'));
  return [...new Set(names.map((name) => name.trim()))].filter((name) => name !== '');
}

function cleanText(text: string | undefined, isWav: boolean): string {
  if (text === undefined) return '';
  const decoded = isWav ? undoLatin1(text) : text;
  // NUL ends a string in SQLite's own functions; tags are padded with it.
  return decoded.replaceAll('\0', ' ').normalize('NFC').trim();
}

/**
 * RIFF does not say how its texts are encoded; music-metadata reads Latin-1, most programs write
 * UTF-8. Text in Latin-1 is hardly ever valid UTF-8 by accident.
 */
function undoLatin1(text: string): string {
  const bytes = Buffer.from(text, 'latin1');
  if (bytes.toString('latin1') !== text) return text;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return text;
  }
}

/** A number as the library keeps it; none for what cannot be counted. */
function wholeNumber(value: number | null | undefined): number | null {
  if (value === null || value === undefined || !Number.isFinite(value)) return null;
  const rounded = Math.round(value);
  return rounded >= 0 && Number.isSafeInteger(rounded) ? rounded : null;
}

function gain(decibels: number | undefined): number | null {
  if (decibels === undefined || !(Math.abs(decibels) <= LARGEST_GAIN_DB)) return null;
  return decibels;
}

function toCover(picture: IPicture | null): Cover | null {
  if (picture === null || picture.data.length === 0) return null;
  if (!/^image\/[\w.+-]+$/.test(picture.format)) return null;
  return {
    sha256: createHash('sha256').update(picture.data).digest('hex'),
    mimeType: picture.format,
    size: picture.data.length,
  };
}

function parseProblem(error: unknown): Sentence {
  const reason = error instanceof Error ? error.message : String(error);
  return words('scanReasons.damaged', { reason });
}
