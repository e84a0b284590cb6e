/** Playlists: made, renamed, deleted and brought back; their entries; the files that become one. */
import { z } from 'zod';
import { read, write } from './define.ts';
import { TrackIdsSchema } from './tracks.ts';

const PlaylistIdSchema = z.coerce.number().int().positive();

const PlaylistNameSchema = z.string().trim().min(1).max(200);

/** Of an entry: it stays while the entry is moved, and is given to no other one afterwards. */
export const EntryIdSchema = z
  .number()
  .int()
  .positive()
  .max(2 ** 49);
export const EntryIdsSchema = z.array(EntryIdSchema).min(1).max(100_000);

/**
 * Which playlist. When it was made, where that is known: after a restore, or in another library, its id
 * may be another playlist's, which an undo has to leave alone.
 */
export const PlaylistRefSchema = z.object({
  id: PlaylistIdSchema,
  createdAt: z.iso.datetime().optional(),
});

const PlaylistSchema = z.object({
  id: PlaylistIdSchema,
  name: z.string(),
  /** ISO 8601. */
  createdAt: z.string(),
  /** When its name or its entries were changed last, in ISO 8601. */
  modifiedAt: z.string(),
  /** Since when it is among the recently deleted ones, in ISO 8601; null where it is not. */
  deletedAt: z.string().nullable(),
  /** How many entries it has. */
  tracks: z.number().int(),
  durationMs: z.number().int(),
  /** How many entries of its file are to be located (unfound-entries.ts). */
  unfound: z.number().int(),
});
export type Playlist = z.infer<typeof PlaylistSchema>;

/** Where an entry stands. */
const EntryPlaceSchema = z.object({
  entryId: EntryIdSchema,
  /** The entry before it; null for the first one. */
  after: EntryIdSchema.nullable(),
  /** From 0: what counts where the entry before it is gone. */
  position: z.number().int().min(0),
});
export type EntryPlace = z.infer<typeof EntryPlaceSchema>;

const RemovedEntrySchema = EntryPlaceSchema.extend({ trackId: z.number().int() });
export type RemovedEntry = z.infer<typeof RemovedEntrySchema>;

/** So many entries of a playlist file are read. */
export const MOST_ENTRIES = 100_000;

/** What a playlist file says, once it was read. */
export const PlaylistContentSchema = z.object({
  name: PlaylistNameSchema,
  /** In the order of the file. */
  entries: z
    .array(
      z.object({
        /** The track as the file names it. */
        written: z.string().max(4096),
        /** The absolute paths that may be meant by it, the likeliest first. */
        paths: z.array(z.string().min(1).max(4096)).max(4),
        /** What the file says of the track itself. */
        tags: z
          .object({ artist: z.string().max(4096), title: z.string().max(4096) })
          .optional()
          .catch(undefined),
      }),
    )
    .min(1)
    .max(MOST_ENTRIES),
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

const refOf = ({ id, createdAt }: { readonly id: number; readonly createdAt: string }) => ({
  id,
  createdAt,
});

const PlacesAnswerSchema = z.object({
  createdAt: z.string(),
  /** Where the moved entries stood before. */
  places: z.array(EntryPlaceSchema),
});
const placesInverse = (
  { id }: { readonly id: number },
  { createdAt, places }: z.output<typeof PlacesAnswerSchema>,
) =>
  places.length === 0
    ? null
    : { call: 'placeInPlaylist', input: { ...refOf({ id, createdAt }), places } };

export const playlistCalls = {
  /** All playlists but the deleted ones, by name. */
  playlists: read({
    route: 'GET /api/playlists',
    input: z.object({}),
    answer: z.array(PlaylistSchema),
    reads: ['playlists', 'tracks'],
  }),
  /** The playlists that were deleted, the last one first. */
  deletedPlaylists: read({
    route: 'GET /api/deleted-playlists',
    input: z.object({}),
    answer: z.array(PlaylistSchema),
    reads: ['playlists', 'tracks'],
  }),
  /** Makes a playlist, of tracks in their order if some are given. */
  createPlaylist: write({
    route: 'POST /api/playlists',
    input: z.object({ name: PlaylistNameSchema, trackIds: TrackIdsSchema.default([]) }),
    answer: PlaylistSchema,
    changes: ['playlists'],
    inverse: (_, playlist) => ({ call: 'deletePlaylist', input: refOf(playlist) }),
  }),
  /** Renames a playlist; CONFLICT where it does not have the name `from`, if that is given. */
  renamePlaylist: write({
    route: 'PUT /api/playlists/:id/name',
    input: PlaylistRefSchema.extend({ name: PlaylistNameSchema, from: z.string().optional() }),
    answer: z.object({ createdAt: z.string(), before: z.string() }),
    changes: ['playlists'],
    inverse: ({ id, name }, { createdAt, before }) => ({
      call: 'renamePlaylist',
      input: { id, createdAt, name: before, from: name },
    }),
  }),
  /** Puts a playlist among the recently deleted ones, where it keeps its entries; its tracks stay. */
  deletePlaylist: write({
    route: 'DELETE /api/playlists/:id',
    input: PlaylistRefSchema,
    answer: PlaylistSchema,
    changes: ['playlists'],
    inverse: (_, playlist) => ({ call: 'restorePlaylist', input: refOf(playlist) }),
  }),
  /** Brings a deleted playlist back. */
  restorePlaylist: write({
    route: 'POST /api/playlists/:id/restore',
    input: PlaylistRefSchema,
    answer: PlaylistSchema,
    changes: ['playlists'],
    inverse: (_, playlist) => ({ call: 'deletePlaylist', input: refOf(playlist) }),
  }),
  /** Adds tracks to a playlist in their order, at its end where no position is given. */
  addToPlaylist: write({
    route: 'POST /api/playlists/:id/entries',
    input: PlaylistRefSchema.extend({
      trackIds: TrackIdsSchema.min(1),
      position: z.number().int().min(0).optional(),
      /** What to do with tracks that stand in it already. */
      duplicates: z.enum(['add', 'skip']),
    }),
    answer: z.object({
      createdAt: z.string(),
      entryIds: z.array(EntryIdSchema),
      /** How many of the tracks were in the playlist already. */
      already: z.number().int(),
      /** How many of the tracks are not in the library any more. */
      missing: z.number().int(),
    }),
    changes: ['playlists'],
    inverse: ({ id }, { createdAt, entryIds }) =>
      entryIds.length === 0
        ? null
        : { call: 'removeFromPlaylist', input: { id, createdAt, entryIds } },
  }),
  /** Moves entries before another one, or to the end; they keep their order. CONFLICT if one is gone. */
  moveInPlaylist: write({
    route: 'PUT /api/playlists/:id/entries',
    input: PlaylistRefSchema.extend({
      entryIds: EntryIdsSchema,
      before: EntryIdSchema.nullable(),
    }),
    answer: PlacesAnswerSchema,
    changes: ['playlists'],
    inverse: placesInverse,
  }),
  /** Puts entries where they stood: what takes {@link moveInPlaylist} back. CONFLICT if one is gone. */
  placeInPlaylist: write({
    route: 'PUT /api/playlists/:id/places',
    input: PlaylistRefSchema.extend({ places: z.array(EntryPlaceSchema).min(1).max(100_000) }),
    answer: PlacesAnswerSchema,
    changes: ['playlists'],
    inverse: placesInverse,
  }),
  /** Removes entries; NOT_FOUND where none of them is left. */
  removeFromPlaylist: write({
    route: 'POST /api/playlists/:id/removed-entries',
    input: PlaylistRefSchema.extend({ entryIds: EntryIdsSchema }),
    answer: z.object({ createdAt: z.string(), removed: z.array(RemovedEntrySchema) }),
    changes: ['playlists'],
    inverse: ({ id }, { createdAt, removed }) => ({
      call: 'restoreEntries',
      input: { id, createdAt, removed },
    }),
  }),
  /** Puts removed entries back with their ids, as far as the library has their tracks. */
  restoreEntries: write({
    route: 'POST /api/playlists/:id/restored-entries',
    input: PlaylistRefSchema.extend({ removed: z.array(RemovedEntrySchema).min(1).max(100_000) }),
    answer: z.object({ createdAt: z.string(), entryIds: z.array(EntryIdSchema) }),
    changes: ['playlists'],
    inverse: ({ id }, { createdAt, entryIds }) =>
      entryIds.length === 0
        ? null
        : { call: 'removeFromPlaylist', input: { id, createdAt, entryIds } },
  }),
  /** Makes a playlist of those of its tracks that are in the library; none where no track is. */
  importPlaylist: write({
    route: 'POST /api/playlists/import',
    input: PlaylistContentSchema,
    answer: ImportedPlaylistSchema,
    changes: (_, { id }) => (id === null ? [] : ['playlists']),
    inverse: (_, { id, createdAt }) =>
      id === null ? null : { call: 'deletePlaylist', input: { id, createdAt } },
  }),
};
