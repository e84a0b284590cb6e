/**
 * Starts the library's worker thread. It takes a while to load: a host with nothing else to do yet
 * starts one before there is a library to open in it.
 */
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';

let spare: Worker | null = null;

/** Starts a thread for the library that is opened next. */
export function startSpareThread(): void {
  spare ??= startThread();
}

/** The thread that was started before, or one that starts now. */
export function takeThread(): Worker {
  const taken = spare ?? startThread();
  spare = null;
  return taken;
}

function startThread(): Worker {
  // The worker lies beside this module, in the sources (.ts) as in the built app (.js).
  return new Worker(new URL(`./library-worker${extname(import.meta.url)}`, import.meta.url));
}
