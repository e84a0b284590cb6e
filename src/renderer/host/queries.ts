/**
 * What the API answered, as the page keeps it until a change makes it old: under the call's name and
 * its input.
 */
import { type QueryKey, queryOptions, useQuery } from '@tanstack/react-query';
import { contract } from '../../shared/api/contract.ts';
import type { Call, ClientCall, Subject } from '../../shared/api/define.ts';

/** The name under which the answer to a call is kept. */
export function keyOf<Input, Answer>(call: ClientCall<Input, Answer>, input: Input) {
  return [call.callName, input] as const;
}

/** What TanStack Query needs to ask, and to keep the answer. */
export function queryOf<Input, Answer>(call: ClientCall<Input, Answer>, input: Input) {
  return queryOptions({
    queryKey: keyOf(call, input),
    queryFn: ({ signal }) => call(input, signal),
  });
}

/** The answer to a call, asked for again whenever a change makes it old. */
export function useRead<Input, Answer>(call: ClientCall<Input, Answer>, input: Input) {
  return useQuery(queryOf(call, input));
}

/** Whether the answer that is kept under a key is old once some subjects have changed. */
export function isMadeOld(key: QueryKey, subjects: readonly Subject[]): boolean {
  const [name, input] = key;
  const call = callNamed(name);
  if (call?.kind !== 'read') return false;
  const reads = typeof call.reads === 'function' ? call.reads(input) : call.reads;
  return reads.some((subject) => subjects.includes(subject));
}

const calls = new Map<unknown, Call>(Object.entries(contract));

function callNamed(name: unknown): Call | undefined {
  return calls.get(name);
}
