/** The rows of a long answer, fetched in pages of a hundred, those that can be seen. */
import { useQueries } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { ClientCall } from '../../../shared/api/define.ts';
import { queryOf } from '../../host/queries.ts';

const PAGE = 100;

interface PageInput {
  readonly offset: number;
  readonly limit: number;
}

/** @param rowsOf what a page consists of: the same function each time */
export function usePages<Answer, Row extends { readonly id: number }>(
  call: ClientCall<PageInput, Answer>,
  rowsOf: (answer: Answer) => readonly Row[],
  { first, last }: { readonly first: number; readonly last: number },
) {
  const numbers = pageNumbers(first, last);
  const pages = useQueries({
    queries: numbers.map((number) => queryOf(call, pageOf(number))),
  });
  const rowAt = (index: number): Row | null => {
    const page = pages[Math.floor(index / PAGE) - (numbers[0] ?? 0)]?.data;
    return page === undefined ? null : (rowsOf(page)[index % PAGE] ?? null);
  };
  const idsOf = useCallback(
    async (from: number, to: number): Promise<readonly number[]> => {
      const answers: number[] = [];
      for (const number of pageNumbers(from, to)) {
        answers.push(...rowsOf(await call(pageOf(number))).map(({ id }) => id));
      }
      return answers.slice(from % PAGE, (from % PAGE) + to - from + 1);
    },
    [call, rowsOf],
  );
  return { rowAt, idsOf };
}

function pageNumbers(first: number, last: number): number[] {
  const from = Math.floor(first / PAGE);
  const to = Math.floor(last / PAGE);
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
}

function pageOf(number: number): PageInput {
  return { offset: number * PAGE, limit: PAGE };
}
