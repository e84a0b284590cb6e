/** What completes the search while it is typed: names are asked of the library. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { api } from '../host/api-client.ts';
import { queryOf } from '../host/queries.ts';
import { type Completion, completionsOf, type Typed, typedAt } from './search-completion.ts';

interface Completions {
  readonly typed: Typed | null;
  readonly completions: readonly Completion[];
}

/** @param caret where something is typed; null while nothing is */
export function useCompletions(text: string, caret: number | null): Completions {
  const typed = caret === null ? null : typedAt(text, caret);
  const operator = typed?.named ?? null;
  const value = useDeferredValue(typed?.token.value ?? '');
  const { data: names = [] } = useQuery({
    ...queryOf(api.namesOf, { operator: operator ?? 'artist', text: value }),
    enabled: operator !== null,
    // The list does not blink with every letter.
    placeholderData: keepPreviousData,
  });
  return { typed, completions: typed === null ? [] : completionsOf(typed, names) };
}
