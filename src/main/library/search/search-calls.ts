/** The answers of shared/api/search.ts. */
import type { searchCalls } from '../../../shared/api/search.ts';
import type { Handlers } from '../handlers.ts';
import { findAll } from './find-all.ts';
import { namesOf } from './names-of.ts';

export const searchHandlers = { findAll, namesOf } satisfies Handlers<typeof searchCalls>;
