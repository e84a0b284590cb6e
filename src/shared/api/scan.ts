/** Scans: reading the audio files of folders into the library. How one goes is an event. */
import { z } from 'zod';
import { ErrorReportSchema } from '../errors.ts';
import { read, write } from './define.ts';

const ScanRequestSchema = z.object({ folders: z.array(z.string().min(1)).min(1).max(100) });

export const ScanStateSchema = z.object({
  state: z.enum(['idle', 'scanning', 'done', 'cancelled', 'failed']),
  folders: z.array(z.string()),
  /** Files found so far, and how many of them are done. */
  found: z.number().int(),
  done: z.number().int(),
  added: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
  /** Tracks of the scanned folders whose file is gone: kept, marked as missing. */
  missing: z.number().int(),
  failed: z.number().int(),
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
