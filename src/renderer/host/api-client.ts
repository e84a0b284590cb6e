/** The library's API as the page calls it. Whatever comes back is parsed before it is believed. */
import { createClient } from '../../shared/api/client.ts';
import { contract } from '../../shared/api/contract.ts';
import type { Call } from '../../shared/api/define.ts';
import type { PlaylistFormat } from '../../shared/api/playlist-files.ts';
import { toRequest } from '../../shared/api/requests.ts';
import type { ThumbnailSize } from '../../shared/api/tracks.ts';
import { ErrorReportSchema, errorFromReport, FermataError } from '../../shared/errors.ts';
import { t, words } from '../../shared/words/words.ts';
import { apiAddress } from './api-address.ts';

export const api = createClient(contract, (_, call, input, signal) => ask(call, input, signal));

/** Why the audio of a track cannot be had, or null where it can. */
export async function audioRefusal(trackId: number): Promise<FermataError | null> {
  const response = await send(apiAddress(`/api/tracks/${trackId}/audio`), {
    headers: { Range: 'bytes=0-0' },
  });
  const text = await response.text();
  return response.ok ? null : failureOf(response.status, text);
}

/**
 * Where an audio element finds a track.
 *
 * @param playback names one playback: Chromium plays what it had from an address once more for
 *   minutes, although it may not store it, and a file or a restored library may have changed since
 */
export function audioAddress(trackId: number, playback: number): string {
  return apiAddress(`/api/tracks/${trackId}/audio?playback=${playback}`);
}

/** Where a playlist is found as a file to be downloaded. */
export function playlistFileAddress(playlistId: number, format: PlaylistFormat): string {
  return apiAddress(`/api/playlists/${playlistId}/file?format=${format}`);
}

/** Where a cover picture is found, at most so large. */
export function artworkAddress(sha256: string, size: ThumbnailSize): string {
  return apiAddress(`/api/artworks/${sha256}?size=${size}`);
}

async function ask(call: Call, input: unknown, signal: AbortSignal | undefined): Promise<unknown> {
  const { method, path, body } = toRequest(call, input);
  const response = await send(apiAddress(path), {
    method,
    ...(signal !== undefined && { signal }),
    ...(body !== null && { body, headers: { 'Content-Type': 'application/json' } }),
  });
  const text = await response.text();
  if (response.ok) return JSON.parse(text);
  const failure = failureOf(response.status, text);
  // A call whose answer may be null says so by that.
  if (failure.code === 'NOT_FOUND' && call.answer.safeParse(null).success) return null;
  throw failure;
}

async function send(address: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(address, init);
  } catch (cause) {
    if (init.signal?.aborted === true) throw cause;
    throw new FermataError('INTERNAL', words('errors.noAnswer'), {
      advice: words('errors.startIfStopped'),
      libraryState: words('errors.nothingSavedIsLost'),
      cause,
    });
  }
}

/** The error that an answer describes; what is not an error of Fermata's own is shown as it is. */
function failureOf(status: number, text: string): FermataError {
  try {
    return errorFromReport(ErrorReportSchema.parse(JSON.parse(text)));
  } catch (cause) {
    return new FermataError(
      'INTERNAL',
      text.trim() || t('libraryErrors.answerWas', { status: String(status) }),
      {
        advice: words('libraryErrors.openNewestLink'),
        cause,
      },
    );
  }
}
