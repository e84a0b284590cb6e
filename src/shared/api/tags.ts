/** The tags of files as they are written in them, and what a person writes instead. */
import { z } from 'zod';
import { ErrorReportSchema } from '../errors.ts';
import { NewTagsSchema, TagsSchema } from '../tags.ts';
import { read, write } from './define.ts';
import { TrackIdSchema } from './tracks.ts';

/** So many files are written by one call: it is over soon, and the next one is made unless the work was cancelled. */
export const MOST_TAG_EDITS = 500;

const FileTagsSchema = z.object({
  /** Of the file, without the number of a part. */
  path: z.string(),
  tags: TagsSchema,
  /** In bytes. */
  size: z.number().int(),
  /** ISO 8601: when its content was last changed. */
  changedAt: z.string(),
  /** Why its tags cannot be written, which may change; null where nothing is known against it. */
  refusal: ErrorReportSchema.nullable(),
});
export type FileTags = z.infer<typeof FileTagsSchema>;

/** What is written into the file of one track. */
const TagEditSchema = z.object({
  id: z.number().int(),
  tags: NewTagsSchema,
  /** What some of its tags have to be now: a file of which that is not so is left as it is. */
  expected: TagsSchema.optional(),
});
export type TrackTagEdit = z.output<typeof TagEditSchema>;

const EditedTagsSchema = z.object({
  /** The tracks whose files were written, or had these tags already, with the tags that were named. */
  edited: z.array(z.object({ id: z.number().int(), before: TagsSchema, after: TagsSchema })),
  /** Those whose files, and rows, are what they were. */
  failed: z.array(
    z.object({ id: z.number().int(), path: z.string().nullable(), error: ErrorReportSchema }),
  ),
});
export type EditedTags = z.infer<typeof EditedTagsSchema>;

/** What takes an edit back; null where no file was changed. */
export function undoOfTags({ edited }: Pick<EditedTags, 'edited'>) {
  const changed = edited.filter(
    ({ before, after }) => JSON.stringify(before) !== JSON.stringify(after),
  );
  const edits = changed.map(({ id, before, after }) => ({ id, tags: before, expected: after }));
  return edits.length === 0 ? null : { call: 'restoreTags', input: { edits } };
}

const written = {
  input: z.object({ edits: z.array(TagEditSchema).min(1).max(MOST_TAG_EDITS) }),
  answer: EditedTagsSchema,
  changes: ['tracks'],
  inverse: (_: unknown, edited: EditedTags) => undoOfTags(edited),
} as const;

export const libraryTagCalls = {
  /**
   * What the library has of tags, by the names of {@link TagsSchema}, for some tracks at once: without reading
   * their files, and so without what no list shows.
   */
  tagValues: read({
    route: 'GET /api/tag-values',
    input: z.object({ ids: z.array(TrackIdSchema).max(MOST_TAG_EDITS) }),
    answer: z.array(z.object({ id: z.number().int(), path: z.string(), tags: TagsSchema })),
    reads: ['tracks'],
  }),
  /** When a track was played, the last times first, as far as that is known. */
  trackPlays: read({
    route: 'GET /api/tracks/:id/plays',
    input: z.object({
      id: TrackIdSchema,
      limit: z.coerce.number().int().min(1).max(1_000).default(50),
    }),
    answer: z.object({
      /** In ISO 8601. */
      playedAt: z.array(z.string()),
      total: z.number().int(),
    }),
    reads: ['plays'],
  }),
};

export const tagCalls = {
  /** All tags of a track's file. NOT_FOUND where it is not there. */
  fileTags: read({
    route: 'GET /api/tracks/:id/tags',
    input: z.object({ id: TrackIdSchema }),
    answer: FileTagsSchema,
    reads: ['tracks'],
  }),
  /**
   * Writes tags into files, each of them or nothing of it, and reads it into the library. What keeps one of
   * several files from being written is in the answer; of a single one it is the call's error.
   */
  editTags: write({ route: 'POST /api/tag-edits', ...written }),
  /** Writes old tags back: what takes {@link editTags} back. CONFLICT where some files have changed since. */
  restoreTags: write({ route: 'PUT /api/tag-edits', ...written }),
};
