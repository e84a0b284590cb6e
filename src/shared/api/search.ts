/** What completes a search while it is typed. */
import { z } from 'zod';
import { read } from './define.ts';

/** Operators whose values are names that the library has. */
export const NAMED_OPERATORS = ['artist', 'album', 'genre', 'format'] as const;
export type NamedOperator = (typeof NAMED_OPERATORS)[number];

export const searchCalls = {
  /** Names that begin with what was typed behind an operator. */
  namesOf: read({
    route: 'GET /api/search/names',
    input: z.object({ operator: z.enum(NAMED_OPERATORS), text: z.string().max(500) }),
    answer: z.array(z.string()),
    reads: ['tracks'],
  }),
};
