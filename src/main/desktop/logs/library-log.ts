/**
 * What happens to the library, as lines of the log: the events that the windows get, with how long
 * each phase, wait, step, scan and piece of work on backups took.
 */
import type { ScanState } from '../../../shared/api/scan.ts';
import type { BackupActivity } from '../../../shared/backups.ts';
import type { ErrorReport } from '../../../shared/errors.ts';
import { formatBytesInEnglish } from '../../../shared/formats.ts';
import type { CheckDepth, HealthCheck } from '../../../shared/health.ts';
import type { LifecycleEvent, LockHolder, Phase } from '../../../shared/lifecycle-events.ts';
import { receiptSentences } from '../../../shared/receipts.ts';
import { tellInEnglish } from '../../../shared/words/words.ts';
import { describeHolder } from '../../lifecycle/lock/lock-holder.ts';
import type { LogLevel } from './log.ts';

type Write = (level: LogLevel, line: string) => void;

interface Begun<What> {
  readonly what: What;
  readonly at: number;
}

const ENDS_PHASE: ReadonlySet<LifecycleEvent['event']> = new Set(['phase', 'failed', 'ready']);

const LEVELS: { readonly [Name in LifecycleEvent['event']]?: LogLevel } = {
  'stale-lock-cleared': 'warn',
  notice: 'warn',
  failed: 'error',
};

export class LibraryLog {
  readonly #write: Write;
  readonly #now: () => number;
  #phase: Begun<Phase> | null = null;
  #work: Begun<BackupActivity['work']> | null = null;
  #scan: Begun<'scan'> | null = null;
  #check: Begun<CheckDepth | null> | null = null;
  /** The token of the lock's holder that is waited for, null for one without a name. */
  #waitsFor: string | null | undefined;

  /** @param now a clock that only goes forward, in milliseconds */
  constructor(write: Write, now: () => number = () => performance.now()) {
    this.#write = write;
    this.#now = now;
  }

  /** A step of preparing, backing up or restoring; each small step forward is left out. */
  lifecycle(event: LifecycleEvent): void {
    if (ENDS_PHASE.has(event.event)) this.#endPhase();
    if (event.event === 'phase') this.#phase = { what: event.phase, at: this.#now() };
    if (event.event === 'waiting' && !this.#isNewHolder(event.holder)) return;
    const line = describeEvent(event);
    if (line !== null) this.#write(LEVELS[event.event] ?? 'info', `library: ${line}`);
  }

  /** Work on backups: its beginning and its end. */
  backups({ work, state, outcome, error }: BackupActivity): void {
    if (state === 'running' && this.#work === null) {
      this.#work = { what: work, at: this.#now() };
      this.#info(`${work} begins`);
    }
    if (state === 'running' || this.#work === null) return;
    this.#endPhase();
    const took = milliseconds(this.#now() - this.#work.at);
    this.#work = null;
    if (error !== null) this.#failed(`${work} failed after ${took}`, error);
    else this.#info(`${work} took ${took}${outcome === null ? '' : `: ${outcome}`}`);
  }

  /** A scan: its beginning and its end. */
  scan({ state, found, added, changed, missing, failed, error }: ScanState): void {
    if (state === 'scanning' && this.#scan === null) {
      this.#scan = { what: 'scan', at: this.#now() };
      this.#info('scan begins');
    }
    if (state === 'scanning' || this.#scan === null) return;
    const took = milliseconds(this.#now() - this.#scan.at);
    this.#scan = null;
    if (error !== null) this.#failed(`scan failed after ${took}`, error);
    else {
      this.#info(
        `scan ${state} after ${took}: ${found} files, ${added} added, ${changed} changed, ${missing} missing, ${failed} not readable`,
      );
    }
  }

  /** A check of the library: its beginning and its end. */
  check({ state, depth, error }: HealthCheck): void {
    if (state === 'running' && this.#check === null) {
      this.#check = { what: depth, at: this.#now() };
      this.#info(`${depth} check begins`);
    }
    if (state === 'running' || this.#check === null) return;
    const took = milliseconds(this.#now() - this.#check.at);
    const name = `${this.#check.what} check`;
    this.#check = null;
    if (error !== null) this.#failed(`${name} after ${took}`, error);
    else this.#info(`${name} ${state} after ${took}`);
  }

  /** It is told again each second; one line for each holder is enough. */
  #isNewHolder(holder: LockHolder | null): boolean {
    const token = holder?.token ?? null;
    if (token === this.#waitsFor) return false;
    this.#waitsFor = token;
    return true;
  }

  #endPhase(): void {
    if (this.#phase === null) return;
    this.#info(`${this.#phase.what} took ${milliseconds(this.#now() - this.#phase.at)}`);
    this.#phase = null;
    this.#waitsFor = undefined;
  }

  #failed(what: string, error: ErrorReport): void {
    this.#write('error', `library: ${what}: ${describeError(error)}`);
  }

  #info(what: string): void {
    this.#write('info', `library: ${what}`);
  }
}

function describeEvent(event: LifecycleEvent): string | null {
  switch (event.event) {
    case 'progress':
      return null;
    case 'phase':
      return `${event.phase} begins`;
    case 'waiting':
      return `waits for ${describeHolder(event.holder)}, at most ${milliseconds(event.timeoutMs)}`;
    case 'stale-lock-cleared':
      return `the lock of ${describeHolder(event.holder)}, which had died, is cleared`;
    case 'done-by-another-process':
      return `another process has brought it to version ${event.version}`;
    case 'step':
      return `step ${event.index} of ${event.total}, ${event.name}, begins`;
    case 'step-applied':
      return `${event.name} took ${milliseconds(event.durationMs)}`;
    case 'backup-made':
      return `backup made: ${event.path} (${formatBytesInEnglish(event.bytes)})`;
    case 'backup-reused':
      return `the library is as in its backup ${event.path}: that one is used`;
    case 'backup-pruned':
      return `backup ${event.id} removed: ${event.reason}`;
    case 'restored':
      return 'restored; its log is being written back';
    case 'notice':
      return event.message;
    case 'receipt':
      return `counted before: ${JSON.stringify(event.receipt.before)}, after: ${JSON.stringify(event.receipt.after)}${receiptSentences(
        event.receipt,
      )
        .map((sentence) => `; ${tellInEnglish(sentence)}`)
        .join('')}`;
    case 'failed':
      return `it cannot be used: ${describeError(event.error)}`;
    case 'ready':
      return `ready after ${milliseconds(event.durationMs)}, version ${event.fromVersion} → ${event.toVersion}`;
  }
}

function describeError({ code, message, libraryState, causes }: ErrorReport): string {
  const causedBy = causes.length === 0 ? '' : ` Cause: ${causes.join(': ')}`;
  return `${code}: ${message} ${libraryState}${causedBy}`;
}

function milliseconds(duration: number): string {
  return `${Math.round(duration)} ms`;
}
