/** The library's API as the page calls it. Whatever comes back is parsed before it is believed. */
import { z } from 'zod';
import {
  LibrarySummarySchema,
  LifecycleSnapshotSchema,
  ScanProblemSchema,
  ScanStateSchema,
  TrackPageSchema,
  type TrackQuery,
  TrackSchema,
} from '../../shared/api.ts';
import {
  BackupActivitySchema,
  BackupListSchema,
  type BackupSettings,
  BackupSettingsSchema,
  LibraryDifferenceSchema,
  WayBackSchema,
} from '../../shared/backups.ts';
import { ErrorReportSchema, errorFromReport, FermataError } from '../../shared/errors.ts';
import { type CheckDepth, HealthCheckSchema, LibraryHealthSchema } from '../../shared/health.ts';
import { type PlayRequest, TrackIdsSchema, type TrackOrderQuery } from '../../shared/playback.ts';

export const api = {
  lifecycle: () => ask('GET', '/api/lifecycle', LifecycleSnapshotSchema),
  summary: () => ask('GET', '/api/library', LibrarySummarySchema),
  tracks: (query: TrackQuery, signal: AbortSignal) =>
    ask('GET', `/api/tracks?${searchOf(query)}`, TrackPageSchema, { signal }),
  track: (id: number) => ask('GET', `/api/tracks/${id}`, TrackSchema),
  trackIds: (list: TrackOrderQuery) =>
    ask('GET', `/api/track-ids?${searchOf(list)}`, TrackIdsSchema),
  /** Why the audio of a track cannot be had, or null where it can. */
  audioRefusal: async (id: number): Promise<FermataError | null> => {
    const response = await send(`/api/tracks/${id}/audio`, { headers: { Range: 'bytes=0-0' } });
    const text = await response.text();
    return response.ok ? null : failureOf(response.status, text);
  },
  recordPlay: (id: number, play: PlayRequest) =>
    ask('POST', `/api/tracks/${id}/plays`, TrackSchema, asJson(play)),
  startScan: (folders: readonly string[]) =>
    ask('POST', '/api/scan', ScanStateSchema, asJson({ folders })),
  cancelScan: () => ask('DELETE', '/api/scan', ScanStateSchema),
  /** Prepares the library again after that failed. */
  retry: () => ask('POST', '/api/lifecycle/retry', LifecycleSnapshotSchema),
  backups: () => ask('GET', '/api/backups', BackupListSchema),
  backupActivity: () => ask('GET', '/api/backups/activity', BackupActivitySchema),
  dismissBackupActivity: () => ask('DELETE', '/api/backups/activity', BackupActivitySchema),
  wayBack: () => ask('GET', '/api/backups/way-back', WayBackSchema.nullable()),
  backupDifference: (id: string) =>
    ask('GET', `/api/backups/${encodeURIComponent(id)}/difference`, LibraryDifferenceSchema),
  backUp: (note: string) => ask('POST', '/api/backups', BackupActivitySchema, asJson({ note })),
  verifyBackups: () => ask('POST', '/api/backups/verify', BackupActivitySchema),
  restore: (id: string) =>
    ask('POST', `/api/backups/${encodeURIComponent(id)}/restore`, BackupActivitySchema),
  salvage: () => ask('POST', '/api/backups/salvage', BackupActivitySchema),
  saveBackupSettings: (settings: BackupSettings) =>
    ask('PUT', '/api/backups/settings', BackupSettingsSchema, asJson(settings)),
  deletePlaylist: (id: number, createdAt: string) =>
    ask('DELETE', `/api/playlists/${id}?${new URLSearchParams({ createdAt })}`, z.null()),
  health: () => ask('GET', '/api/health', LibraryHealthSchema),
  healthCheck: () => ask('GET', '/api/health/check', HealthCheckSchema),
  startCheck: (depth: CheckDepth) =>
    ask('POST', '/api/health/check', HealthCheckSchema, asJson({ depth })),
  cancelCheck: () => ask('DELETE', '/api/health/check', HealthCheckSchema),
  scanProblems: () => ask('GET', '/api/scan-problems', z.array(ScanProblemSchema)),
};

/**
 * Where an audio element finds a track.
 *
 * @param playback names one playback: Chromium plays what it had from an address once more for
 *   minutes, although it may not store it, and a file or a restored library may have changed since
 */
export function audioAddress(trackId: number, playback: number): string {
  return `/api/tracks/${trackId}/audio?playback=${playback}`;
}

/** Where a cover picture is found. */
export function artworkAddress(sha256: string): string {
  return `/api/artworks/${sha256}`;
}

function asJson(body: unknown): RequestInit {
  return { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } };
}

async function ask<Answer>(
  method: string,
  path: string,
  schema: z.ZodType<Answer>,
  init: RequestInit = {},
): Promise<Answer> {
  const response = await send(path, { ...init, method });
  const text = await response.text();
  if (!response.ok) throw failureOf(response.status, text);
  return schema.parse(JSON.parse(text));
}

async function send(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init);
  } catch (cause) {
    if (init.signal?.aborted === true) throw cause;
    throw new FermataError('INTERNAL', 'Fermata does not answer.', {
      advice: 'If it was stopped, start it again.',
      libraryState: 'Nothing that was saved is lost.',
      cause,
    });
  }
}

/** The error that an answer describes; what is not an error of Fermata's own is shown as it is. */
function failureOf(status: number, text: string): FermataError {
  try {
    return errorFromReport(ErrorReportSchema.parse(JSON.parse(text)));
  } catch (cause) {
    return new FermataError('INTERNAL', text.trim() || `The answer was ${status}.`, {
      advice: 'Open the address that Fermata printed when it was started.',
      cause,
    });
  }
}

function searchOf(query: TrackOrderQuery): URLSearchParams {
  return new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
}
