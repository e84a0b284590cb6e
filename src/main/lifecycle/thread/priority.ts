/** Threads whose work can wait for whatever a person waits for. */
import { constants, getPriority, setPriority } from 'node:os';

const { PRIORITY_BELOW_NORMAL } = constants.priority;

/**
 * Gives the calling thread less of the processors. On Linux a priority is a thread's own; elsewhere it would
 * be the whole app's, and stays. An app that was started with less (`nice -n 19`) may not take more.
 */
export function lowerPriority(): void {
  if (process.platform !== 'linux' || getPriority() >= PRIORITY_BELOW_NORMAL) return;
  setPriority(PRIORITY_BELOW_NORMAL);
}
