/** The answers of shared/api/tracks.ts. */
import type { trackCalls } from '../../../shared/api/tracks.ts';
import type { Handlers } from '../handlers.ts';
import { recordPlay } from '../playback/playback-queries.ts';
import { findByPrefix, findQueuePart, positionOf } from './track-places.ts';
import {
  findParts,
  findTrack,
  findTrackByPath,
  findTracks,
  listTrackIds,
} from './track-queries.ts';

export const trackHandlers = {
  tracks: findTracks,
  trackIds: listTrackIds,
  positionOf,
  queuePart: findQueuePart,
  findByPrefix,
  track: (db, { id }) => findTrack(db, id),
  trackByPath: (db, { path }) => findTrackByPath(db, path),
  partsOfFile: (db, { path }) => findParts(db, path),
  recordPlay: (db, { id, startedAt }) => recordPlay(db, id, startedAt),
} satisfies Handlers<typeof trackCalls>;
