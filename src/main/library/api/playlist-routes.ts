/** The API's routes for playlists (listed in shared/playlists.ts). */
import type { Hono } from 'hono';
import {
  PlaylistContentSchema,
  PlaylistIdSchema,
  PlaylistRemovalSchema,
} from '../../../shared/playlists.ts';
import type { Library } from '../library.ts';
import { parse, readJson } from './api-requests.ts';

/** @param library the open library; it throws where there is none */
export function addPlaylistRoutes(api: Hono, library: () => Library): void {
  api.post('/api/playlists/import', async (c) => {
    const content = parse(PlaylistContentSchema, await readJson(c.req.raw));
    return c.json(await library().importPlaylist(content));
  });
  api.delete('/api/playlists/:id', async (c) => {
    const { createdAt } = parse(PlaylistRemovalSchema, c.req.query());
    await library().deletePlaylist(parse(PlaylistIdSchema, c.req.param('id')), createdAt);
    return c.json(null);
  });
}
