/** The API's routes for playing tracks (listed in shared/playback.ts). */
import type { Hono } from 'hono';
import { ArtworkIdSchema } from '../../../shared/api.ts';
import {
  PlayRequestSchema,
  TrackIdSchema,
  TrackOrderQuerySchema,
} from '../../../shared/playback.ts';
import type { Library } from '../library.ts';
import { serveFile } from '../playback/serve-file.ts';
import { TrackUnavailable } from '../playback/track-file.ts';
import { parse, readJson } from './api-requests.ts';

/** @param library the open library; it throws where there is none */
export function addPlaybackRoutes(api: Hono, library: () => Library): void {
  api.get('/api/track-ids', async (c) => {
    const query = parse(TrackOrderQuerySchema, c.req.query());
    return c.json(await library().trackIds(query));
  });
  api.get('/api/tracks/:id', async (c) => {
    const id = parse(TrackIdSchema, c.req.param('id'));
    return c.json(existing(await library().track(id)));
  });
  api.get('/api/tracks/:id/audio', async (c) => {
    const id = parse(TrackIdSchema, c.req.param('id'));
    return serveFile(c.req.raw, existing(await library().openAudio(id)));
  });
  api.post('/api/tracks/:id/plays', async (c) => {
    const id = parse(TrackIdSchema, c.req.param('id'));
    const { startedAt } = parse(PlayRequestSchema, await readJson(c.req.raw));
    return c.json(existing(await library().recordPlay(id, startedAt)));
  });
  api.get('/api/artworks/:sha256', async (c) => {
    const { mimeType, bytes } = existing(
      await library().artwork(parse(ArtworkIdSchema, c.req.param('sha256'))),
    );
    return new Response(bytes, { headers: { 'Content-Type': mimeType } });
  });
}

function existing<Thing>(thing: Thing | null): Thing {
  if (thing !== null) return thing;
  throw new TrackUnavailable('The library does not have this any more.', {
    advice: 'Choose another track.',
  });
}
