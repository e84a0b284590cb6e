/** What crosses between the main thread and the one that writes tags. */
import { z } from 'zod';
import { ErrorReportSchema } from '../../../shared/errors.ts';
import { NewTagsSchema, TagsSchema } from '../../../shared/tags.ts';
import { TextEncodingSchema } from '../../../shared/text-encodings.ts';
import { TagsOrProblemSchema } from '../scan/tag-messages.ts';

export const TagWriteRequestSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('see'), path: z.string() }),
  z.object({
    kind: z.literal('write'),
    path: z.string(),
    tags: NewTagsSchema,
    expected: TagsSchema.optional(),
    /** How the library's reader is to read texts that do not say it. */
    encoding: TextEncodingSchema.nullable(),
  }),
]);
export type TagWriteRequest = z.infer<typeof TagWriteRequestSchema>;

export const SeenTagsSchema = z.object({
  tags: TagsSchema,
  size: z.number().int(),
  mtimeMs: z.number(),
  refusal: ErrorReportSchema.nullable(),
});
export type SeenTags = z.infer<typeof SeenTagsSchema>;

export const WrittenTagsSchema = z.object({
  /** Of the tags that were named; what a file does not have has no values. */
  before: TagsSchema,
  after: TagsSchema,
  /** What the library's reader makes of the file now, and how the file is. */
  read: TagsOrProblemSchema,
  state: z.object({ size: z.number().int(), mtimeMs: z.number().int() }),
});
export type WrittenTags = z.infer<typeof WrittenTagsSchema>;

/** Answers have the order of their requests. */
export const TagWriteAnswerSchema = z.union([
  z.object({ kind: z.literal('done'), result: z.unknown() }),
  z.object({ kind: z.literal('failed'), report: ErrorReportSchema }),
]);
export type TagWriteAnswer = z.infer<typeof TagWriteAnswerSchema>;
