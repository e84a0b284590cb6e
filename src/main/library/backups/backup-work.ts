/**
 * The work on backups that runs in the background: one piece at a time, how it goes and how it ended,
 * until a person has read that.
 */
import { isDeepStrictEqual } from 'node:util';
import type { BackupActivity } from '../../../shared/backups.ts';
import { type ErrorReport, FermataError, reportError } from '../../../shared/errors.ts';
import type { LifecycleEvent, Notice, OnLifecycleEvent } from '../../../shared/lifecycle-events.ts';
import { tellInEnglish, type Words, words } from '../../../shared/words/words.ts';

/** Another piece of work runs: the page may ask again when it is done. */
export class BackupsBusy extends FermataError {
  constructor() {
    super('BUSY', words('backupErrors.busy'), {
      advice: words('backupErrors.waitUntilDone'),
    });
  }
}

const IDLE: BackupActivity = {
  work: 'none',
  state: 'idle',
  phase: null,
  progress: null,
  outcome: null,
  undo: null,
  salvage: null,
  notices: [],
  error: null,
};

const ENDED = { phase: null, progress: null } as const;

/** What a piece of work leaves to tell; work that nobody asked for has no outcome unless it fails. */
export type Outcome = Partial<Pick<BackupActivity, 'undo' | 'isUndone' | 'salvage'>> & {
  readonly outcome?: Words;
  /** What goes on although the outcome can be told: the next piece of work waits for it. */
  readonly rest?: Promise<unknown>;
};

export class BackupWork {
  readonly #onEvent: OnLifecycleEvent;
  readonly #listeners = new Set<(activity: BackupActivity) => void>();
  readonly #closing = new AbortController();
  #activity = IDLE;
  #running: Promise<void> = Promise.resolve();
  /** What goes on of the last piece of work after it was told how that ended. */
  #rest: Promise<unknown> = Promise.resolve();
  /** What a person has read and put away of copying, which is tried again and again. */
  #readNotices: readonly Notice[] = [];
  #readFailure: ErrorReport | null = null;

  /** @param onEvent for the log */
  constructor(onEvent: OnLifecycleEvent) {
    this.#onEvent = onEvent;
  }

  /** What runs now, or how the last work ended. */
  get activity(): BackupActivity {
    return this.#activity;
  }

  /** Calls back with each change of the activity until the returned function is called. */
  onActivity(listener: (activity: BackupActivity) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Starts a piece of work.
   *
   * @param run does it; its signal is aborted when the host closes
   * @throws BackupsBusy
   */
  start(
    work: BackupActivity['work'],
    run: (onEvent: OnLifecycleEvent, signal: AbortSignal) => Promise<Outcome>,
  ): BackupActivity {
    if (this.#activity.state === 'running' || this.#closing.signal.aborted) throw new BackupsBusy();
    const earlier = this.#activity;
    // What the last restore offers is not taken away by other work.
    const { undo, isUndone, salvage } = earlier;
    this.#setActivity({ ...IDLE, work, state: 'running', undo, isUndone, salvage });
    this.#running = this.#rest
      .then(() => run((event) => this.#follow(event), this.#closing.signal))
      .then(
        (outcome) => this.#end(outcome, earlier),
        (error) => this.#fail(reportError(error)),
      );
    return this.#activity;
  }

  /** Tells why nothing could be done that nobody asked for; what has been read is not told again. */
  tellFailure(failure: unknown): void {
    const error = reportError(failure);
    this.#onEvent({ event: 'failed', error });
    if (this.#activity.state === 'running' || isDeepStrictEqual(error, this.#readFailure)) return;
    this.#setActivity({ ...this.#activity, work: 'none', state: 'failed', outcome: null, error });
  }

  /** Takes away how the last work ended, with what it offered; work that runs goes on. */
  dismiss(): BackupActivity {
    const { state, work, notices, error } = this.#activity;
    if (state === 'running') return this.#activity;
    if (work === 'none') this.#readFailure = error;
    if (work === 'copy') this.#readNotices = notices;
    this.#setActivity(IDLE);
    return this.#activity;
  }

  /** Has what runs roll back, and starts nothing more. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#running;
    await this.#rest;
  }

  #end({ rest, outcome, ...left }: Outcome, earlier: BackupActivity): void {
    // A restore tells the log itself what fails; what was told of it stays true.
    this.#rest = rest?.catch(() => {}) ?? this.#rest;
    const { work } = this.#activity;
    const isRead = work === 'copy' && isDeepStrictEqual(this.#activity.notices, this.#readNotices);
    const notices = isRead ? [] : this.#activity.notices;
    const ended: BackupActivity = {
      ...this.#activity,
      ...ENDED,
      notices,
      ...left,
      ...(outcome === undefined ? {} : { outcome: tellInEnglish(outcome), outcomeWords: outcome }),
      state: 'done',
    };
    const isSilent = ended.outcome === null && notices.length === 0;
    this.#setActivity(isSilent && isStillTrue(earlier, work) ? earlier : ended);
  }

  #fail(error: ErrorReport): void {
    // A restore has told it to the log itself.
    if (this.#activity.work !== 'restore') this.#onEvent({ event: 'failed', error });
    this.#setActivity({ ...this.#activity, ...ENDED, state: 'failed', error });
  }

  #follow(event: LifecycleEvent): void {
    this.#onEvent(event);
    if (event.event === 'phase') {
      this.#setActivity({ ...this.#activity, phase: event.phase, progress: null });
    } else if (event.event === 'progress') {
      this.#setActivity({ ...this.#activity, progress: { done: event.done, total: event.total } });
    } else if (event.event === 'notice') {
      const { event: _, ...told } = event;
      this.#setActivity({ ...this.#activity, notices: [...this.#activity.notices, told] });
    }
  }

  #setActivity(activity: BackupActivity): void {
    this.#activity = activity;
    for (const listener of this.#listeners) listener(activity);
  }
}

/** Whether what is told of earlier work is so after other work ended well: one rotten backup, say. */
function isStillTrue({ state, work }: BackupActivity, ended: BackupActivity['work']): boolean {
  return state !== 'idle' && work !== 'none' && (work !== ended || work === 'verify');
}
