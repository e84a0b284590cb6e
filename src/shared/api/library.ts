/** What is in the library, in numbers, and what could not be read into it. */
import { z } from 'zod';
import { read } from './define.ts';

export const LibrarySummarySchema = z.object({
  file: z.string(),
  /** Whether this user, or the disk, lets it be read only: edits are refused. */
  isReadOnly: z.boolean().default(false),
  schemaVersion: z.number().int(),
  appVersion: z.string(),
  counts: z.object({
    tracks: z.number().int(),
    albums: z.number().int(),
    artists: z.number().int(),
    genres: z.number().int(),
    playlists: z.number().int(),
    plays: z.number().int(),
  }),
  scanProblems: z.number().int(),
});
export type LibrarySummary = z.infer<typeof LibrarySummarySchema>;

export const ScanProblemSchema = z.object({
  path: z.string(),
  reason: z.string(),
  /** ISO 8601. */
  seenAt: z.string(),
});
export type ScanProblem = z.infer<typeof ScanProblemSchema>;

export const libraryCalls = {
  /** How much is in the library. */
  summary: read({
    route: 'GET /api/library',
    input: z.object({}),
    answer: LibrarySummarySchema,
    reads: ['tracks', 'plays', 'playlists', 'folders'],
  }),
  /** The files that scans could not read, by path. */
  scanProblems: read({
    route: 'GET /api/scan-problems',
    input: z.object({}),
    answer: z.array(ScanProblemSchema),
    reads: ['folders'],
  }),
};
