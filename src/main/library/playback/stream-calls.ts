/** What the main process asks of the library to stream audio and covers; no page can call it. */
import { z } from 'zod';
import { read } from '../../../shared/api/define.ts';
import { ArtworkIdSchema, TrackIdSchema } from '../../../shared/api/tracks.ts';
import { PictureHoldersSchema } from '../artworks/picture.ts';
import type { Handlers } from '../handlers.ts';
import { findHolders, findRecordedFile } from './playback-queries.ts';
import { RecordedFileSchema } from './track-file.ts';

export const streamCalls = {
  /** The file that is recorded for a track. */
  trackFile: read({
    route: null,
    input: z.object({ id: TrackIdSchema }),
    answer: RecordedFileSchema.nullable(),
    reads: ['tracks'],
  }),
  /** The files that hold a cover picture. */
  pictureHolders: read({
    route: null,
    input: z.object({ sha256: ArtworkIdSchema }),
    answer: PictureHoldersSchema.nullable(),
    reads: ['tracks'],
  }),
};

export const streamHandlers = {
  trackFile: (db, { id }, library) => findRecordedFile(db, id, library),
  pictureHolders: (db, { sha256 }) => findHolders(db, sha256),
} satisfies Handlers<typeof streamCalls>;
