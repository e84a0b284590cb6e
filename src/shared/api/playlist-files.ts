/** Playlists as files that other players read: written into a folder of the computer that has the library. */
import { z } from 'zod';
import { write } from './define.ts';
import { PlaylistRefSchema } from './playlists.ts';

/** As the endings of the files name them. */
export const PLAYLIST_FORMATS = ['m3u8', 'xspf', 'pls'] as const;
export const PlaylistFormatSchema = z.enum(PLAYLIST_FORMATS);
export type PlaylistFormat = z.infer<typeof PlaylistFormatSchema>;

/** Absolute paths are of one computer; paths from the playlist's folder go with a folder of music. */
export const PATH_KINDS = ['absolute', 'relative'] as const;
export type PathKind = (typeof PATH_KINDS)[number];

const ExportRequestSchema = z.object({
  /** Those that are written; all where none are given. */
  playlists: z.array(PlaylistRefSchema).min(1).max(10_000).optional(),
  /** The absolute path of a folder that is there. */
  folder: z.string().min(1).max(4_096),
  format: PlaylistFormatSchema,
  paths: z.enum(PATH_KINDS),
  /** Whether files of these names that are there already are replaced. */
  replaces: z.boolean().default(false),
});
export type ExportRequest = z.output<typeof ExportRequestSchema>;

const ExportedPlaylistsSchema = z.object({
  /** The written files, in the order of the playlists. */
  files: z.array(z.string()),
});
export type ExportedPlaylists = z.infer<typeof ExportedPlaylistsSchema>;

export const playlistFileCalls = {
  /**
   * Writes playlists into files named after them: all, or none where one cannot be. CONFLICT where a
   * file with other content is there already and may not be replaced.
   */
  exportPlaylists: write({
    route: 'POST /api/playlist-files',
    input: ExportRequestSchema,
    answer: ExportedPlaylistsSchema,
    changes: [],
  }),
};
