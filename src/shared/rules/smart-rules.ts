/**
 * The rules of a smart playlist, as the library keeps them: sentences that all have to be so, or any of them;
 * how many tracks they choose, and in which order.
 */
import { z } from 'zod';
import {
  DaysRuleSchema,
  FlagRuleSchema,
  LastRuleSchema,
  NumberRuleSchema,
  type SimpleRule,
  TextRuleSchema,
} from './rule.ts';

/** Groups are so many levels deep at most, and have so many rules in all. */
export const DEEPEST = 4;
const MOST_RULES = 100;

/** Which playlist, and when it was made: after a restore its id may be another one's. */
const PlaylistRuleSchema = z.object({
  field: z.enum(['playlist', 'smartPlaylist']),
  id: z.number().int().positive(),
  createdAt: z.string(),
  not: z.boolean().optional(),
});
export type PlaylistRule = z.infer<typeof PlaylistRuleSchema>;

/**
 * What this version does not understand: a newer one wrote it, or a field is gone. It is kept as it stands,
 * and no track meets it.
 */
const UnknownRuleSchema = z.looseObject({ field: z.string() });
type UnknownRule = z.infer<typeof UnknownRuleSchema>;

export interface RuleGroup {
  readonly match: 'all' | 'any';
  readonly rules: readonly SmartRule[];
}

export type SmartRule = SimpleRule | PlaylistRule | RuleGroup | UnknownRule;

const KnownRuleSchema = z.union([
  TextRuleSchema,
  NumberRuleSchema,
  LastRuleSchema,
  DaysRuleSchema,
  FlagRuleSchema,
  PlaylistRuleSchema,
]);

const MatchSchema = z.enum(['all', 'any']);

const RuleGroupSchema: z.ZodType<RuleGroup> = z.object({
  match: MatchSchema,
  rules: z
    .array(
      z.lazy(
        (): z.ZodType<SmartRule> => z.union([KnownRuleSchema, RuleGroupSchema, UnknownRuleSchema]),
      ),
    )
    .max(MOST_RULES),
});

/** By what the tracks are listed, and chosen where they are limited. */
const SMART_SORTS = [
  'artist',
  'album',
  'title',
  'year',
  'duration',
  'plays',
  'lastPlayed',
  'added',
  'rating',
  'random',
] as const;
export const SmartRulesSchema = z
  .object({
    group: RuleGroupSchema,
    /** Null for all that are meant. */
    limit: z.number().int().min(1).max(100_000).nullable(),
    sort: z.enum(SMART_SORTS),
    direction: z.enum(['asc', 'desc']),
  })
  .refine(({ group }) => depthOf(group) <= DEEPEST && countOf(group) <= MOST_RULES, {
    error: 'has too many rules, or groups in groups',
  });
export type SmartRules = z.infer<typeof SmartRulesSchema>;

/** A known rule, or null for one that is kept without being understood. */
export function knownRule(rule: SmartRule): SimpleRule | PlaylistRule | null {
  return KnownRuleSchema.safeParse(rule).data ?? null;
}

export function isGroup(rule: SmartRule): rule is RuleGroup {
  return 'rules' in rule && RuleGroupSchema.safeParse(rule).success;
}

function depthOf({ rules }: RuleGroup): number {
  return 1 + Math.max(0, ...rules.map((rule) => (isGroup(rule) ? depthOf(rule) : 0)));
}

function countOf({ rules }: RuleGroup): number {
  return rules.reduce((sum, rule) => sum + (isGroup(rule) ? countOf(rule) : 1), 0);
}

/** Why some rules mean no track, told with the playlist. */
export const RULE_PROBLEMS = ['unknown', 'itself', 'gone'] as const;
export type RuleProblem = (typeof RULE_PROBLEMS)[number];
