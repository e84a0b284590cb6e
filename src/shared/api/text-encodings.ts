/** The encodings of tags that do not say theirs: what they are read by, and what a person says instead. */
import { z } from 'zod';
import { TextEncodingSchema } from '../text-encodings.ts';
import { read, write } from './define.ts';
import { TrackIdsSchema } from './tracks.ts';

const EncodedSchema = z.array(
  z.object({ id: z.number().int(), encoding: TextEncodingSchema.nullable() }),
);

/** What was said of the tracks before; those of which the same was said are left out. */
const EncodedBeforeSchema = z.object({ before: EncodedSchema });

const EncodingChoicesSchema = z.object({
  /** How many tracks the albums of the named ones have. */
  tracks: z.number().int(),
  /** What a person has said of the first of them; null for a guess. */
  chosen: TextEncodingSchema.nullable(),
  /**
   * Each encoding with what some of the texts are in it, those of which are the same left out; none where all texts
   * say their encoding, or the files cannot be read.
   */
  choices: z.array(z.object({ encoding: TextEncodingSchema, texts: z.array(z.string()) })),
});
export type EncodingChoices = z.infer<typeof EncodingChoicesSchema>;

const changed = {
  answer: EncodedBeforeSchema,
  changes: ['tracks'],
  inverse: (_: unknown, { before }: z.output<typeof EncodedBeforeSchema>) =>
    before.length === 0 ? null : { call: 'restoreTextEncodings', input: { before } },
} as const;

export const textEncodingCalls = {
  /** What the texts of some tracks and their albums would be in each encoding. */
  textEncodings: read({
    route: 'GET /api/text-encodings',
    input: z.object({ ids: TrackIdsSchema }),
    answer: EncodingChoicesSchema,
    reads: ['tracks'],
  }),
  /**
   * Has the files of tracks and of all of their albums read again, with this encoding for texts that do not say
   * theirs; null has it guessed. NOT_FOUND where the library has none of the tracks.
   */
  setTextEncoding: write({
    route: 'PUT /api/text-encodings',
    input: z.object({ ids: TrackIdsSchema, encoding: TextEncodingSchema.nullable() }),
    ...changed,
  }),
  /** Gives each track its own: what takes {@link setTextEncoding} back. */
  restoreTextEncodings: write({
    route: 'POST /api/text-encodings',
    input: EncodedBeforeSchema,
    ...changed,
  }),
};
