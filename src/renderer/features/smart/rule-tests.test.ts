/** The sentences of rules: each can be shown, changed and kept, and says what it is shown as. */
import { expect, test } from 'vitest';
import { knownRule } from '../../../shared/rules/smart-rules.ts';
import {
  completeGroup,
  FIELDS,
  isShown,
  ruleOf,
  type ShownRule,
  testOf,
  testsOf,
  withTest,
} from './rule-tests.ts';

/** A rule as it is once its value was typed. */
function filled(rule: ShownRule): ShownRule {
  if ('value' in rule) return { ...rule, value: 'blue' };
  return 'id' in rule ? { ...rule, id: 3, createdAt: '2026-01-01T00:00:00.000Z' } : rule;
}

test.for(FIELDS)(
  'a rule about %s is shown as it was chosen, in each way to compare it',
  (field) => {
    for (const name of testsOf(field)) {
      const rule = ruleOf(field, name);
      expect(isShown(rule)).toBe(true);
      expect(testOf(rule)).toBe(name);
      const typed = filled(rule);
      expect(knownRule(typed)).toEqual(typed);
      for (const other of testsOf(field)) {
        const changed = withTest(typed, other);
        expect(testOf(changed)).toBe(other);
        expect(knownRule(changed)).toEqual(changed);
        expect(testOf(withTest(changed, name))).toBe(name);
      }
    }
  },
);

test('what was typed stays where a rule is compared in another way', () => {
  expect(withTest(filled(ruleOf('artist')), 'isNot')).toMatchObject({ value: 'blue', not: true });
  const years = { field: 'year', from: 1970, to: 1979 } as const;
  expect(withTest(years, 'atLeast')).toMatchObject({ from: 1970, to: null });
  expect(withTest(years, 'atMost')).toMatchObject({ from: null, to: 1979 });
});

test('rules that are still being typed are left out of what is counted, and unknown ones stay in', () => {
  const unknown = { field: 'mood', value: '' };
  const half = ruleOf('artist');
  const rules = [half, unknown, { match: 'any', rules: [half, { field: 'missing' }] } as const];
  expect(completeGroup({ match: 'all', rules })).toEqual({
    match: 'all',
    rules: [unknown, { match: 'any', rules: [{ field: 'missing' }] }],
  });
});
