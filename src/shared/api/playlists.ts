/** Playlists, and the playlist files that become one. */
import { z } from 'zod';
import { write } from './define.ts';

const PlaylistIdSchema = z.coerce.number().int().positive();

/** When it was made: after a restore, or in another library, its id may be another playlist's. */
const PlaylistRemovalSchema = z.object({
  id: PlaylistIdSchema,
  createdAt: z.iso.datetime(),
});

/** What a playlist file says, once it was read. */
export const PlaylistContentSchema = z.object({
  name: z.string().trim().min(1).max(200),
  /** In the order of the file. */
  entries: z
    .array(
      z.object({
        /** The track as the file names it. */
        written: z.string().max(4096),
        /** The absolute paths that may be meant by it, the likeliest first. */
        paths: z.array(z.string().min(1).max(4096)).max(4),
      }),
    )
    .min(1)
    .max(10_000),
});
export type PlaylistContent = z.infer<typeof PlaylistContentSchema>;

export const ImportedPlaylistSchema = z.object({
  /** Null where none of its tracks is in the library: no playlist was made then. */
  id: PlaylistIdSchema.nullable(),
  /** ISO 8601. */
  createdAt: z.string(),
  /** Differs from the file's where another playlist has that name. */
  name: z.string(),
  /** How many entries it has. */
  found: z.number().int(),
  /** The entries that are not in the library, as the file names them. */
  missing: z.array(z.string()),
});
export type ImportedPlaylist = z.infer<typeof ImportedPlaylistSchema>;

export const playlistCalls = {
  /** Makes a playlist of those of its tracks that are in the library; none where no track is. */
  importPlaylist: write({
    route: 'POST /api/playlists/import',
    input: PlaylistContentSchema,
    answer: ImportedPlaylistSchema,
    changes: (_, { id }) => (id === null ? [] : ['playlists']),
  }),
  /** Removes a playlist, if the one that was made then is still there; its tracks stay. */
  removePlaylist: write({
    route: 'DELETE /api/playlists/:id',
    input: PlaylistRemovalSchema,
    answer: z.object({}),
    changes: ['playlists'],
  }),
};
