/** The steps of an upgrade, as people read them. */
import { afterEach, expect, test } from 'vitest';
import { stepTitle } from './lifecycle-events.ts';
import { speak } from './words/words.ts';

afterEach(() => speak('en'));

test('a step is told in German, and by its own title where the catalog has none', async () => {
  await speak('de');
  expect(stepTitle({ name: 'play_history', title: 'Play history' })).toBe(
    'Verlauf der Wiedergaben',
  );
  expect(stepTitle({ name: 'moods', title: 'Moods' })).toBe('Moods');
});
