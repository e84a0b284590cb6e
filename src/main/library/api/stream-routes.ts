/**
 * What is no call but a stream or a file:
 *
 *   GET /api/events             server-sent events, each data line one ApiEvent
 *   GET /api/tracks/:id/audio   the track's file, or a range of its bytes (RFC 9110, section 14)
 *   GET /api/artworks/:sha256   a cover picture that an album of the library shows, as it is or as a thumbnail
 *   GET /api/playlists/:id/file a playlist for other players, in the format that is asked for
 *   GET /api/health/report      to be sent to somebody: without paths and names
 */
import type { Hono } from 'hono';
import { parseInput } from '../../../shared/api/parse-input.ts';
import { PlaylistFormatSchema } from '../../../shared/api/playlist-files.ts';
import { PlaylistRefSchema } from '../../../shared/api/playlists.ts';
import { ArtworkIdSchema, ThumbnailSizeSchema, TrackIdSchema } from '../../../shared/api/tracks.ts';
import { words } from '../../../shared/words/words.ts';
import type { HealthService } from '../health/health-service.ts';
import type { Library } from '../library.ts';
import { serveFile } from '../playback/serve-file.ts';
import { TrackUnavailable } from '../playback/track-file.ts';
import type { ApiEvents } from './api-events.ts';
import { streamEvents } from './event-stream.ts';

/** What a browser calls the report when it saves it. */
const REPORT_NAME = 'fermata-report.json';

export interface StreamSources {
  readonly events: ApiEvents;
  /** The open library, or null where there is none. */
  readonly library: () => Library | null;
  /** The open library; throws where there is none. */
  readonly openLibrary: () => Library;
  readonly health: HealthService;
}

/** Adds the routes. */
export function addStreamRoutes(api: Hono, sources: StreamSources): void {
  const { events, library, openLibrary, health } = sources;
  api.get('/api/events', (c) => {
    events.follow(library());
    return streamEvents(c.req.raw, (listener) => events.subscribe(listener));
  });
  api.get('/api/tracks/:id/audio', async (c) => {
    const id = parseInput(TrackIdSchema, c.req.param('id'));
    return serveFile(c.req.raw, existing(await openLibrary().openAudio(id)));
  });
  api.get('/api/artworks/:sha256', async (c) => {
    const sha256 = parseInput(ArtworkIdSchema, c.req.param('sha256'));
    const wanted = c.req.query('size');
    const size = wanted === undefined ? null : parseInput(ThumbnailSizeSchema, wanted);
    const picture = await openLibrary().artwork(sha256, size);
    // The page has a sign for an album whose pictures are gone: that is no failure.
    if (picture === null && size !== null) return new Response(null, { status: 204 });
    const { mimeType, bytes } = existing(picture);
    return new Response(bytes, { headers: { 'Content-Type': mimeType } });
  });
  api.get('/api/playlists/:id/file', async (c) => {
    const { id } = parseInput(PlaylistRefSchema, { id: c.req.param('id') });
    const format = parseInput(PlaylistFormatSchema, c.req.query('format'));
    const { name, text } = await openLibrary().playlistText(id, format);
    return new Response(text, {
      headers: {
        'Content-Type': 'application/octet-stream',
        // Names are not only of ASCII.
        'Content-Disposition': `attachment; filename*=UTF-8''${extendedValue(name)}`,
      },
    });
  });
  api.get('/api/health/report', async () => {
    return new Response(await health.report(), {
      headers: {
        'Content-Type': 'application/json; charset=utf-8',
        'Content-Disposition': `attachment; filename="${REPORT_NAME}"`,
      },
    });
  });
}

/** https://www.rfc-editor.org/rfc/rfc8187#section-3.2.1 */
function extendedValue(text: string): string {
  return encodeURIComponent(text).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function existing<Thing>(thing: Thing | null): Thing {
  if (thing !== null) return thing;
  throw new TrackUnavailable(words('errors.notThereAnyMore'), {
    advice: words('errors.chooseAnotherTrack'),
  });
}
