/** The browsers that the web process has let in; the desktop app has none. */
import { z } from 'zod';
import { read, write } from './define.ts';

const BrowserSessionSchema = z.object({
  id: z.string(),
  /** What it calls itself: "Firefox 141, Linux"; empty where it says nothing. */
  browser: z.string(),
  /** ISO 8601: when it was let in, and when it last asked for something. */
  since: z.string(),
  lastSeen: z.string(),
  /** Whether it is the one that asks. */
  isOwn: z.boolean(),
});
export type BrowserSession = z.infer<typeof BrowserSessionSchema>;

export const sessionCalls = {
  /** The one that was seen last first. */
  sessions: read({
    route: 'GET /api/sessions',
    input: z.object({}),
    answer: z.array(BrowserSessionSchema),
    reads: ['sessions'],
  }),
  /** Sends a browser away: it needs a new link from the terminal. */
  endSession: write({
    route: 'DELETE /api/sessions/:id',
    input: z.object({ id: z.string().min(1) }),
    answer: z.object({ id: z.string() }),
    changes: ['sessions'],
  }),
};
