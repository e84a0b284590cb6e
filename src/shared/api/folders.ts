/**
 * The music folders, and the tracks whose files are missing: listed, removed and brought back, and said to be
 * elsewhere.
 */
import { z } from 'zod';
import { MissingTracksSchema } from '../missing-tracks.ts';
import { read, write } from './define.ts';
import { MOST_IDS, TrackIdsSchema } from './tracks.ts';

const PathSchema = z.string().min(1).max(4096);

const FolderSchema = z.object({
  /** Its real path: that of its tracks begins so. */
  path: z.string(),
  /** As a person named it when it was scanned: its path, or another one that leads there through a link. */
  name: z.string(),
  /** ISO 8601. */
  addedAt: z.string(),
  /** When a scan of it was last finished, in ISO 8601; null where none was. */
  scannedAt: z.string().nullable(),
  /** How many tracks have their files below it. */
  tracks: z.number().int(),
  /** How many of these are missing. */
  missing: z.number().int(),
  /**
   * Whether it can be looked into now: `away` where it is not there, or is empty although it has tracks (the
   * place of a disk that is not connected), `unreadable` where it may not be read or does not answer.
   */
  state: z.enum(['there', 'away', 'unreadable']),
  /** The name of the disk that it is on, where that can be taken away. */
  disk: z.string().nullable(),
  /** For one that is away: where files with the content of its tracks are, laid out alike. It may be a copy. */
  foundAt: z.object({ path: z.string(), tracks: z.number().int() }).nullable(),
});
export type Folder = z.infer<typeof FolderSchema>;

/** Which removal. When it was made: after a restore its id may be another one's. */
const RemovalRefSchema = z.object({
  id: z.coerce.number().int().positive(),
  removedAt: z.iso.datetime(),
});
export type RemovalRef = z.infer<typeof RemovalRefSchema>;

const RemovalSchema = RemovalRefSchema.extend({
  /** The folder; null where single tracks were removed. */
  folder: z.string().nullable(),
  tracks: z.number().int(),
  /** The title of one of them, for a name. */
  title: z.string().nullable(),
});
export type Removal = z.infer<typeof RemovalSchema>;

const RemovedSchema = z.object({ removal: RemovalRefSchema, tracks: z.number().int() });

const RelocationSchema = z.object({
  from: PathSchema,
  to: PathSchema,
});

const RelocationTryoutSchema = RelocationSchema.extend({
  /** Whether `to` is one file: the new place of the track whose file was `from`. */
  isFile: z.boolean(),
  /** How many tracks the library has at or below `from`. */
  tracks: z.number().int(),
  /** How many of these are missing. */
  missing: z.number().int(),
  /** How many of them were looked for. */
  looked: z.number().int(),
  /** How many files of these are at the new place. */
  found: z.number().int(),
});
export type RelocationTryout = z.infer<typeof RelocationTryoutSchema>;

const restored = { call: 'restoreRemoval' } as const;

export const folderCalls = {
  /** The music folders, by name. */
  folders: read({
    route: 'GET /api/folders',
    input: z.object({}),
    answer: z.array(FolderSchema),
    reads: ['folders', 'tracks'],
  }),
  /** Where tracks are missing, counted once for each disk. */
  missingTracks: read({
    route: 'GET /api/missing-tracks',
    input: z.object({}),
    answer: MissingTracksSchema,
    reads: ['folders', 'tracks'],
  }),
  /** What was removed and can be brought back, the last first. */
  removals: read({
    route: 'GET /api/removals',
    input: z.object({}),
    answer: z.array(RemovalSchema),
    reads: ['folders', 'tracks'],
  }),
  /**
   * Removes a music folder with its tracks from the library; the files stay. Tracks that are in another music
   * folder, too, stay. NOT_FOUND where it is no music folder.
   */
  removeFolder: write({
    route: 'POST /api/removed-folders',
    input: z.object({ path: PathSchema }),
    answer: RemovedSchema,
    changes: ['tracks', 'playlists', 'folders', 'favourites'],
    whileNoScan: true,
    inverse: (_, { removal }) => ({ ...restored, input: removal }),
  }),
  /** Removes tracks from the library; the files stay. NOT_FOUND where it has none of them. */
  removeTracks: write({
    route: 'POST /api/removed-tracks',
    input: z.object({ ids: TrackIdsSchema.min(1) }),
    answer: RemovedSchema,
    changes: ['tracks', 'playlists', 'favourites'],
    whileNoScan: true,
    inverse: (_, { removal }) => ({ ...restored, input: removal }),
  }),
  /** Removes the missing tracks from the library, all or those below a folder. NOT_FOUND where none are. */
  removeMissing: write({
    route: 'POST /api/removed-missing-tracks',
    input: z.object({ below: PathSchema.nullable() }),
    answer: RemovedSchema,
    changes: ['tracks', 'playlists', 'favourites'],
    whileNoScan: true,
    inverse: (_, { removal }) => ({ ...restored, input: removal }),
  }),
  /**
   * Brings back what was removed, with its plays, ratings and places in playlists. NOT_FOUND where it was
   * brought back already.
   */
  restoreRemoval: write({
    route: 'POST /api/removals/:id/restore',
    input: RemovalRefSchema,
    answer: z.object({ folder: z.string().nullable(), ids: z.array(z.number().int()) }),
    changes: ['tracks', 'playlists', 'folders', 'favourites'],
    whileNoScan: true,
    inverse: (_, { folder, ids }) => {
      if (folder !== null) return { call: 'removeFolder', input: { path: folder } };
      return ids.length > MOST_IDS ? null : { call: 'removeTracks', input: { ids } };
    },
  }),
  /** Looks whether the tracks of a folder, or of a file, are at a new place. USAGE where that is not there. */
  tryRelocation: read({
    route: 'GET /api/relocation',
    input: RelocationSchema,
    answer: RelocationTryoutSchema,
    reads: ['tracks'],
  }),
  /**
   * Has tracks be where their files are now: those below a folder, or that of a file. A track that the library
   * has at the new place already becomes one with the one that was moved. NOT_FOUND where there is none.
   */
  relocate: write({
    route: 'POST /api/relocations',
    input: RelocationSchema.extend({
      /** Tracks below `from` that stay: those that were not moved there. */
      staying: TrackIdsSchema.default([]),
      /** What became one in the relocation that is taken back. */
      merged: RemovalRefSchema.nullable().default(null),
    }),
    answer: z.object({
      moved: z.number().int(),
      /** Tracks that were at the new place already, and are other ones. */
      staying: z.array(z.number().int()),
      merged: RemovalRefSchema.nullable(),
    }),
    changes: ['tracks', 'folders', 'playlists', 'favourites'],
    whileNoScan: true,
    inverse: ({ from, to }, { staying, merged }) =>
      staying.length > MOST_IDS
        ? null
        : { call: 'relocate', input: { from: to, to: from, staying, merged } },
  }),
};
