/**
 * The library's API between the renderer and whichever host serves it: one fetch handler, mounted
 * on the desktop's own scheme and on the web process's HTTP. Requests and answers are parsed with
 * these schemas on both sides.
 *
 *   GET    /api/lifecycle        LifecycleSnapshot   how far preparing the library is
 *   POST   /api/lifecycle/retry  LifecycleSnapshot   prepares the library again after that failed
 *   GET    /api/events           server-sent events, each data line one ApiEvent
 *   GET    /api/library          LibrarySummary
 *   GET    /api/tracks?…         TrackPage           query: TrackQuery
 *   GET    /api/scan             ScanState
 *   POST   /api/scan             ScanState           body: ScanRequest; 409 while a scan runs
 *   DELETE /api/scan             ScanState           cancels; what was read so far stays
 *   GET    /api/scan-problems    ScanProblem[]       files that could not be read, and why
 *
 * Those for backups are in shared/backups.ts, those for playing tracks in shared/playback.ts, those
 * for playlists in shared/playlists.ts.
 *
 * A failure is answered with an ErrorReport (shared/errors.ts) as JSON: 400 for input that does not
 * parse, 503 while the library is not ready, 500 otherwise.
 */
import { z } from 'zod';
import { BackupActivitySchema } from './backups.ts';
import { ErrorReportSchema } from './errors.ts';
import { HealthCheckSchema } from './health.ts';
import { LifecycleEventSchema } from './lifecycle-events.ts';

/** A cover picture: the SHA-256 of its bytes, in hexadecimal. */
export const ArtworkIdSchema = z.string().regex(/^[0-9a-f]{64}$/);

export const TrackSchema = z.object({
  id: z.number().int(),
  title: z.string(),
  /** All artists joined for display, in the order of the tags. */
  artist: z.string(),
  album: z.string().nullable(),
  albumArtist: z.string().nullable(),
  genre: z.string().nullable(),
  year: z.number().int().nullable(),
  discNumber: z.number().int().nullable(),
  trackNumber: z.number().int().nullable(),
  durationMs: z.number().int().nullable(),
  playCount: z.number().int(),
  /** 1 to 5, or null where not rated. */
  rating: z.number().int().min(1).max(5).nullable(),
  favourite: z.boolean(),
  /** ISO 8601. */
  addedAt: z.string(),
  path: z.string(),
  /** Which picture its album shows (shared/playback.ts); null where it has none. */
  artwork: ArtworkIdSchema.nullable(),
});
export type Track = z.infer<typeof TrackSchema>;

export const TRACK_SORTS = [
  'title',
  'artist',
  'album',
  'year',
  'duration',
  'plays',
  'added',
] as const;

/** `text` searches title, artist and album by word prefixes, ignoring case and accents. */
export const TrackQuerySchema = z.object({
  text: z.string().max(500).default(''),
  sort: z.enum(TRACK_SORTS).default('artist'),
  direction: z.enum(['asc', 'desc']).default('asc'),
  offset: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
export type TrackQuery = z.infer<typeof TrackQuerySchema>;

export const TrackPageSchema = z.object({
  /** How many tracks match in all. */
  total: z.number().int(),
  offset: z.number().int(),
  tracks: z.array(TrackSchema),
});
export type TrackPage = z.infer<typeof TrackPageSchema>;

export const LibrarySummarySchema = z.object({
  file: z.string(),
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

export const ScanRequestSchema = z.object({ folders: z.array(z.string().min(1)).min(1).max(100) });
export type ScanRequest = z.infer<typeof ScanRequestSchema>;

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

export const ScanProblemSchema = z.object({
  path: z.string(),
  reason: z.string(),
  /** ISO 8601. */
  seenAt: z.string(),
});
export type ScanProblem = z.infer<typeof ScanProblemSchema>;

/** Everything that happened since the host started, for a page that connects late. */
export const LifecycleSnapshotSchema = z.object({
  events: z.array(LifecycleEventSchema),
  /** ISO 8601: when preparing began. */
  startedAt: z.string(),
});
export type LifecycleSnapshot = z.infer<typeof LifecycleSnapshotSchema>;

export const ApiEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('lifecycle'), event: LifecycleEventSchema }),
  z.object({ type: z.literal('scan'), scan: ScanStateSchema }),
  /** How a check of the library goes. */
  z.object({ type: z.literal('health'), check: HealthCheckSchema }),
  /** What is done to backups, and how it goes. */
  z.object({ type: z.literal('backups'), activity: BackupActivitySchema }),
  /** This or another process changed the library: what is shown may be old. */
  z.object({ type: z.literal('library-changed') }),
]);
export type ApiEvent = z.infer<typeof ApiEventSchema>;
