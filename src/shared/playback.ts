/**
 * Playing tracks, between the hosts and their pages. The API's routes (src/shared/api.ts lists the
 * others):
 *
 *   GET  /api/track-ids?…       number[]          every track that matches, in order; query: TrackOrderQuery
 *   GET  /api/tracks/:id        Track
 *   GET  /api/tracks/:id/audio  the track's file, or a range of its bytes (RFC 9110, section 14)
 *   POST /api/tracks/:id/plays  Track             body: PlayRequest; counts each playback once
 *   GET  /api/artworks/:sha256  a cover picture that an album of the library shows
 *
 * 404 with an ErrorReport where the track, its file or the picture is not there or not to be had.
 */
import { z } from 'zod';
import { TrackQuerySchema } from './api.ts';

/** What is listed and in which order, without a page of it. */
export const TrackOrderQuerySchema = TrackQuerySchema.pick({
  text: true,
  sort: true,
  direction: true,
});
export type TrackOrderQuery = z.infer<typeof TrackOrderQuerySchema>;

export const TrackIdsSchema = z.array(z.number().int());

export const TrackIdSchema = z.coerce.number().int().positive();

export const PlayRequestSchema = z.object({
  /** When the playback began, ISO 8601 in UTC: with the track it names the playback. */
  startedAt: z.iso.datetime({ precision: 3 }),
});
export type PlayRequest = z.infer<typeof PlayRequestSchema>;

/** Pictures that browsers show and that cannot contain scripts. */
export const ArtworkTypeSchema = z.enum(['image/jpeg', 'image/png', 'image/webp', 'image/gif']);
