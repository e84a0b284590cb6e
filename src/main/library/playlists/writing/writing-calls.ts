/** What the main process asks of the library to write playlist files; no page can call it. */
import { z } from 'zod';
import { read } from '../../../../shared/api/define.ts';
import { PlaylistRefSchema } from '../../../../shared/api/playlists.ts';
import { fileOfTrack } from '../../../../shared/track-path.ts';
import type { Handlers, ReadableDb } from '../../handlers.ts';
import { requireKept } from '../playlist-store.ts';
import { withUnfound } from '../unfound-entries.ts';
import { type WrittenEntry, WrittenEntrySchema } from './written-playlist.ts';

export const writingCalls = {
  /** All that a file says of a playlist. */
  playlistToWrite: read({
    route: null,
    input: PlaylistRefSchema,
    answer: z.object({ name: z.string(), entries: z.array(WrittenEntrySchema) }),
    reads: ['playlists', 'tracks'],
  }),
};

export const writingHandlers = {
  playlistToWrite: (db, ref) => {
    const { id, name } = requireKept(db, ref);
    return { name, entries: readWrittenEntries(db, id) };
  },
} satisfies Handlers<typeof writingCalls>;

const TrackRowSchema = WrittenEntrySchema.extend({ id: z.number().int() });

/** In their order, those among them that are to be located. */
function readWrittenEntries(db: ReadableDb, playlistId: number): WrittenEntry[] {
  const rows = db
    .prepare(
      `SELECT
         playlist_tracks.id,
         path,
         tracks.title,
         nullif(tracks.artist_credit, '') AS artist,
         albums.title AS album,
         track_number AS trackNumber,
         duration_ms AS durationMs,
         begin_ms AS beginMs,
         end_ms AS endMs
       FROM playlist_tracks
       JOIN tracks ON tracks.id = track_id
       LEFT JOIN albums ON albums.id = tracks.album_id
       WHERE playlist_id = ?`,
    )
    .all(playlistId);
  const tracks = new Map(
    z
      .array(TrackRowSchema)
      .parse(rows)
      // Other players know no parts by paths.
      .map(({ id, ...track }) => [id, { ...track, path: fileOfTrack(track.path) }]),
  );
  return withUnfound(db, playlistId).flatMap(({ id, unfound }) => {
    const track = tracks.get(id);
    if (track !== undefined) return [track];
    if (unfound === null) return [];
    const { written, paths, title, artist } = unfound;
    const unknown = {
      album: null,
      trackNumber: null,
      durationMs: null,
      beginMs: null,
      endMs: null,
    };
    return [{ path: paths[0] ?? written, title, artist, ...unknown }];
  });
}
