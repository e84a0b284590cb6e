/** The entries of an imported playlist whose tracks were not found: listed, located, given up, undone. */
import { z } from 'zod';
import { read, write } from './define.ts';
import { EntryIdSchema, EntryIdsSchema, PlaylistRefSchema } from './playlists.ts';
import { TrackIdSchema } from './tracks.ts';

const UnfoundEntrySchema = z.object({
  /** That its entry gets once its track is found. */
  entryId: EntryIdSchema,
  /** From 0, in the file. */
  position: z.number().int(),
  /** The track as the file names it. */
  written: z.string(),
  /** What the file says of the track itself; null where it does not. */
  artist: z.string().nullable(),
  title: z.string().nullable(),
});
export type UnfoundEntry = z.infer<typeof UnfoundEntrySchema>;

/** An entry with the track that it means; null where it is given up. */
const SettledEntrySchema = z.object({ entryId: EntryIdSchema, trackId: TrackIdSchema.nullable() });
export type SettledEntry = z.infer<typeof SettledEntrySchema>;

const SettledAnswerSchema = z.object({
  createdAt: z.string(),
  settled: z.array(SettledEntrySchema),
});

const reopenInverse = (
  { id }: { readonly id: number },
  { createdAt, settled }: z.output<typeof SettledAnswerSchema>,
) =>
  settled.length === 0
    ? null
    : {
        call: 'reopenEntries',
        input: { id, createdAt, entryIds: settled.map(({ entryId }) => entryId) },
      };

export const unfoundEntryCalls = {
  /** Those that are to be located, in the order of the file. */
  unfoundEntries: read({
    route: 'GET /api/playlists/:id/unfound-entries',
    input: PlaylistRefSchema,
    answer: z.array(UnfoundEntrySchema),
    reads: ['playlists'],
  }),
  /** Puts tracks in their places, or gives them up; CONFLICT where one was settled meanwhile. */
  settleEntries: write({
    route: 'POST /api/playlists/:id/settled-entries',
    input: PlaylistRefSchema.extend({ settled: z.array(SettledEntrySchema).min(1).max(100_000) }),
    answer: SettledAnswerSchema,
    changes: ['playlists'],
    inverse: reopenInverse,
  }),
  /** Looks for the tracks of all of them in the library as it is now. */
  findEntries: write({
    route: 'POST /api/playlists/:id/found-entries',
    input: PlaylistRefSchema,
    answer: SettledAnswerSchema,
    changes: (_, { settled }) => (settled.length === 0 ? [] : ['playlists']),
    inverse: reopenInverse,
  }),
  /** What takes {@link settleEntries} back; NOT_FOUND where none of them is settled. */
  reopenEntries: write({
    route: 'POST /api/playlists/:id/reopened-entries',
    input: PlaylistRefSchema.extend({ entryIds: EntryIdsSchema }),
    answer: SettledAnswerSchema,
    changes: ['playlists'],
    inverse: ({ id }, { createdAt, settled }) => ({
      call: 'settleEntries',
      input: { id, createdAt, settled },
    }),
  }),
};
