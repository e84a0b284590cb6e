/** All that is known of a track beside its row in lists. */
import { z } from 'zod';
import { read } from './define.ts';
import { TrackIdSchema } from './tracks.ts';

/** So many at once: those of one page of a list. */
const MOST_TRACKS = 500;

/** Null, or none of a list, where the tags do not say it. */
export const TrackDetailsSchema = z.object({
  id: z.number().int(),
  /** Each of them, where `albumArtist` of the track has them as they are shown. */
  albumArtists: z.array(z.string()),
  genres: z.array(z.string()),
  composers: z.array(z.string()),
  conductors: z.array(z.string()),
  composerSort: z.string().nullable(),
  titleSort: z.string().nullable(),
  artistSort: z.string().nullable(),
  albumSort: z.string().nullable(),
  albumArtistSort: z.string().nullable(),
  grouping: z.string().nullable(),
  work: z.string().nullable(),
  movement: z.string().nullable(),
  movementNumber: z.number().int().nullable(),
  movementTotal: z.number().int().nullable(),
  /** As it is written: a year, a month or a day. */
  originalDate: z.string().nullable(),
  /** Beats a minute. */
  bpm: z.number().int().nullable(),
  isrc: z.string().nullable(),
  /** At MusicBrainz, as those that follow. */
  recordingId: z.string().nullable(),
  releaseTrackId: z.string().nullable(),
  releaseId: z.string().nullable(),
  releaseGroupId: z.string().nullable(),
  artistIds: z.array(z.string()),
  codec: z.string().nullable(),
  /** Bits a second. */
  bitrate: z.number().int().nullable(),
  /** Samples a second. */
  sampleRate: z.number().int().nullable(),
  lyrics: z.string().nullable(),
});
export type TrackDetails = z.infer<typeof TrackDetailsSchema>;

export const trackDetailCalls = {
  /** The details of tracks; those that the library does not have are left out. */
  trackDetails: read({
    route: 'GET /api/track-details',
    input: z.object({ ids: z.array(TrackIdSchema).max(MOST_TRACKS) }),
    answer: z.array(TrackDetailsSchema),
    reads: ['tracks'],
  }),
};
