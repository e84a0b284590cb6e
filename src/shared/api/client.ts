/** A contract's calls as functions: the same client for pages, the command line and the main process. */
import type { Call, Client, Contract } from './define.ts';

/** Carries a call to its handler; what it answers has not been parsed yet. */
export type Ask = (
  name: string,
  call: Call,
  input: unknown,
  signal: AbortSignal | undefined,
) => Promise<unknown>;

/** Makes the client: each answer is parsed before it is believed. */
export function createClient<Api extends Contract>(contract: Api, ask: Ask): Client<Api> {
  const functions = Object.entries(contract).map(([callName, call]) => {
    const make = async (input: unknown, signal?: AbortSignal) =>
      call.answer.parse(await ask(callName, call, input, signal));
    return [callName, Object.assign(make, { callName })];
  });
  // TypeScript does not follow types through entries; both sides of them come from the contract.
  return Object.fromEntries(functions) as Client<Api>;
}
