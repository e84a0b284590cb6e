/** What is worth telling a person who does something else meanwhile; everything else is not. */
import type { ApiEvent } from '../../../shared/api/events.ts';
import type { ScanState } from '../../../shared/api/scan.ts';
import type { BackupActivity } from '../../../shared/backups.ts';
import { formatCounted } from '../../../shared/formats.ts';

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
      const added = `${formatCounted(scan.added, 'track')} added.`;
      return { title: 'The scan has finished', body: added };
    }
    return scan.error === null ? null : { title: 'The scan has failed', body: scan.error.message };
  }

  #hearBackups({ state, work, outcome, error }: BackupActivity): Telling | null {
    const ended = this.#work;
    this.#work = state === 'running' ? work : null;
    if (ended === null || state === 'running') return null;
    if (state === 'failed' && error !== null && error.code !== 'INTERRUPTED') {
      return FAILURES[ended] === undefined
        ? null
        : { title: FAILURES[ended], body: `${error.message} ${error.libraryState}` };
    }
    return ended === 'restore' && state === 'done'
      ? { title: 'The restore has finished', body: outcome ?? '' }
      : null;
  }
}

/** What a person counts on: that there are backups, and that a restore does what it is to do. */
const FAILURES: Partial<Record<BackupActivity['work'], string>> = {
  'back-up': 'The backup has failed',
  restore: 'The restore has failed',
};
