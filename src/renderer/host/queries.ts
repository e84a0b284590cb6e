/**
 * What the API answered, as the page keeps it until a change makes it old: under the call's name and
 * its input.
 */
import { type QueryKey, queryOptions, useQuery } from '@tanstack/react-query';
import { contract } from '../../shared/api/contract.ts';
import type { Call, ClientCall, Read, Subject } from '../../shared/api/define.ts';

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
  return readsOf(call, input).some((subject) => subjects.includes(subject));
}

/** What an answer depends on; nothing where the host refuses the input. */
function readsOf({ reads, input: schema }: Read, input: unknown): readonly Subject[] {
  if (typeof reads !== 'function') return reads;
  // A key has the input as the page gave it, without its defaults.
  const parsed = schema.safeParse(input);
  return parsed.success ? reads(parsed.data) : [];
}

const calls = new Map<unknown, Call>(Object.entries(contract));

function callNamed(name: unknown): Call | undefined {
  return calls.get(name);
}
