/** The editor of rules: sentences that are changed, added and removed, in groups, by mouse and keyboard. */
import { useState } from 'react';
import { expect, test } from 'vitest';
import type { RuleGroup } from '../../../shared/rules/smart-rules.ts';
import { expectNoViolations } from '../../testing/accessibility.ts';
import { show } from '../../testing/show.tsx';
import { RuleGroupEditor } from './RuleGroupEditor.tsx';

const FIRST: RuleGroup = {
  match: 'all',
  rules: [
    { field: 'artist', test: 'has', value: 'Björk' },
    { field: 'year', from: 1990, to: 1999 },
    { match: 'any', rules: [{ field: 'added', last: 30, unit: 'days' }, { field: 'favourite' }] },
    { field: 'mood', value: 'blue' },
  ],
};

function Editor({ onChange }: { readonly onChange: (group: RuleGroup) => void }) {
  const [group, setGroup] = useState(FIRST);
  const change = (changed: RuleGroup) => {
    setGroup(changed);
    onChange(changed);
  };
  return <RuleGroupEditor group={group} ownId={null} depth={0} onChange={change} onRemove={null} />;
}

test.for([
  ['light', 'wide', 'ltr'],
  ['dark', 'narrow', 'rtl'],
] as const)(
  'rules are sentences without barriers, %s, %s and %s',
  async ([look, window, direction]) => {
    const screen = await show(<Editor onChange={() => {}} />, { look, window, direction });
    await expect
      .element(screen.getByText('A rule that this version of Fermata does not know'))
      .toBeVisible();
    await expectNoViolations();
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(innerWidth);
  },
);

test('a sentence is changed by choosing, and a range keeps its two ends while they are typed', async () => {
  let group = FIRST;
  const screen = await show(
    <Editor
      onChange={(changed) => {
        group = changed;
      }}
    />,
  );
  const tests = screen.getByLabelText('How it is compared');
  await tests.nth(0).selectOptions('does not contain');
  expect(group.rules[0]).toEqual({ field: 'artist', test: 'has', value: 'Björk', not: true });
  await screen.getByLabelText('What the rule looks at').nth(0).selectOptions('Stars');
  expect(group.rules[0]).toMatchObject({ field: 'rating' });
  await tests.nth(1).selectOptions('is between');
  await screen.getByLabelText('To', { exact: true }).fill('1990');
  expect(group.rules[1]).toEqual({ field: 'year', from: 1990, to: 1990 });
  await expect.element(screen.getByLabelText('To', { exact: true })).toBeVisible();
});

test('rules and groups are added and removed, and a rule that is not known stays as it was', async () => {
  let group = FIRST;
  const screen = await show(
    <Editor
      onChange={(changed) => {
        group = changed;
      }}
    />,
  );
  await screen.getByRole('button', { name: 'Remove Rule' }).nth(0).click();
  expect(group.rules).toHaveLength(3);
  await screen.getByRole('button', { name: 'Remove Group' }).click();
  expect(group.rules).toEqual([FIRST.rules[1], FIRST.rules[3]]);
  await screen.getByRole('button', { name: 'Add Group' }).click();
  await screen.getByRole('button', { name: 'Add Rule' }).nth(0).click();
  expect(group.rules.at(-1)).toMatchObject({ match: 'any', rules: [{}, {}] });
  await screen
    .getByLabelText('Tracks must meet', { exact: true })
    .nth(0)
    .selectOptions('any of these rules');
  expect(group.match).toBe('any');
});
