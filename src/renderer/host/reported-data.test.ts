/** What the host tells while the page is still waiting for an answer to the same question. */
import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { expect, onTestFinished, test } from 'vitest';
import { setReportedData } from './reported-data.ts';

const KEY = ['activity'];

test('is shown', () => {
  const queries = new QueryClient();
  setReportedData(queries, KEY, 'done');
  expect(queries.getQueryData(KEY)).toBe('done');
});

test('does not give way to an older answer that comes later', async () => {
  const queries = new QueryClient();
  const answers: ((answer: string) => void)[] = [];
  const ask = () => new Promise<string>((resolve) => answers.push(resolve));
  const observer = new QueryObserver(queries, { queryKey: KEY, queryFn: ask });
  const shown: unknown[] = [];
  onTestFinished(observer.subscribe(({ data }) => shown.push(data)));

  setReportedData(queries, KEY, 'done');
  expect(answers).toHaveLength(2);
  answers[0]?.('running');
  answers[1]?.('done');
  await expect.poll(() => queries.isFetching()).toBe(0);
  expect(queries.getQueryData(KEY)).toBe('done');
  expect(shown).not.toContain('running');
});
