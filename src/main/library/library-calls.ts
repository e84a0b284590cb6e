/** What the main thread asks of the library's worker thread: each call's request and result. */
import { z } from 'zod';
import {
  type LibrarySummary,
  LibrarySummarySchema,
  type ScanProblem,
  ScanProblemSchema,
  type ScanRequest,
  type ScanState,
  ScanStateSchema,
  type Track,
  type TrackPage,
  TrackPageSchema,
  type TrackQuery,
  TrackSchema,
} from '../../shared/api.ts';
import type { ErrorReport } from '../../shared/errors.ts';
import {
  ArtworkTypeSchema,
  type PlayRequest,
  TrackIdsSchema,
  type TrackOrderQuery,
} from '../../shared/playback.ts';
import {
  type ImportedPlaylist,
  ImportedPlaylistSchema,
  type PlaylistContent,
} from '../../shared/playlists.ts';
import type { LibraryLocation } from '../lifecycle/lock/own-files.ts';
import { type RecordedFile, RecordedFileSchema } from './playback/track-file.ts';

const ArtworkSchema = z.object({
  mimeType: ArtworkTypeSchema,
  bytes: z.instanceof(Uint8Array<ArrayBuffer>),
});
export type Artwork = z.infer<typeof ArtworkSchema>;

export interface LibraryCalls {
  /** Before any other: opens the library's file. */
  open: {
    request: LibraryLocation & { readonly schemaVersion: number };
    result: undefined;
  };
  summary: { request: null; result: LibrarySummary };
  tracks: { request: TrackQuery; result: TrackPage };
  'track-ids': { request: TrackOrderQuery; result: number[] };
  /** These four answer null for what the library does not have. */
  track: { request: { readonly id: number }; result: Track | null };
  'track-file': { request: { readonly id: number }; result: RecordedFile | null };
  play: { request: { readonly id: number } & PlayRequest; result: Track | null };
  artwork: { request: { readonly sha256: string }; result: Artwork | null };
  'import-playlist': { request: PlaylistContent; result: ImportedPlaylist };
  'delete-playlist': {
    request: { readonly id: number; readonly createdAt: string };
    result: undefined;
  };
  'scan-problems': { request: null; result: ScanProblem[] };
  /** Answered when the scan is over. */
  scan: { request: ScanRequest; result: ScanState };
  'cancel-scan': { request: null; result: undefined };
  /** After any other: stops the scan and closes the file. */
  close: { request: null; result: undefined };
}

export type LibraryCallName = keyof LibraryCalls;

export const LIBRARY_CALL_RESULTS: {
  readonly [Name in LibraryCallName]: z.ZodType<LibraryCalls[Name]['result']>;
} = {
  open: z.undefined(),
  summary: LibrarySummarySchema,
  tracks: TrackPageSchema,
  'track-ids': TrackIdsSchema,
  track: TrackSchema.nullable(),
  'track-file': RecordedFileSchema.nullable(),
  play: TrackSchema.nullable(),
  artwork: ArtworkSchema.nullable(),
  'import-playlist': ImportedPlaylistSchema,
  'delete-playlist': z.undefined(),
  'scan-problems': z.array(ScanProblemSchema),
  scan: ScanStateSchema,
  'cancel-scan': z.undefined(),
  close: z.undefined(),
};

/** To the worker. */
export interface LibraryCallMessage {
  readonly id: number;
  readonly name: LibraryCallName;
  readonly request: never;
}

/** From the worker: answers, and what happens meanwhile. */
export type LibraryWorkerMessage =
  | { readonly kind: 'result'; readonly id: number; readonly result: unknown }
  | { readonly kind: 'error'; readonly id: number; readonly report: ErrorReport }
  | { readonly kind: 'scan'; readonly scan: ScanState }
  | { readonly kind: 'changed' }
  /** The library can no longer be used here: damaged, or newer than this app. */
  | { readonly kind: 'lost'; readonly report: ErrorReport };
