/** changes.ts: what the page keeps is read again when the library changes, whatever is on its way then. */
import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import type { Change } from '../../shared/api/events.ts';
import { applyChange } from './changes.ts';

const CHANGE: Change = { subjects: ['tracks'], tracks: [] };

/** A query whose answers come when the test says so. */
function slowQuery(queries: QueryClient) {
  const answers: ((answer: string) => void)[] = [];
  const options = {
    queryKey: ['tracks', { list: { kind: 'all' }, text: 'light' }, 'count'],
    queryFn: () => new Promise<string>((resolve) => answers.push(resolve)),
    staleTime: Number.POSITIVE_INFINITY,
  };
  return { answers, options, data: () => queries.getQueryData(options.queryKey) };
}

test('a list that was first asked for before a change is asked for again', async () => {
  const queries = new QueryClient();
  const { answers, options, data } = slowQuery(queries);
  const stop = new QueryObserver(queries, options).subscribe(() => {});
  const applied = applyChange(queries, CHANGE);
  answers[0]?.('from before');
  await expect.poll(() => answers.length).toBe(2);
  answers[1]?.('from after');
  await applied;
  stop();
  expect(data()).toBe('from after');
});

test('what was asked for before a change, and is not shown, is old when it is shown', async () => {
  const queries = new QueryClient();
  const { answers, options } = slowQuery(queries);
  const asked = queries.prefetchQuery(options);
  const applied = applyChange(queries, CHANGE);
  answers[0]?.('from before');
  await Promise.all([asked, applied]);
  expect(queries.getQueryState(options.queryKey)).toMatchObject({ isInvalidated: true });
});
