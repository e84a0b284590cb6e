/** Tags of audio files by the names that TagLib has for them: `TITLE`, `ARTIST`, `MUSICBRAINZ_TRACKID`. */
import { z } from 'zod';

/** As tags are named in all formats: no lower case, nothing that one of them takes for an end. */
const TagNameSchema = z
  .string()
  .regex(/^[A-Z][A-Z0-9 _.-]{0,62}[A-Z0-9]$|^[A-Z]$/, 'a tag is named in capital letters');

/** In characters: lyrics of an opera, and no more than TagLib takes. */
const MOST_VALUE_LENGTH = 200_000;
const MOST_VALUES = 100;

// What ends a text in most formats cannot be part of it.
const TagValueSchema = z
  .string()
  .max(MOST_VALUE_LENGTH)
  .refine((text) => !/[\0\p{Surrogate}]/u.test(text), 'a text has a NUL in it');

/** Each tag with its values; none for a tag that a file does not have. */
export const TagsSchema = z.record(z.string(), z.array(z.string()));
export type Tags = z.infer<typeof TagsSchema>;

/** What is to be written: an empty list removes a tag, and what is not named stays as it is. */
export const NewTagsSchema = z
  .record(TagNameSchema, z.array(TagValueSchema.min(1)).max(MOST_VALUES))
  .refine((tags) => Object.keys(tags).length > 0, 'no tag is named');
export type NewTags = z.infer<typeof NewTagsSchema>;

/** Those that have a field of their own where tags are edited, in its order. */
export const EDITED_TAGS = [
  'TITLE',
  'ARTIST',
  'ALBUM',
  'ALBUMARTIST',
  'TRACKNUMBER',
  'DISCNUMBER',
  'DATE',
  'GENRE',
  'COMPOSER',
  'COMMENT',
] as const;
export type EditedTag = (typeof EDITED_TAGS)[number];
