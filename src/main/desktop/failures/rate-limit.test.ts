/** rate-limit.ts: grants so many in a stretch of time, says which is the last, and begins anew. */
import { expect, test } from 'vitest';
import { RateLimit } from './rate-limit.ts';

test('grants so many, refuses the others, and grants again when the time is over', () => {
  const limit = new RateLimit(3, 1000);
  const verdicts = [0, 1, 2, 3, 999].map((now) => limit.take(now));
  expect(verdicts).toEqual(['granted', 'granted', 'last', 'refused', 'refused']);
  expect(limit.take(1000)).toBe('granted');
});
