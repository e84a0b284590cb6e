/** Rules as sentences: what is looked at, how it is compared, and with what. */
import {
  FLAGS,
  NUMBER_FIELDS,
  type SimpleRule,
  TEXT_FIELDS,
  TIME_FIELDS,
} from '../../../shared/rules/rule.ts';
import {
  isGroup,
  knownRule,
  type PlaylistRule,
  type RuleGroup,
  type SmartRule,
} from '../../../shared/rules/smart-rules.ts';

/** A rule that this version can show; its value may still be empty. */
export type ShownRule = SimpleRule | PlaylistRule;

/** In the order in which they are offered. */
export const FIELDS = [
  'any',
  'title',
  'artist',
  'album',
  'genre',
  'composer',
  'year',
  'rating',
  'plays',
  'added',
  'played',
  'favourite',
  'missing',
  'playlist',
  'format',
  'path',
] as const;
export type Field = (typeof FIELDS)[number];

const TEXT_TESTS = ['has', 'hasNot', 'words', 'is', 'isNot'] as const;
const PATH_TESTS = ['has', 'hasNot'] as const;
const FORMAT_TESTS = ['is', 'isNot'] as const;
const NUMBER_TESTS = ['is', 'isNot', 'atLeast', 'atMost', 'between'] as const;
const TIME_TESTS = ['inLast', 'notInLast', 'since', 'until', 'during'] as const;
const FLAG_TESTS = ['yes', 'no'] as const;

export type TestName =
  | (typeof TEXT_TESTS)[number]
  | (typeof NUMBER_TESTS)[number]
  | (typeof TIME_TESTS)[number]
  | (typeof FLAG_TESTS)[number];

function isOneOf<Name extends string>(names: readonly Name[], name: string): name is Name {
  return names.some((each) => each === name);
}

/** The field that a rule is shown with: playlists of both kinds are one. */
export function fieldOf({ field }: ShownRule): Field {
  return field === 'smartPlaylist' ? 'playlist' : field;
}

/** How a field can be compared. */
export function testsOf(field: Field): readonly TestName[] {
  if (field === 'path') return PATH_TESTS;
  if (field === 'format' || field === 'playlist') return FORMAT_TESTS;
  if (isOneOf(TEXT_FIELDS, field)) return TEXT_TESTS;
  if (isOneOf(NUMBER_FIELDS, field)) return NUMBER_TESTS;
  return isOneOf(TIME_FIELDS, field) ? TIME_TESTS : FLAG_TESTS;
}

/** How a rule compares. */
export function testOf(rule: ShownRule): TestName {
  const not = rule.not === true;
  if ('id' in rule) return not ? 'isNot' : 'is';
  if ('value' in rule) {
    if (rule.field === 'format' || rule.test === 'is') return not ? 'isNot' : 'is';
    if (not) return 'hasNot';
    return rule.test;
  }
  if ('last' in rule) return not ? 'notInLast' : 'inLast';
  if (!('from' in rule)) return not ? 'no' : 'yes';
  const { from, to } = rule;
  if (isOneOf(TIME_FIELDS, rule.field)) {
    if (from !== null && to !== null) return 'during';
    return from === null && to !== null ? 'until' : 'since';
  }
  if (from !== null && from === to) return not ? 'isNot' : 'is';
  if (to === null) return 'atLeast';
  return from === null ? 'atMost' : 'between';
}

/** A rule of a field, as it is when the field was just chosen. */
export function ruleOf(field: Field, test = testsOf(field)[0]): ShownRule {
  const not = test !== undefined && /^(?:not|no$|.*Not$)/.test(test) ? { not: true } : {};
  if (field === 'playlist') return { field, id: 0, createdAt: '', ...not };
  if (isOneOf(FLAGS, field)) return { field, ...not };
  if (isOneOf(TIME_FIELDS, field)) {
    if (test === 'inLast' || test === 'notInLast') return { field, last: 30, unit: 'days', ...not };
    const today = new Date().toISOString().slice(0, 10);
    return {
      field,
      from: test === 'until' ? null : today,
      to: test === 'since' ? null : today,
    };
  }
  if (isOneOf(NUMBER_FIELDS, field)) {
    const [low, high] = field === 'year' ? [1990, 1999] : field === 'rating' ? [4, 5] : [1, 10];
    if (test === 'atLeast') return { field, from: low, to: null };
    if (test === 'atMost') return { field, from: null, to: high };
    return { field, from: low, to: test === 'between' ? high : low, ...not };
  }
  const compared = test === 'words' ? 'words' : test?.startsWith('is') === true ? 'is' : 'has';
  return { field, test: field === 'format' ? 'has' : compared, value: '', ...not };
}

/** The same rule compared in another way; what was typed stays, as far as it fits. */
export function withTest(rule: ShownRule, test: TestName): ShownRule {
  const other = ruleOf(fieldOf(rule), test);
  if ('value' in other && 'value' in rule) return { ...other, value: rule.value };
  if ('id' in other && 'id' in rule) {
    return { ...other, field: rule.field, id: rule.id, createdAt: rule.createdAt };
  }
  if ('last' in other && 'last' in rule) return { ...other, last: rule.last, unit: rule.unit };
  if (isNumberRule(other) && isNumberRule(rule)) {
    const low = rule.from ?? rule.to;
    const end = rule.to ?? rule.from;
    // A range has two ends, or it would be one number.
    const high = test === 'between' && low !== null && end === low ? low + 1 : end;
    return {
      ...other,
      from: other.from === null ? null : low,
      to: other.to === null ? null : test === 'between' ? high : test === 'atMost' ? high : low,
    };
  }
  return other;
}

export type NumbersShown = Extract<SimpleRule, { readonly from: number | null }>;
export function isNumberRule(rule: ShownRule): rule is NumbersShown {
  return 'from' in rule && isOneOf(NUMBER_FIELDS, rule.field);
}

export type DaysShown = Extract<SimpleRule, { readonly from: string | null }>;
export function isDaysRule(rule: ShownRule): rule is DaysShown {
  return 'from' in rule && isOneOf(TIME_FIELDS, rule.field);
}

/** Whether a rule can be shown, as one that is kept or one that is still being typed. */
export function isShown(rule: SmartRule): rule is ShownRule {
  if (isGroup(rule)) return false;
  if (knownRule(rule) !== null) return true;
  const { field } = rule;
  // Only text and playlists begin without what they are compared with.
  if ('value' in rule && rule.value === '') return isOneOf(TEXT_FIELDS, field);
  return 'id' in rule && rule.id === 0 && (field === 'playlist' || field === 'smartPlaylist');
}

/** A group without the rules that are still being typed: what can be counted already. */
export function completeGroup({ match, rules }: RuleGroup): RuleGroup {
  return {
    match,
    rules: rules.flatMap((rule): SmartRule[] => {
      if (isGroup(rule)) return [completeGroup(rule)];
      return isShown(rule) && knownRule(rule) === null ? [] : [rule];
    }),
  };
}
