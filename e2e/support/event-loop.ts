/** Watches the event loop of a process under test (see event-loop-observer.ts). */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { makeScratchFolder } from './libraries.ts';

const StallsSchema = z.array(z.object({ endedAt: z.number(), ms: z.number() }));

export interface EventLoopWatch {
  /** What the process is started with in its environment. */
  readonly env: NodeJS.ProcessEnv;
  /**
   * The longest time that the event loop stood still, of those that began after an instant
   * (milliseconds since 1970), in milliseconds. Only once the process has exited.
   */
  longestStallSince(instant: number): Promise<number>;
}

export async function watchEventLoop(): Promise<EventLoopWatch> {
  const notes = join(await makeScratchFolder(), 'event-loop.json');
  const observer = new URL('event-loop-observer.ts', import.meta.url);
  return {
    env: { NODE_OPTIONS: `--import=${observer.href}`, FERMATA_TEST_EVENT_LOOP_FILE: notes },
    async longestStallSince(instant) {
      const stalls = StallsSchema.parse(JSON.parse(await readFile(notes, 'utf8')));
      const later = stalls.filter(({ endedAt, ms }) => endedAt - ms > instant);
      return Math.max(0, ...later.map(({ ms }) => ms));
    },
  };
}
