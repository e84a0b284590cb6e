/**
 * Preloaded into a process under test (`node --import`): notes each time that the event loop of its
 * main thread stood still, and writes the notes to a file when the process exits.
 *
 * What counts is for how long the thread kept itself busy or slept in a system call. The time that
 * it was ready to run while the machine's processors were taken (Linux counts it for each thread)
 * is nothing that a program can help, and is left out: a loaded machine does not fail the test.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

const TICK_MS = 5;

/** Shorter ones are nobody's business. */
const SHORTEST_NOTED_MS = 20;

const file = process.env.FERMATA_TEST_EVENT_LOOP_FILE;
if (isMainThread && file !== undefined) observe(file);

function observe(notesFile: string): void {
  const stalls: { endedAt: number; ms: number }[] = [];
  let lastTick = performance.now();
  let lastQueued = queuedMs();
  const tick = () => {
    const [now, queued] = [performance.now(), queuedMs()];
    const ms = now - lastTick - TICK_MS - (queued - lastQueued);
    if (ms > SHORTEST_NOTED_MS) stalls.push({ endedAt: Date.now(), ms });
    [lastTick, lastQueued] = [now, queued];
  };
  setInterval(tick, TICK_MS).unref();
  process.on('exit', () => {
    tick();
    writeFileSync(notesFile, JSON.stringify(stalls));
  });
}

/** How long this thread has been ready to run and was not, in milliseconds; 0 where unknown. */
function queuedMs(): number {
  if (process.platform !== 'linux') return 0;
  const [, nanoseconds] = readFileSync('/proc/thread-self/schedstat', 'latin1').split(' ');
  return Number(nanoseconds) / 1e6;
}
