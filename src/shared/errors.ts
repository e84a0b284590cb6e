/**
 * The errors Fermata can end in: one stable code each, with its exit status, and what a person can
 * do next. They cross threads, processes and the network by code, never by message.
 */
import { z } from 'zod';
import { meaningOf, namedSystemError } from './system-errors.ts';
import { knownWords, SentWordsSchema, tellSent } from './words/sent-words.ts';
import { tellInEnglish, type Words, words } from './words/words.ts';

/** Every error code with the exit status of the command line (design.md section 9). */
export const EXIT_STATUS = {
  USAGE: 2,
  LOCK_TIMEOUT: 10,
  BACKUP_FAILED: 11,
  MIGRATION_FAILED: 12,
  MIGRATION_SET_INVALID: 13,
  LIBRARY_TOO_NEW: 14,
  LIBRARY_DAMAGED: 15,
  NOT_A_LIBRARY: 16,
  NO_SPACE: 17,
  NO_PERMISSION: 18,
  BACKUP_INVALID: 19,
  RESTORE_FAILED: 20,
  UPDATE_FAILED: 21,
  NOT_FOUND: 22,
  CONFLICT: 23,
  BUSY: 24,
  LIBRARY_MOVED: 25,
  STORAGE_FAILED: 26,
  TAGS_NOT_WRITTEN: 27,
  INTERNAL: 70,
  INTERRUPTED: 130,
} as const;

/** The HTTP status that an API answers an error with: 503 where the library cannot be used now. */
export const HTTP_STATUS = {
  USAGE: 400,
  NO_PERMISSION: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  BUSY: 409,
  INTERNAL: 500,
  BACKUP_INVALID: 500,
  UPDATE_FAILED: 500,
  TAGS_NOT_WRITTEN: 500,
  LOCK_TIMEOUT: 503,
  BACKUP_FAILED: 503,
  MIGRATION_FAILED: 503,
  MIGRATION_SET_INVALID: 503,
  LIBRARY_TOO_NEW: 503,
  LIBRARY_DAMAGED: 503,
  LIBRARY_MOVED: 503,
  STORAGE_FAILED: 503,
  NOT_A_LIBRARY: 503,
  RESTORE_FAILED: 503,
  INTERRUPTED: 503,
  NO_SPACE: 507,
} as const satisfies Record<keyof typeof EXIT_STATUS, number>;

export type ErrorCode = keyof typeof EXIT_STATUS;

export const ERROR_CODES = Object.keys(EXIT_STATUS) as [ErrorCode, ...ErrorCode[]];

/** What a person can do about an error; the splash's recovery view has a button for each. */
const RECOVERY_ACTIONS = [
  'retry',
  'restore',
  'previous-library',
  'choose-library',
  'free-space',
  'update-app',
  'previous-version',
  'open-logs',
  'copy-details',
  'quit',
] as const;

export type RecoveryAction = (typeof RECOVERY_ACTIONS)[number];

/**
 * Failures of calls, of work on backups and of updates are shown where that was asked for, by
 * BackupActivity and UpdateState say: no preparation ends in one, so that the recovery view never
 * shows it.
 */
const TOLD_WHERE_ASKED_FOR = [
  'BACKUP_INVALID',
  'RESTORE_FAILED',
  'UPDATE_FAILED',
  'TAGS_NOT_WRITTEN',
  'NOT_FOUND',
  'CONFLICT',
  'BUSY',
] as const;
type ToldWhereAskedFor = (typeof TOLD_WHERE_ASKED_FOR)[number];

const ACTIONS_BY_CODE: Record<Exclude<ErrorCode, ToldWhereAskedFor>, readonly RecoveryAction[]> = {
  USAGE: ['retry', 'choose-library', 'quit'],
  LOCK_TIMEOUT: ['retry', 'open-logs', 'copy-details', 'quit'],
  BACKUP_FAILED: ['retry', 'free-space', 'open-logs', 'copy-details', 'quit'],
  MIGRATION_FAILED: ['retry', 'restore', 'update-app', 'open-logs', 'copy-details', 'quit'],
  MIGRATION_SET_INVALID: ['update-app', 'open-logs', 'copy-details', 'quit'],
  LIBRARY_TOO_NEW: ['update-app', 'restore', 'choose-library', 'quit'],
  LIBRARY_DAMAGED: ['restore', 'choose-library', 'open-logs', 'copy-details', 'quit'],
  NOT_A_LIBRARY: ['choose-library', 'copy-details', 'quit'],
  NO_SPACE: ['free-space', 'retry', 'choose-library', 'quit'],
  NO_PERMISSION: ['retry', 'choose-library', 'copy-details', 'quit'],
  LIBRARY_MOVED: ['retry', 'choose-library', 'open-logs', 'copy-details', 'quit'],
  STORAGE_FAILED: ['retry', 'choose-library', 'open-logs', 'copy-details', 'quit'],
  INTERNAL: ['retry', 'open-logs', 'copy-details', 'quit'],
  INTERRUPTED: ['retry', 'quit'],
};

/** What an error says: words of the catalog, or text that no catalog has (a system's, say). */
export type Sentence = string | Words;

/** What was asked for made no sense: a sentence that the library is safe would only frighten. */
const NOTHING_AT_RISK: ReadonlySet<ErrorCode> = new Set(['USAGE', 'NOT_FOUND', 'CONFLICT', 'BUSY']);

/** Whether an error is one after which a person wonders how the library is. */
export function isLibraryAtRisk(code: ErrorCode): boolean {
  return !NOTHING_AT_RISK.has(code);
}

/** An error as plain data: what crosses a worker, IPC, HTTP or `--json`. */
export const ErrorReportSchema = z.object({
  code: z.enum(ERROR_CODES),
  /** One plain sentence: what happened, naming the file, line or process it happened to. */
  message: z.string(),
  /** One plain sentence: what state the library is in now. */
  libraryState: z.string(),
  /** One plain sentence: what the person can do next. */
  advice: z.string(),
  actions: z.array(z.enum(RECOVERY_ACTIONS)),
  /** The chain of causes, outermost first, for the log and *Copy Details*. */
  causes: z.array(z.string()),
  /** The three sentences by key and values, as far as the catalog has them: for {@link sentencesOf}. */
  words: z
    .object({ message: SentWordsSchema, libraryState: SentWordsSchema, advice: SentWordsSchema })
    .partial()
    .optional(),
});

export type ErrorReport = z.infer<typeof ErrorReportSchema>;

const UNCHANGED = words('errors.unchanged');

interface FermataErrorOptions {
  readonly advice: Sentence;
  readonly libraryState?: Sentence;
  readonly cause?: unknown;
}

/**
 * The one error type of Fermata's own code: an expected failure with a way forward. Its texts are
 * English, for logs and tests; {@link sentencesOf} has them in the language of the process.
 */
export class FermataError extends Error {
  override readonly name = 'FermataError';
  readonly code: ErrorCode;
  readonly libraryState: string;
  readonly advice: string;
  readonly words: NonNullable<ErrorReport['words']>;

  constructor(code: ErrorCode, message: Sentence, options: FermataErrorOptions) {
    const { advice, libraryState = UNCHANGED, cause } = options;
    super(inEnglish(message), { cause });
    this.code = code;
    this.libraryState = inEnglish(libraryState);
    this.advice = inEnglish(advice);
    this.words = {
      ...(typeof message === 'string' ? {} : { message }),
      ...(typeof libraryState === 'string' ? {} : { libraryState }),
      ...(typeof advice === 'string' ? {} : { advice }),
    };
  }

  /** What happened, by key and values where the catalog has it: for another error to say it too. */
  get sentence(): Sentence {
    return knownWords(this.words.message) ?? this.message;
  }

  get exitStatus(): number {
    return EXIT_STATUS[this.code];
  }
}

/** As it stands in logs and tests. */
export function inEnglish(sentence: Sentence): string {
  return typeof sentence === 'string' ? sentence : tellInEnglish(sentence);
}

/** The three sentences of an error in the language of this process, for a person to read. */
export function sentencesOf(error: FermataError | ErrorReport) {
  const { message, libraryState, advice } = error;
  return {
    message: tellSent(message, error.words?.message),
    libraryState: tellSent(libraryState, error.words?.libraryState),
    advice: tellSent(advice, error.words?.advice),
  };
}

/**
 * Turns anything thrown into a {@link FermataError}: a failure of the file system into the one of its
 * kind; what nobody expected becomes `INTERNAL`.
 */
export function toFermataError(thrown: unknown): FermataError {
  if (thrown instanceof FermataError) return thrown;
  const named = namedSystemError(thrown);
  if (named !== null) {
    const { code, message, advice } = meaningOf(named.kind);
    return new FermataError(code, message(named.file), {
      advice,
      libraryState: words('errors.nothingSavedIsLost'),
      cause: thrown,
    });
  }
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  return new FermataError('INTERNAL', words('errors.unexpected', { reason }), {
    advice: words('errors.tryAgainOrSendLog'),
    libraryState: words('errors.nothingSavedIsLost'),
    cause: thrown,
  });
}

/** The error as data, causes included, to cross a thread, a process or the network. */
export function reportError(thrown: unknown): ErrorReport {
  const error = toFermataError(thrown);
  return {
    code: error.code,
    message: error.message,
    libraryState: error.libraryState,
    advice: error.advice,
    actions: [...actionsFor(error.code)],
    causes: causesOf(error),
    words: error.words,
  };
}

/** Nobody is left without a way out, should one come up where it is not expected. */
function actionsFor(code: ErrorCode): readonly RecoveryAction[] {
  return isToldWhereAskedFor(code) ? ACTIONS_BY_CODE.INTERNAL : ACTIONS_BY_CODE[code];
}

function isToldWhereAskedFor(code: ErrorCode): code is ToldWhereAskedFor {
  return TOLD_WHERE_ASKED_FOR.some((told) => told === code);
}

/** The error a report describes: what the other side of a thread or process threw. */
export function errorFromReport(report: ErrorReport): FermataError {
  const { code, message, advice, libraryState, words: sent } = report;
  return new FermataError(code, knownWords(sent?.message) ?? message, {
    advice: knownWords(sent?.advice) ?? advice,
    libraryState: knownWords(sent?.libraryState) ?? libraryState,
    cause: report.causes.length > 0 ? new Error(report.causes.join(': ')) : undefined,
  });
}

function causesOf(error: Error): string[] {
  const causes: string[] = [];
  for (let cause = error.cause; cause !== undefined; ) {
    causes.push(describeCause(cause));
    cause = cause instanceof Error ? cause.cause : undefined;
  }
  return causes;
}

function describeCause(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const code = systemCode(cause);
  return code === undefined || cause.message.includes(code)
    ? cause.message
    : `${code}: ${cause.message}`;
}

/** The `code` of a system or SQLite error (`ENOSPC`, `SQLITE_FULL`), if it has one. */
export function systemCode(thrown: unknown): string | undefined {
  if (!(thrown instanceof Error) || !('code' in thrown)) return undefined;
  return typeof thrown.code === 'string' ? thrown.code : undefined;
}
