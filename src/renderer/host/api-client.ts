/** The library's API as the page calls it. Whatever comes back is parsed before it is believed. */
import { z } from 'zod';
import {
  LibrarySummarySchema,
  LifecycleSnapshotSchema,
  ScanProblemSchema,
  ScanStateSchema,
  TrackPageSchema,
  type TrackQuery,
} from '../../shared/api.ts';
import { ErrorReportSchema, errorFromReport, FermataError } from '../../shared/errors.ts';

export const api = {
  lifecycle: () => ask('GET', '/api/lifecycle', LifecycleSnapshotSchema),
  summary: () => ask('GET', '/api/library', LibrarySummarySchema),
  tracks: (query: TrackQuery, signal: AbortSignal) =>
    ask('GET', `/api/tracks?${searchOf(query)}`, TrackPageSchema, { signal }),
  scan: () => ask('GET', '/api/scan', ScanStateSchema),
  startScan: (folders: readonly string[]) =>
    ask('POST', '/api/scan', ScanStateSchema, {
      body: JSON.stringify({ folders }),
      headers: { 'Content-Type': 'application/json' },
    }),
  cancelScan: () => ask('DELETE', '/api/scan', ScanStateSchema),
  scanProblems: () => ask('GET', '/api/scan-problems', z.array(ScanProblemSchema)),
};

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

function searchOf(query: TrackQuery): URLSearchParams {
  return new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
}
