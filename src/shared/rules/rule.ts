/**
 * A rule says which tracks are meant: an operator that was typed in a search, or a sentence of a smart
 * playlist. Both are kept and evaluated in this one form (src/main/library/rules).
 */
import { z } from 'zod';

/** What has words. `any` is all that a search looks at. */
export const TEXT_FIELDS = [
  'any',
  'title',
  'artist',
  'album',
  'genre',
  'composer',
  'path',
  'format',
] as const;
export const NUMBER_FIELDS = ['year', 'rating', 'plays'] as const;
export const TIME_FIELDS = ['added', 'played'] as const;
export const FLAGS = ['missing', 'favourite'] as const;

export const TIME_UNITS = ['hours', 'days', 'weeks', 'months', 'years'] as const;

/** Turns the rule round. */
const not = z.boolean().optional();

export const TextRuleSchema = z.object({
  field: z.enum(TEXT_FIELDS),
  /**
   * `has`: words that begin so, in any order, as in a search; `words`: these words as they stand; `is`: the
   * whole name, whatever its case.
   */
  test: z.enum(['has', 'words', 'is']),
  value: z.string().trim().min(1).max(500),
  not,
});

const NumberSchema = z.number().int().min(0).max(1_000_000_000).nullable();

/** Both ends included; null for none. A track without stars has 0 of them. */
export const NumberRuleSchema = z.object({
  field: z.enum(NUMBER_FIELDS),
  from: NumberSchema,
  to: NumberSchema,
  not,
});

/** So long before now. */
export const LastRuleSchema = z.object({
  field: z.enum(TIME_FIELDS),
  last: z.number().int().min(1).max(100_000),
  unit: z.enum(TIME_UNITS),
  not,
});

const DaySchema = z.iso.date().nullable();

/** Days of the calendar where the library is read, both included; null for none. */
export const DaysRuleSchema = z.object({
  field: z.enum(TIME_FIELDS),
  from: DaySchema,
  to: DaySchema,
  not,
});

export const FlagRuleSchema = z.object({ field: z.enum(FLAGS), not });

const SimpleRuleSchema = z.union([
  TextRuleSchema,
  NumberRuleSchema,
  LastRuleSchema,
  DaysRuleSchema,
  FlagRuleSchema,
]);

export type TextRule = z.infer<typeof TextRuleSchema>;
export type NumberRule = z.infer<typeof NumberRuleSchema>;
export type LastRule = z.infer<typeof LastRuleSchema>;
export type DaysRule = z.infer<typeof DaysRuleSchema>;
export type SimpleRule = z.infer<typeof SimpleRuleSchema>;
