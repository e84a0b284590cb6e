/**
 * Preloaded into a process under test (`node --import`): notes each time that the event loop of its
 * main thread stood still, and writes the notes to a file when the process exits.
 *
 * What counts is the time that a program can help: in which the loop was not waiting for something
 * to do (it may be woken late), and in which the thread was not ready to run while the machine's
 * processors were taken (Linux counts that for each thread). What is left on a loaded machine, waits
 * for locks in the kernel above all, is told by a second thread that has nothing to do at all.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

interface Stall {
  /** Milliseconds since 1970. */
  readonly endedAt: number;
  readonly ms: number;
}

const TICK_MS = 5;

/** Shorter ones are nobody's business. */
const SHORTEST_NOTED_MS = 20;

const IDLE_THREAD = 'the idle thread of the event-loop observer';

const file = process.env.FERMATA_TEST_EVENT_LOOP_FILE;
if (isMainThread && file !== undefined) observeMainThread(file);
if (workerData === IDLE_THREAD) noteStalls((stall) => parentPort?.postMessage(stall));

function observeMainThread(notesFile: string): void {
  const main: Stall[] = [];
  const idle: Stall[] = [];
  noteStalls((stall) => main.push(stall)).unref();
  const idleThread = new Worker(new URL(import.meta.url), { workerData: IDLE_THREAD });
  idleThread.on('message', (stall: Stall) => idle.push(stall)).unref();
  process.on('exit', () => writeFileSync(notesFile, JSON.stringify({ main, idle })));
}

function noteStalls(note: (stall: Stall) => void): NodeJS.Timeout {
  let last = clocks();
  return setInterval(() => {
    const now = clocks();
    // From before the one time was read until after the other: a thread can be stopped in between.
    const queued = now.queuedAfter - last.queuedBefore;
    const ms = Math.min(now.active - last.active, now.wall - last.wall - queued);
    if (ms > SHORTEST_NOTED_MS) note({ endedAt: Date.now(), ms });
    last = now;
  }, TICK_MS);
}

/** In milliseconds: all time, the event loop's at work, and this thread's in queues by then. */
function clocks() {
  const queuedBefore = queuedMs();
  const { active } = performance.eventLoopUtilization();
  return { wall: performance.now(), active, queuedBefore, queuedAfter: queuedMs() };
}

/** How long this thread has been ready to run and was not, in milliseconds; 0 where unknown. */
function queuedMs(): number {
  if (process.platform !== 'linux') return 0;
  const [, nanoseconds] = readFileSync('/proc/thread-self/schedstat', 'latin1').split(' ');
  return Number(nanoseconds) / 1e6;
}
