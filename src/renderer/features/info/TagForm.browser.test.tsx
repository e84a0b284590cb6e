/** The form for tags, of one track and of many. */
import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { reportError } from '../../../shared/errors.ts';
import { expectNoViolations } from '../../testing/accessibility.ts';
import { show } from '../../testing/show.tsx';
import { TagForm } from './TagForm.tsx';
import type { TaggedTrack } from './tag-fields.ts';

const TRACKS: readonly TaggedTrack[] = [
  { id: 1, path: '/music/one.flac', tags: { TITLE: ['One'], ALBUM: ['Blue'] } },
  {
    id: 2,
    path: `/music/${'a long name '.repeat(20)}.flac`,
    tags: { TITLE: ['Two'], ALBUM: ['Blue'] },
  },
];
const [ONE] = TRACKS;

const nothing = () => {};

test('many tracks say what differs, and show each change before it is written', async () => {
  const screen = await show(<TagForm tracks={TRACKS} refusal={null} onClose={nothing} />);
  expect(screen.getByLabelText('Title').element()).toHaveProperty(
    'placeholder',
    '2 different values',
  );
  const preview = screen.getByRole('button', { name: 'Show Changes…' });
  expect(preview.element()).toHaveProperty('disabled', true);
  await userEvent.fill(screen.getByLabelText('Title'), 'One');
  await screen.getByRole('button', { name: 'Remove Album', exact: true }).click();
  expect(screen.getByLabelText('Album', { exact: true }).element()).toHaveProperty(
    'placeholder',
    'will be removed',
  );
  await expect.element(screen.getByText('2 files will change')).toBeVisible();
  await expectNoViolations();
  await preview.click();
  const changes = screen.getByRole('region', { name: 'What will be written' });
  await expect.element(changes.getByText('one.flac')).toBeVisible();
  expect(changes.element().textContent).toMatch(/Title\s*Two\s*One/);
  expect(changes.element().textContent).toMatch(/Album\s*Blue\s*nothing/);
  await expectNoViolations();
  await screen.getByRole('button', { name: 'Back' }).click();
  await screen.getByRole('button', { name: 'Leave Album as it is' }).click();
  await expect.element(screen.getByText('1 file will change')).toBeVisible();
});

test.each([
  ['narrow', 'rtl', 'dark'],
  ['zoomed', 'ltr', 'light'],
] as const)('one track fits into a %s window, written %s', async (window, direction, look) => {
  if (ONE === undefined) throw new Error('There is no track.');
  const screen = await show(<TagForm tracks={[ONE]} refusal={null} onClose={nothing} />, {
    ...{ window, direction, look },
  });
  await userEvent.fill(screen.getByLabelText('Title'), 'Another title. '.repeat(10));
  await expect.element(screen.getByText('Before: One')).toBeInTheDocument();
  const { scrollWidth, clientWidth } = document.documentElement;
  expect(scrollWidth).toBeLessThanOrEqual(clientWidth);
  await expectNoViolations();
});

test('a file that cannot be written says why, and takes nothing', async () => {
  if (ONE === undefined) throw new Error('There is no track.');
  const refusal = reportError(new Error('x'));
  const screen = await show(<TagForm tracks={[ONE]} refusal={refusal} onClose={nothing} />);
  await expect.element(screen.getByRole('alert')).toBeVisible();
  expect(screen.getByLabelText('Title').element()).toHaveProperty('disabled', true);
  await expectNoViolations();
});
