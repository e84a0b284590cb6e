/** What is worth telling a person who does something else meanwhile; everything else is not. */
import type { ApiEvent } from '../../../shared/api/events.ts';
import type { ScanState } from '../../../shared/api/scan.ts';
import type { BackupActivity } from '../../../shared/backups.ts';
import { sentencesOf } from '../../../shared/errors.ts';
import { tellSent } from '../../../shared/words/sent-words.ts';
import { t, type WordsKey } from '../../../shared/words/words.ts';

/** Whoever has waited for less has not turned away, in milliseconds. */
const LONG_MS = 10_000;

export interface Telling {
  readonly title: string;
  readonly body: string;
}

export class WorthTelling {
  #scanningSince: number | null = null;
  #work: BackupActivity['work'] | null = null;

  /**
   * Takes the next of all events.
   *
   * @param now milliseconds of a clock that never goes back
   * @returns what to tell, or null
   */
  hear(event: ApiEvent, now: number): Telling | null {
    if (event.type === 'scan') return this.#hearScan(event.scan, now);
    return event.type === 'backups' ? this.#hearBackups(event.activity) : null;
  }

  #hearScan(scan: ScanState, now: number): Telling | null {
    if (scan.state === 'scanning') {
      this.#scanningSince ??= now;
      return null;
    }
    const since = this.#scanningSince;
    this.#scanningSince = null;
    if (since === null || now - since < LONG_MS) return null;
    if (scan.state === 'done') {
      const added = t('dialogs.tracksAdded', { count: scan.added });
      return { title: t('dialogs.scanFinished'), body: added };
    }
    if (scan.error === null) return null;
    return { title: t('dialogs.scanFailed'), body: sentencesOf(scan.error).message };
  }

  #hearBackups({ state, work, outcome, outcomeWords, error }: BackupActivity): Telling | null {
    const ended = this.#work;
    this.#work = state === 'running' ? work : null;
    if (ended === null || state === 'running') return null;
    if (state === 'failed' && error !== null && error.code !== 'INTERRUPTED') {
      if (ended !== 'back-up' && ended !== 'restore') return null;
      const { message, libraryState } = sentencesOf(error);
      return { title: t(FAILURES[ended]), body: `${message} ${libraryState}` };
    }
    return ended === 'restore' && state === 'done'
      ? { title: t('dialogs.restoreFinished'), body: tellSent(outcome ?? '', outcomeWords) }
      : null;
  }
}

/** What a person counts on: that there are backups, and that a restore does what it is to do. */
const FAILURES = {
  'back-up': 'dialogs.backUpFailed',
  restore: 'dialogs.restoreFailed',
} as const satisfies Partial<Record<BackupActivity['work'], WordsKey>>;
