/** What a thread that has the library open tells the main process. */
import { parentPort } from 'node:worker_threads';
import { type ErrorCode, FermataError, reportError } from '../../shared/errors.ts';
import type { ThreadMessage } from './thread-messages.ts';

/** The library is closed once an error has one of these codes. */
const LOSSES: readonly ErrorCode[] = ['LIBRARY_DAMAGED', 'LIBRARY_TOO_NEW', 'LIBRARY_MOVED'];

/** Sends a message to the main process. */
export function send(message: ThreadMessage): void {
  parentPort?.postMessage(message);
}

/** Tells of an error after which the library is closed; any other is its caller's. */
export function reportIfLost(error: unknown): void {
  const isLost = error instanceof FermataError && LOSSES.includes(error.code);
  if (isLost) send({ kind: 'lost', report: reportError(error) });
}
