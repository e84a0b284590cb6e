/** Scans: reading the audio files of folders into the library. How one goes is an event. */
import { z } from 'zod';
import { ErrorReportSchema } from '../errors.ts';
import { read, write } from './define.ts';

const ScanRequestSchema = z.object({
  folders: z.array(z.string().min(1)).min(1).max(100),
  /** Whether tracks are marked as missing even where many of the folders' files are gone. */
  acceptsMissing: z.boolean().default(false),
  /** Whether files are read again that have not changed. */
  readsAll: z.boolean().default(false),
});

/**
 * Why a scan leaves something out: it is hidden, in a folder that a system keeps for itself, in one that
 * is marked to be left alone, or audio of a format that is not read.
 */
export const LEFT_OUT = ['hidden', 'system', 'marked', 'format'] as const;
export type LeftOut = (typeof LEFT_OUT)[number];

export const ScanStateSchema = z.object({
  state: z.enum(['idle', 'scanning', 'done', 'cancelled', 'failed']),
  folders: z.array(z.string()),
  /** Files found so far, and how many of them are done. */
  found: z.number().int(),
  done: z.number().int(),
  added: z.number().int(),
  /** Tracks whose file was found under another name, or in another folder: they stay what they were. */
  moved: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
  /** Tracks of the scanned folders whose file is gone: kept, marked as missing. */
  missing: z.number().int(),
  failed: z.number().int(),
  /**
   * Tracks whose files are not there, and that were not marked as missing: they are so many that their
   * disk may be away. The folders are scanned again with `acceptsMissing` where they are really gone.
   */
  notThere: z.number().int(),
  /** How many files and folders were left out on purpose, by the reason. */
  leftOut: z.record(z.enum(LEFT_OUT), z.number().int()),
  /** Whether Fermata began it by itself: it is shown only where a person has to decide on `notThere`. */
  isQuiet: z.boolean().default(false),
  error: ErrorReportSchema.nullable(),
});
export type ScanState = z.infer<typeof ScanStateSchema>;

export const scanCalls = {
  scan: read({
    route: 'GET /api/scan',
    input: z.object({}),
    answer: ScanStateSchema,
    reads: [],
  }),
  /** Starts a scan, and answers once it runs or was refused: 409 while one runs. */
  startScan: write({
    route: 'POST /api/scan',
    input: ScanRequestSchema,
    answer: ScanStateSchema,
    changes: [],
  }),
  /** Cancels the scan; what it has read so far stays. */
  cancelScan: write({
    route: 'DELETE /api/scan',
    input: z.object({}),
    answer: ScanStateSchema,
    changes: [],
  }),
};
