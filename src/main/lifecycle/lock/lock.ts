/**
 * Step 2 of the sequence: the lock that keeps every other process from migrating, backing up or
 * restoring the same library. The kernel's lock and the visible one, held together by a thread whose
 * event loop stays free; the third layer, the fence, is the migration's own transaction.
 */
import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { FermataError, systemCode } from '../../../shared/errors.ts';
import type { LockRecord } from '../../../shared/health.ts';
import {
  type LockHolder,
  notice,
  type OnLifecycleEvent,
} from '../../../shared/lifecycle-events.ts';
import { words } from '../../../shared/words/words.ts';
import { accessBeside, ensureFile, makeFolder } from '../files/access.ts';
import type { LockLocation } from '../files/file-names.ts';
import { lockLocation } from '../files/file-names.ts';
import type { LibraryPaths } from '../files/library-paths.ts';
import { belongsToAnother, isOfAnother } from '../files/rights.ts';
import { storageError } from '../files/storage-errors.ts';
import { Backoff } from './backoff.ts';
import { KernelLock } from './kernel-lock.ts';
import { addToHistory } from './library-history.ts';
import { holderWords, newHolder, readHolder } from './lock-holder.ts';
import { HeartbeatWatch } from './lock-left-behind.ts';
import { tryVisibleLock, type VisibleLock } from './visible-lock.ts';

export const DEFAULT_LOCK_TIMEOUT_MS = 30_000;

/** How often a waiter says that it still waits, in milliseconds. */
const WAITING_EVENT_MS = 1_000;

export interface LockRequest extends Pick<LibraryPaths, 'libraryFile' | 'lockDir'> {
  readonly timeoutMs: number;
  readonly appVersion: string;
  /** What the lock is taken for, for people: "upgrading the library". */
  readonly purpose: string;
  readonly signal?: AbortSignal | undefined;
}

export interface LibraryLock {
  /** Aborted if another machine took the lock: the work under it must stop. */
  readonly compromised: AbortSignal;
  /** Frees the lock; what cannot be removed of it is a notice. */
  release(): Promise<void>;
}

/**
 * Takes a library's lock, waiting for whoever holds it and saying who that is.
 *
 * @throws FermataError `LOCK_TIMEOUT` naming the holder, `NO_PERMISSION` or `NO_SPACE` if the lock's
 *   files cannot be written, `INTERRUPTED` if the signal is aborted, `INTERNAL` if something else is
 *   where they belong
 */
export async function acquireLock(
  request: LockRequest,
  onEvent: OnLifecycleEvent,
): Promise<LibraryLock> {
  const location = lockLocation(request.libraryFile, request.lockDir);
  const holder = newHolder(request.appVersion, request.purpose);
  const wait = new Wait(location, request, onEvent);
  let kernelLock: KernelLock | null = null;
  try {
    const access = accessBeside(request.libraryFile);
    if (request.lockDir !== undefined) makeFolder(request.lockDir, access);
    ensureFile(location.mutexFile, access);
    kernelLock = new KernelLock(location.mutexFile);
    while (!kernelLock.tryAcquire()) await wait.pause();
    return await completeLock(kernelLock, location, holder, wait, onEvent);
  } catch (error) {
    kernelLock?.close();
    throw lockFailure(error, location, request.signal);
  }
}

async function completeLock(
  kernelLock: KernelLock,
  location: LockLocation,
  holder: LockHolder,
  wait: Wait,
  onEvent: OnLifecycleEvent,
): Promise<LibraryLock> {
  const compromised = new AbortController();
  const record = (of: LockHolder, holding: Pick<LockRecord, 'waitedMs' | 'heldMs' | 'end'>) =>
    writeDown(location, of, holding, onEvent);
  const watch = new HeartbeatWatch();
  const acquireVisible = () =>
    tryVisibleLock(location, {
      holder,
      watch,
      onStaleCleared: (dead) => {
        onEvent({ event: 'stale-lock-cleared', holder: dead });
        if (dead !== null) record(dead, { waitedMs: null, heldMs: null, end: 'died' });
      },
      onCompromised: (error) => compromised.abort(error),
    });
  let visibleLock: VisibleLock | null = await acquireVisible();
  while (visibleLock === null) {
    await wait.pause();
    visibleLock = await acquireVisible();
  }
  const held = visibleLock;
  const { waitedMs } = wait;
  const heldSince = performance.now();
  return {
    compromised: compromised.signal,
    async release() {
      const heldMs = performance.now() - heldSince;
      const end = compromised.signal.aborted ? 'lost' : 'freed';
      record(holder, { waitedMs, heldMs, end });
      try {
        if (!compromised.signal.aborted) await held.release();
      } catch (error) {
        // The work under it is done all the same, and whoever comes next clears what is left.
        const reason = error instanceof Error ? error.message : String(error);
        onEvent(notice(words('notices.lockLeft', { reason })));
      } finally {
        kernelLock.close();
      }
    },
  };
}

/** History is for people: where it cannot be written, that is a notice, and the lock goes on. */
function writeDown(
  location: LockLocation,
  { pid, host, appVersion, purpose, since }: LockHolder,
  holding: Pick<LockRecord, 'waitedMs' | 'heldMs' | 'end'>,
  onEvent: OnLifecycleEvent,
): void {
  try {
    addToHistory(location, {
      kind: 'lock',
      pid,
      host,
      appVersion,
      purpose,
      since,
      ...holding,
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    onEvent(notice(words('notices.useNotNoted', { reason })));
  }
}

/** One process's wait for the lock: its pauses, its events, its end. */
class Wait {
  readonly #location: LockLocation;
  readonly #request: LockRequest;
  readonly #onEvent: OnLifecycleEvent;
  readonly #backoff = new Backoff();
  #startedAt: number | null = null;
  #lastEventAt = Number.NEGATIVE_INFINITY;
  #lastHolder: string | undefined;

  constructor(location: LockLocation, request: LockRequest, onEvent: OnLifecycleEvent) {
    this.#location = location;
    this.#request = request;
    this.#onEvent = onEvent;
  }

  /** How long it has lasted, in milliseconds. */
  get waitedMs(): number {
    return this.#startedAt === null ? 0 : performance.now() - this.#startedAt;
  }

  async pause(): Promise<void> {
    if (this.#startedAt === null) {
      this.#startedAt = performance.now();
      this.#onEvent({ event: 'phase', phase: 'wait' });
    }
    const { waitedMs } = this;
    const holder = readHolder(this.#location);
    if (waitedMs >= this.#request.timeoutMs) throw lockTimeout(holder, this.#request);
    this.#tell(holder, waitedMs);
    await this.#backoff.pause(this.#request.signal);
  }

  #tell(holder: LockHolder | null, waitedMs: number): void {
    const isNews = holder !== null && holder.token !== this.#lastHolder;
    if (!isNews && waitedMs - this.#lastEventAt < WAITING_EVENT_MS) return;
    this.#lastHolder = holder?.token ?? this.#lastHolder;
    this.#lastEventAt = waitedMs;
    this.#onEvent({ event: 'waiting', holder, waitedMs, timeoutMs: this.#request.timeoutMs });
  }
}

function lockTimeout(holder: LockHolder | null, request: LockRequest): FermataError {
  const seconds = request.timeoutMs / 1000;
  return new FermataError(
    'LOCK_TIMEOUT',
    words('libraryErrors.stillInUse', {
      holder: holderWords(holder),
      seconds,
    }),
    { advice: words('errors.letItFinish') },
  );
}

function lockFailure(
  error: unknown,
  location: LockLocation,
  signal: AbortSignal | undefined,
): unknown {
  if (signal?.aborted === true) {
    return new FermataError('INTERRUPTED', words('libraryErrors.stoppedWaiting'), {
      advice: words('errors.startAgainLater'),
      cause: signal.reason,
    });
  }
  if (error instanceof FermataError || systemCode(error) === undefined) return error;
  if (isOfAnother(location.mutexFile)) return belongsToAnother(location.mutexFile, error);
  const storage = lockStorageError(error, location);
  if (storage !== null) return storage;
  return new FermataError(
    'INTERNAL',
    words('libraryErrors.lockUnusable', { file: location.mutexFile }),
    {
      advice: words('libraryErrors.removeThatFile'),
      cause: error,
    },
  );
}

/** A folder or a foreign file in the place of the lock's is a matter of its own. */
function lockStorageError(error: unknown, { mutexFile }: LockLocation): FermataError | null {
  const file = storageError(error, mutexFile);
  if (file === null || file.code === 'LIBRARY_DAMAGED' || isInTheWay(mutexFile)) return null;
  return file.code === 'NO_SPACE' || file.code === 'NO_PERMISSION'
    ? storageError(error, dirname(mutexFile))
    : file;
}

function isInTheWay(mutexFile: string): boolean {
  return statSync(mutexFile, { throwIfNoEntry: false })?.isFile() === false;
}
