/** What crosses between the thread that writes the library and those that read tags for it. */
import { z } from 'zod';
import { TextEncodingSchema } from '../../../shared/text-encodings.ts';
import { CueSheetSchema } from './cue/cue-sheet.ts';

const CoverSchema = z.object({
  /** Of its bytes, in hexadecimal. */
  sha256: z.string(),
  mimeType: z.string(),
  /** In bytes. */
  size: z.number().int(),
});
export type Cover = z.infer<typeof CoverSchema>;

/** What else the tags say, for those who look at one track: null or none where they do not. */
const TagDetailsSchema = z.object({
  composers: z.array(z.string()),
  conductors: z.array(z.string()),
  /** Beats a minute. */
  bpm: z.number().int().nullable(),
  isrc: z.string().nullable(),
  /** As it is written: a year, a month or a day. */
  originalDate: z.string().nullable(),
  grouping: z.string().nullable(),
  work: z.string().nullable(),
  movement: z.string().nullable(),
  movementNumber: z.number().int().nullable(),
  movementTotal: z.number().int().nullable(),
  /** At MusicBrainz, as those that follow. */
  recordingId: z.string().nullable(),
  releaseTrackId: z.string().nullable(),
  releaseGroupId: z.string().nullable(),
  artistIds: z.array(z.string()),
  /** What to sort by instead of the names themselves. */
  titleSort: z.string().nullable(),
  artistSort: z.string().nullable(),
  albumSort: z.string().nullable(),
  albumArtistSort: z.string().nullable(),
  composerSort: z.string().nullable(),
  lyrics: z.string().nullable(),
});
export type TagDetails = z.infer<typeof TagDetailsSchema>;

export const AudioTagsSchema = z.object({
  title: z.string(),
  /** As it is shown; empty where no artist is known. */
  artistCredit: z.string(),
  /** As they are browsed. */
  artists: z.array(z.string()),
  album: z.string().nullable(),
  /** As the file names them; empty for most. */
  albumArtistCredit: z.string(),
  /** As they are browsed. */
  albumArtists: z.array(z.string()),
  isCompilation: z.boolean(),
  /** Of the album, at MusicBrainz. */
  releaseId: z.string().nullable(),
  genres: z.array(z.string()),
  year: z.number().int().nullable(),
  discNumber: z.number().int().nullable(),
  trackNumber: z.number().int().nullable(),
  durationMs: z.number().int().nullable(),
  codec: z.string(),
  /** Bits a second. */
  bitrate: z.number().int().nullable(),
  /** Samples a second. */
  sampleRate: z.number().int().nullable(),
  /** In decibels. */
  trackGainDb: z.number().nullable(),
  albumGainDb: z.number().nullable(),
  cover: CoverSchema.nullable(),
  details: TagDetailsSchema,
  /** How texts were read that do not say their encoding, as a person has said; null for a guess. */
  readEncoding: TextEncodingSchema.nullable(),
  /** Of what is heard, whatever the tags are (reading/content-key.ts); null where none could be taken. */
  contentKey: z.string().nullable(),
  /** The cue sheet within the file. */
  cueSheet: CueSheetSchema.nullable(),
});
export type AudioTags = z.infer<typeof AudioTagsSchema>;

/**
 * Of the reader: one more wherever it tells more, or better. Files that an older one has read are read
 * again, quietly. 0 was music-metadata, 1 knew neither content keys nor all tags, 2 took
 * texts for Latin-1 that were not, 3 knew fewer ways to write dates, places and genres.
 */
export const READER_VERSION = 4;

/** The tags, or why there are none, in the English of `scanReasons`, which the library keeps. */
export const TagsOrProblemSchema = z.union([
  z.object({ tags: AudioTagsSchema }),
  z.object({
    problem: z.string(),
    /** Whether it is not the file's own: the next scan reads it again, changed or not. */
    isPassing: z.boolean().optional(),
  }),
]);
export type TagsOrProblem = z.infer<typeof TagsOrProblemSchema>;

/** What a picture in a folder is; null where it is none. */
const FolderPictureSchema = z.object({ picture: CoverSchema.nullable() });
export type ReadResult = TagsOrProblem | z.infer<typeof FolderPictureSchema>;

/** The bytes of a picture; null where the file does not hold it any more. */
const PictureBytesSchema = z.object({ bytes: z.instanceof(Uint8Array<ArrayBuffer>).nullable() });

/** Texts that do not say their encoding, as they would be in Latin-1. */
const DoubtfulTextsSchema = z.object({ texts: z.array(z.string()) });

/** Once, when the thread starts: the files that it must not open, and where it notes what it waits for. */
export const TagThreadOptionsSchema = z.object({
  libraryFile: z.string(),
  lockDir: z.string().optional(),
  /** One number (reading/waiting.ts). */
  waiting: z.instanceof(Int32Array),
});

/** One thing to read: a file's tags, or what a picture in a folder is, and what else is asked of files. */
const TagJobSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('tags'),
    path: z.string(),
    /** How a person has said that its texts are to be read; null for a guess. */
    encoding: TextEncodingSchema.nullable(),
  }),
  /** A picture in a file, or one in a folder, by its digest. */
  z.object({ kind: z.literal('picture'), path: z.string(), sha256: z.string() }),
  /** Its texts that do not say their encoding. */
  z.object({ kind: z.literal('texts'), path: z.string() }),
]);
export type TagJob = z.infer<typeof TagJobSchema>;

const TagResultSchema = z.union([
  TagsOrProblemSchema,
  FolderPictureSchema,
  PictureBytesSchema,
  DoubtfulTextsSchema,
]);
export type TagResult = z.infer<typeof TagResultSchema>;

/** To the thread. It does one thing after the other. */
export const TagRequestSchema = z.object({ jobs: z.array(TagJobSchema) });

/** From the thread. */
export const TagAnswerSchema = z.discriminatedUnion('kind', [
  /** First of all: it has loaded what it needs. */
  z.object({ kind: z.literal('ready') }),
  /** Of each job, in their order: what ends the thread is then known to be the next one. */
  z.object({ kind: z.literal('result'), result: TagResultSchema }),
]);
export type TagAnswer = z.infer<typeof TagAnswerSchema>;
