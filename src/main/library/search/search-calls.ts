/** The answers of shared/api/search.ts. */
import type { searchCalls } from '../../../shared/api/search.ts';
import type { Handlers } from '../handlers.ts';
import { namesOf } from './names-of.ts';

export const searchHandlers = { namesOf } satisfies Handlers<typeof searchCalls>;
