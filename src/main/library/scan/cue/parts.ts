/** The tracks of a file that a cue sheet parts: what is known of the file, and what the sheet says of each. */
import { createHash } from 'node:crypto';
import { basename, extname } from 'node:path';
import { partPath } from '../../../../shared/track-path.ts';
import { distinct, firstYear } from '../reading/tag-values.ts';
import type { AudioTags, TagDetails } from '../tag-messages.ts';
import type { CueFile, CueSheet, CueTrack } from './cue-sheet.ts';

/** Where in its file a track is, in milliseconds; null for the file's own beginning and end. */
export interface Extent {
  readonly beginMs: number | null;
  readonly endMs: number | null;
}

export const WHOLE_FILE: Extent = { beginMs: null, endMs: null };

/** A track of a file, with the path that names it. */
export interface FileTrack {
  readonly path: string;
  readonly tags: AudioTags;
  readonly extent: Extent;
}

/**
 * The tracks of a file: parts of it where the sheet has several, else the whole file, named by the sheet
 * where its own tags say nothing. A track lasts until the next one begins, the gap between them included.
 *
 * @param file the one of the sheet's files that this one is
 */
export function tracksOf(
  path: string,
  tags: AudioTags,
  sheet: CueSheet,
  file: CueFile,
): readonly FileTrack[] {
  const end = tags.durationMs ?? Number.POSITIVE_INFINITY;
  const tracks = file.tracks.filter(({ beginMs }) => beginMs < end);
  const [only] = tracks;
  if (only === undefined) return [{ path, tags, extent: WHOLE_FILE }];
  if (tracks.length === 1) {
    return [{ path, tags: completed(path, tags, sheet, only), extent: WHOLE_FILE }];
  }
  return tracks.map((track, index) => {
    const endMs = tracks[index + 1]?.beginMs ?? null;
    const extent = { beginMs: track.beginMs, endMs };
    return {
      path: partPath(path, track.number),
      tags: tagsOfPart(path, tags, sheet, track, endMs ?? tags.durationMs),
      extent,
    };
  });
}

function tagsOfPart(
  path: string,
  tags: AudioTags,
  sheet: CueSheet,
  track: CueTrack,
  endMs: number | null,
): AudioTags {
  const performer = track.performer ?? sheet.performer;
  const isSame = performer === null || performer === tags.artistCredit;
  const album = sheet.title ?? tags.album;
  const number = String(track.number).padStart(2, '0');
  return {
    ...tags,
    title: track.title ?? `${album ?? nameOf(path)} ${number}`,
    ...(!isSame && { artistCredit: performer, artists: [performer] }),
    album,
    ...(sheet.performer !== null && {
      albumArtists: [sheet.performer],
      albumArtistCredit: sheet.performer,
    }),
    genres: genresOf(sheet) ?? tags.genres,
    year: yearOf(sheet) ?? tags.year,
    discNumber: sheet.disc ?? tags.discNumber,
    trackNumber: track.number,
    durationMs: endMs === null ? null : endMs - track.beginMs,
    contentKey: keyOfPart(tags.contentKey, track.number),
    trackGainDb: track.gainDb ?? tags.trackGainDb,
    // What a file says of its only track, it says of all that is in it.
    albumGainDb: sheet.gainDb ?? tags.albumGainDb ?? tags.trackGainDb,
    details: detailsOf(tags, sheet, track, {
      isSameArtist: isSame,
      isSameAlbum: album === tags.album,
    }),
  };
}

/** Of the file's key, so that a part is known again where its file is renamed or moved. */
function keyOfPart(contentKey: string | null, number: number): string | null {
  if (contentKey === null) return null;
  const digest = createHash('sha256').update(`${contentKey}/${number}`).digest('hex');
  return digest.slice(0, contentKey.length);
}

/** What the file's tags say beside that, as far as it is true of one part. */
function detailsOf(
  { details, albumArtists }: AudioTags,
  sheet: CueSheet,
  { composer, isrc }: CueTrack,
  { isSameArtist, isSameAlbum }: { isSameArtist: boolean; isSameAlbum: boolean },
): TagDetails {
  const isSameAlbumArtist = sheet.performer === null || sheet.performer === albumArtists[0];
  return {
    ...details,
    isrc,
    ...(composer !== null && { composers: [composer], composerSort: null }),
    ...{ titleSort: null, recordingId: null, releaseTrackId: null, lyrics: null },
    ...(!isSameArtist && { artistSort: null, artistIds: [] }),
    ...(!isSameAlbum && { albumSort: null }),
    ...(!isSameAlbumArtist && { albumArtistSort: null }),
  };
}

/** A file of its own for each track: it knows best what it is. */
function completed(
  path: string,
  tags: AudioTags,
  sheet: CueSheet,
  { number, title, performer }: CueTrack,
): AudioTags {
  const isNamed = tags.title !== nameOf(path);
  const artist = performer ?? sheet.performer;
  const isOfAlbum = tags.album === null || tags.album === sheet.title;
  return {
    ...tags,
    ...(!isNamed && title !== null && { title }),
    ...(tags.artistCredit === '' && artist !== null && { artistCredit: artist, artists: [artist] }),
    album: tags.album ?? sheet.title,
    ...(isOfAlbum &&
      tags.albumArtists.length === 0 &&
      sheet.performer !== null && {
        albumArtists: [sheet.performer],
        albumArtistCredit: sheet.performer,
      }),
    ...(tags.genres.length === 0 && { genres: genresOf(sheet) ?? [] }),
    year: tags.year ?? yearOf(sheet),
    discNumber: tags.discNumber ?? sheet.disc,
    trackNumber: tags.trackNumber ?? number,
    albumGainDb: tags.albumGainDb ?? sheet.gainDb,
  };
}

function genresOf({ genre }: CueSheet): string[] | null {
  return genre === null ? null : distinct(genre.split(';'));
}

function yearOf({ date }: CueSheet): number | null {
  return date === null ? null : firstYear([date]);
}

function nameOf(path: string): string {
  return basename(path, extname(path));
}
