/**
 * What a command tells while it works and when it ends. Two forms: sentences for people
 * (text-report.ts) and JSON lines for programs (json-report.ts).
 */
import { type FermataError, toFermataError } from '../../shared/errors.ts';
import type { LifecycleEvent } from '../../shared/lifecycle-events.ts';
import type { Confirm } from './confirmation.ts';
import type { Screen } from './screen.ts';

/** What commands do beyond preparing the library, in the shape of the lifecycle's own events. */
export type CommandEvent =
  | LifecycleEvent
  | { readonly event: 'phase'; readonly phase: 'scan' }
  | {
      readonly event: 'progress';
      readonly phase: 'scan';
      readonly done: number;
      readonly total: number;
      readonly unit: 'files';
    }
  | { readonly event: 'listening'; readonly url: string; readonly ownUrl: string | null };

/** How a command ended. */
export interface CommandOutcome {
  /** For programs: what the result line of `--json` carries. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** For people: what goes to standard output. */
  readonly text: string;
  /** Why the command did not succeed although it has something to tell; null where it did. */
  readonly failure: FermataError | null;
}

export interface Report {
  /** Whether the fields of rows are read, or else their texts. */
  readonly isForPrograms: boolean;
  event(event: CommandEvent): void;
  /**
   * One of many results: as JSON for programs, as text for people.
   *
   * @param fields null where programs get nothing
   * @returns settles once there is room for the next; false where the output is not read any more
   */
  row(fields: Readonly<Record<string, unknown>> | null, text: string): Promise<boolean>;
  /** A sentence that only a person watching needs. */
  aside(sentence: string): void;
  /** The end: nothing is reported after it. */
  outcome(outcome: CommandOutcome): void;
}

/** What a command needs to tell how it goes, and to learn that it shall stop. */
export interface CommandContext {
  readonly report: Report;
  readonly signal: AbortSignal;
  /** Null where no person can be asked: without a terminal, and with `--json`. */
  readonly confirm: Confirm | null;
  /** What standard output can show. */
  readonly screen: Screen;
}

/** The outcome of a command that has nothing to tell but its failure. */
export function failed(thrown: unknown): CommandOutcome {
  return { fields: {}, text: '', failure: toFermataError(thrown) };
}
