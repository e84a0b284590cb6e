/** How far preparing the library is. */
import { z } from 'zod';
import { LifecycleEventSchema } from '../lifecycle-events.ts';
import { AnotherTrySchema } from '../ways-on.ts';
import { read, write } from './define.ts';

/** Everything that happened since the host started, for a page that connects late. */
export const LifecycleSnapshotSchema = z.object({
  events: z.array(LifecycleEventSchema),
  /** ISO 8601: when preparing began. */
  startedAt: z.string(),
});
export type LifecycleSnapshot = z.infer<typeof LifecycleSnapshotSchema>;

export const lifecycleCalls = {
  lifecycle: read({
    route: 'GET /api/lifecycle',
    input: z.object({}),
    answer: LifecycleSnapshotSchema,
    reads: ['lifecycle'],
  }),
  /** Prepares the library again after that failed, as before or otherwise. */
  retry: write({
    route: 'POST /api/lifecycle/retry',
    input: AnotherTrySchema,
    answer: LifecycleSnapshotSchema,
    changes: [],
  }),
};
