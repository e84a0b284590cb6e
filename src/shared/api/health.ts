/** The health of the library, also while it cannot be opened. A check goes on after the answer. */
import { z } from 'zod';
import { CheckRequestSchema, HealthCheckSchema, LibraryHealthSchema } from '../health.ts';
import { read, write } from './define.ts';

export const healthCalls = {
  health: read({
    route: 'GET /api/health',
    input: z.object({}),
    answer: LibraryHealthSchema,
    reads: ['health'],
  }),
  /** The check that runs, or the last one that did. */
  healthCheck: read({
    route: 'GET /api/health/check',
    input: z.object({}),
    answer: HealthCheckSchema,
    reads: [],
  }),
  /** Starts a check: BUSY while one runs. */
  startCheck: write({
    route: 'POST /api/health/check',
    input: CheckRequestSchema,
    answer: HealthCheckSchema,
    changes: ['health'],
  }),
  cancelCheck: write({
    route: 'DELETE /api/health/check',
    input: z.object({}),
    answer: HealthCheckSchema,
    changes: ['health'],
  }),
};
