/**
 * What happens to a library while it is prepared, as events. The same events feed the splash (IPC),
 * the web page (server-sent events), the terminal (`--json` and progress bars) and the log.
 */
import { z } from 'zod';
import { ErrorReportSchema, inEnglish, type Sentence } from './errors.ts';
import { ReceiptSchema } from './receipts.ts';
import { SentWordsSchema, tellSent } from './words/sent-words.ts';

/** A plain sentence in English, and by key and values where the catalog has it. */
export const NoticeSchema = z.object({
  message: z.string(),
  words: SentWordsSchema.optional(),
});
export type Notice = z.infer<typeof NoticeSchema>;

const PHASES = [
  'inspect',
  'wait',
  'backup',
  'verify-backup',
  'migrate',
  'verify',
  'stage',
  'replace',
  'mend',
  'open',
] as const;

export const PhaseSchema = z.enum(PHASES);
export type Phase = z.infer<typeof PhaseSchema>;

/** Who holds a library's lock, as it wrote it down when it took it. */
export const LockHolderSchema = z.object({
  pid: z.number().int().positive(),
  /** The machine's name. */
  host: z.string(),
  /** Differs after each start of the machine, so that a pid from before it means nothing. */
  bootId: z.string(),
  appVersion: z.string(),
  /** What it is doing, for people: "upgrading the library". */
  purpose: z.string(),
  /** ISO 8601. */
  since: z.string(),
  /** Tells this holding of the lock from every other one. */
  token: z.string(),
});
export type LockHolder = z.infer<typeof LockHolderSchema>;

export const LifecycleEventSchema = z.discriminatedUnion('event', [
  /** A phase begins. */
  z.object({ event: z.literal('phase'), phase: PhaseSchema }),
  /** How far a phase is: bytes for backups and their verification, steps for a migration. */
  z.object({
    event: z.literal('progress'),
    phase: PhaseSchema,
    done: z.number().nonnegative(),
    total: z.number().nonnegative(),
    unit: z.enum(['bytes', 'steps']),
  }),
  /** Somebody else holds the lock; `holder` is null until it has written its name down. */
  z.object({
    event: z.literal('waiting'),
    holder: LockHolderSchema.nullable(),
    waitedMs: z.number().nonnegative(),
    timeoutMs: z.number().nonnegative(),
  }),
  /** A lock left by a dead process of this machine was cleared. */
  z.object({ event: z.literal('stale-lock-cleared'), holder: LockHolderSchema.nullable() }),
  /** Another process did the work while this one waited. */
  z.object({ event: z.literal('done-by-another-process'), version: z.number().int() }),
  /** A migration step begins: `index` of `total`, from 1. */
  z.object({
    event: z.literal('step'),
    version: z.number().int(),
    name: z.string(),
    /** The name for people: "Add play history". */
    title: z.string(),
    index: z.number().int(),
    total: z.number().int(),
  }),
  z.object({
    event: z.literal('step-applied'),
    version: z.number().int(),
    name: z.string(),
    durationMs: z.number(),
  }),
  z.object({ event: z.literal('backup-made'), path: z.string(), bytes: z.number() }),
  /** There is a verified backup of the same content already: no other one is made. */
  z.object({ event: z.literal('backup-reused'), path: z.string() }),
  z.object({
    event: z.literal('backup-pruned'),
    /** Of the backups, or the second one. */
    folder: z.string(),
    id: z.string(),
    reason: z.string(),
  }),
  /**
   * A restore in place is in effect for everybody and on the disk; its log is being written back still.
   * `undo` is the id of the backup of what was there.
   */
  z.object({ event: z.literal('restored'), undo: z.string() }),
  /** What an upgrade or a repair counted before and after, and what it changed. */
  z.object({ event: z.literal('receipt'), receipt: ReceiptSchema }),
  /** Something a person should know that stops nothing: a network file system, say. */
  z.object({ event: z.literal('notice'), ...NoticeSchema.shape }),
  z.object({ event: z.literal('failed'), error: ErrorReportSchema }),
  z.object({
    event: z.literal('ready'),
    fromVersion: z.number().int(),
    toVersion: z.number().int(),
    durationMs: z.number(),
  }),
]);

export type LifecycleEvent = z.infer<typeof LifecycleEventSchema>;
export type OnLifecycleEvent = (event: LifecycleEvent) => void;

/** The event of a sentence that a person should know. */
export function notice(sentence: Sentence): LifecycleEvent {
  const message = inEnglish(sentence);
  return { event: 'notice', message, ...(typeof sentence === 'string' ? {} : { words: sentence }) };
}

/** What a migration brings, in the language of this process; its own title where the catalog has none. */
export function stepTitle({
  name,
  title,
}: {
  readonly name: string;
  readonly title: string;
}): string {
  const key = `migrations.${name.replaceAll(/_(.)/g, (_, letter: string) => letter.toUpperCase())}`;
  return tellSent(title, { key, values: {} });
}

/** A notice in the language of this process. */
export function tellNotice({ message, words }: Notice): string {
  return tellSent(message, words);
}
