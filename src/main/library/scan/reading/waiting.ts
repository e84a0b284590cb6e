/**
 * Whether a thread waits for a disk: a parser that is silent for ten seconds is led in circles, and a disk that
 * wakes up, or a share that is busy, may take as long. The thread that started it sees which of them it is.
 */

const COMPUTES = 0;
const WAITS = 1;

let noted: Int32Array | null = null;

/** A note for a thread that is started. */
export function newNote(): Int32Array {
  return new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
}

/** Has this thread keep the note that it was started with. */
export function keepNote(note: Int32Array): void {
  noted = note;
}

/** Does what may wait for a disk. */
export function waitingForDisk<Result>(work: () => Result): Result {
  if (noted === null) return work();
  Atomics.store(noted, 0, WAITS);
  try {
    return work();
  } finally {
    Atomics.store(noted, 0, COMPUTES);
  }
}

/** Whether the thread with this note waits. */
export function isWaiting(note: Int32Array): boolean {
  return Atomics.load(note, 0) === WAITS;
}
