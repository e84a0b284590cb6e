/** A picture, and what the library knows of it. */
import { z } from 'zod';
import { ArtworkTypeSchema } from '../../../shared/api/tracks.ts';
import { RecordedFileSchema } from '../playback/track-file.ts';

export interface Picture {
  readonly mimeType: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export const PictureHoldersSchema = z.object({
  mimeType: ArtworkTypeSchema,
  /** Those that are there first. */
  files: z.array(RecordedFileSchema),
});
export type PictureHolders = z.infer<typeof PictureHoldersSchema>;
