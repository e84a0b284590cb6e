/** Keeping the library up to date by itself: whether that is wanted, and how it goes for each music folder. */
import { z } from 'zod';
import { read, write } from './define.ts';

/** It is on a network share, the system watches no more folders for this user, or cannot watch this one. */
const CannotWatchReasonSchema = z.enum(['share', 'limit', 'system']);
export type CannotWatchReason = z.infer<typeof CannotWatchReasonSchema>;

const FolderWatchStateSchema = z.object({
  path: z.string(),
  /**
   * Changes show at once, or are looked for from time to time; `away` where the folder is not there, and
   * `elsewhere` where another process that has the library open does either.
   */
  how: z.enum(['watched', 'polled', 'away', 'elsewhere']),
  /** Why it is not watched; null where it is, or where that has not been tried yet. */
  reason: CannotWatchReasonSchema.nullable(),
});
export type FolderWatchState = z.infer<typeof FolderWatchStateSchema>;

const WatchingSchema = z.object({
  isOn: z.boolean(),
  /** The music folders, once they have been looked at. */
  folders: z.array(FolderWatchStateSchema),
});

const SettingSchema = z.object({ isOn: z.boolean() });

/** Of the open library. */
export const watchSettingCalls = {
  /** Whether the library is to be kept up to date by itself. */
  setWatching: write({
    route: 'PUT /api/watching',
    input: SettingSchema,
    answer: z.object({ before: z.boolean() }),
    changes: ['folders'],
    inverse: (_, { before }) => ({ call: 'setWatching', input: { isOn: before } }),
  }),
};

/** Of the host, which watches. */
export const watchCalls = {
  watching: read({
    route: 'GET /api/watching',
    input: z.object({}),
    answer: WatchingSchema,
    reads: ['folders'],
  }),
};
