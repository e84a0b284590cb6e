/** Edits of the library: shown at once, made by the host, remembered so that they can be undone. */
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { contract } from '../../shared/api/contract.ts';
import type { Call, ClientCall, Contract, Inverse } from '../../shared/api/define.ts';
import type { Track } from '../../shared/api/tracks.ts';
import { type Edit, UndoStack } from '../features/undo/undo-stack.ts';
import { api } from './api-client.ts';
import { patchRows, readRows } from './changes.ts';

/** The edits of this page that can be undone. */
export const edits = new UndoStack(async ({ call: name, input }) => {
  const make: ClientCall<never, unknown> | undefined = Object.values(api).find(
    ({ callName }) => callName === name,
  );
  if (make === undefined) throw new TypeError(`There is no call ${name}.`);
  // The contract made this input of an earlier answer; the host parses it again.
  return inverseOf(name, input, await make(input as never));
});

interface EditOptions<Input> {
  /** What was done, for people. */
  readonly label: (input: Input) => string;
  /** What the rows of some tracks show at once, before the host has answered. */
  readonly optimistic?: (input: Input) => {
    readonly ids: readonly number[];
    readonly patch: Partial<Track>;
  };
}

/**
 * Makes edits by a call.
 *
 * @returns a function that settles with the edit once the host has made it; null where the call
 *   cannot be undone or changed nothing. It throws the host's FermataError, with the rows as they are.
 */
export function useEdit<Input, Answer>(
  call: ClientCall<Input, Answer>,
  options: EditOptions<Input>,
): (input: Input) => Promise<Edit | null> {
  const queries = useQueryClient();
  const { label, optimistic } = options;
  return useCallback(
    async (input: Input) => {
      const shown = optimistic?.(input) ?? null;
      if (shown !== null) patchRows(queries, shown.ids, shown.patch);
      try {
        return (await makeEdit(call, input, () => label(input))).edit;
      } catch (error) {
        if (shown !== null) await readRows(queries, shown.ids);
        throw error;
      }
    },
    [queries, call, label, optimistic],
  );
}

/**
 * Makes an edit by a call, and remembers it.
 *
 * @param label what was done, for people
 * @returns the host's answer, and the edit; null where it cannot be undone or changed nothing
 * @throws FermataError as the host does
 */
export function makeEdit<Input, Answer>(
  call: ClientCall<Input, Answer>,
  input: Input,
  label: (answer: Answer) => string,
): Promise<{ readonly answer: Answer; readonly edit: Edit | null }> {
  return edits.make(async () => {
    const answer = await call(input);
    const inverse = inverseOf(call.callName, input, answer);
    if (inverse === null) return { answer, edit: null };
    const edit = { label: label(answer), inverse };
    edits.record(edit);
    return { answer, edit };
  });
}

function inverseOf(name: string, input: unknown, answer: unknown): Inverse | null {
  const calls: Contract = contract;
  const call: Call | undefined = calls[name];
  if (call?.kind !== 'write') return null;
  return call.inverse?.(call.input.parse(input), answer) ?? null;
}
