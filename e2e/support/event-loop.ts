/** Watches the event loop of a process under test (see event-loop-observer.ts). */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { makeScratchFolder } from './libraries.ts';

const StallsSchema = z.array(z.object({ endedAt: z.number(), ms: z.number() }));
const NotesSchema = z.object({ main: StallsSchema, idle: StallsSchema });

export interface EventLoopWatch {
  /** What the process is started with in its environment. */
  readonly env: NodeJS.ProcessEnv;
  /**
   * The times that threads stood still, of those that began after an instant (milliseconds since
   * 1970), in milliseconds, the longest first: the main thread, and one that has nothing to do, which tells what
   * the machine does to any. Only once the process has exited.
   */
  stallsSince(instant: number): Promise<{ main: number[]; idle: number[] }>;
}

export async function watchEventLoop(): Promise<EventLoopWatch> {
  const notes = join(await makeScratchFolder(), 'event-loop.json');
  const observer = new URL('event-loop-observer.ts', import.meta.url);
  return {
    env: { NODE_OPTIONS: `--import=${observer.href}`, FERMATA_TEST_EVENT_LOOP_FILE: notes },
    async stallsSince(instant) {
      const { main, idle } = NotesSchema.parse(JSON.parse(await readFile(notes, 'utf8')));
      return { main: longestFirst(instant, main), idle: longestFirst(instant, idle) };
    },
  };
}

function longestFirst(instant: number, stalls: z.infer<typeof StallsSchema>): number[] {
  const later = stalls.filter(({ endedAt, ms }) => endedAt - ms > instant);
  return later.map(({ ms }) => ms).sort((a, b) => b - a);
}
