/** What the library knows for playing tracks: their files, their plays, and their albums' covers. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { ArtworkTypeSchema, type Track } from '../../../shared/api/tracks.ts';
import type { LibraryLocation } from '../../lifecycle/lock/own-files.ts';
import type { ReadableDb, WritableDb } from '../handlers.ts';
import { findTrack } from '../tracks/track-queries.ts';
import { type RecordedFile, requireSafeToOpen } from './track-file.ts';

export const ArtworkSchema = z.object({
  mimeType: ArtworkTypeSchema,
  bytes: z.instanceof(Uint8Array<ArrayBuffer>),
});
type Artwork = z.infer<typeof ArtworkSchema>;

const FileRowSchema = z
  .object({
    path: z.string(),
    size: z.number().int().nullable(),
    mtimeMs: z.number().int().nullable(),
  })
  .transform(({ path, size, mtimeMs }) => ({
    path,
    state: size === null || mtimeMs === null ? null : { size, mtimeMs },
  }));

/** The file that is recorded for a track, or null where no track has this id. */
export function findRecordedFile(db: ReadableDb, id: number): RecordedFile | null {
  const row = db
    .prepare('SELECT path, file_size AS size, file_mtime_ms AS mtimeMs FROM tracks WHERE id = ?')
    .get(id);
  return row === undefined ? null : FileRowSchema.parse(row);
}

/**
 * Records that a track was played; a trigger counts it (migrations/0012). A playback that is told
 * of again, because the answer was lost, is counted once.
 *
 * @param startedAt when the playback began, in ISO 8601
 * @returns the track as it is now, or null where none has this id
 */
export function recordPlay(db: WritableDb, id: number, startedAt: string): Track | null {
  // It selects nothing where there is no such track.
  db.prepare(
    `INSERT INTO plays (track_id, played_at)
     SELECT id, :startedAt FROM tracks
     WHERE id = :id
       AND NOT EXISTS (SELECT 1 FROM plays WHERE track_id = :id AND played_at = :startedAt)`,
  ).run({ id, startedAt });
  return findTrack(db, id);
}

/**
 * A cover picture, read from the audio file that holds it. Nothing else of a file is ever told: the
 * bytes have to be those whose digest the library recorded.
 *
 * @param sha256 of the picture's bytes, in hexadecimal
 * @returns null where the library knows no such picture, or its file does not hold it any more
 */
export async function readArtwork(
  db: ReadableDb,
  sha256: string,
  library: LibraryLocation,
): Promise<Artwork | null> {
  const row = db
    .prepare(
      `SELECT
         mime_type AS mimeType,
         source_path AS path,
         tracks.file_size AS size,
         tracks.file_mtime_ms AS mtimeMs
       FROM artworks
       LEFT JOIN tracks ON tracks.path = source_path
       WHERE sha256 = ?`,
    )
    .get(sha256);
  if (row === undefined) return null;
  const type = z.object({ mimeType: ArtworkTypeSchema }).safeParse(row);
  const bytes = await readSafely(FileRowSchema.parse(row), library);
  const isRecorded = bytes !== null && digestOf(bytes) === sha256;
  return isRecorded && type.success ? { mimeType: type.data.mimeType, bytes } : null;
}

/** None where the file cannot be read: the next scan tells what became of it. */
async function readSafely(recorded: RecordedFile, library: LibraryLocation) {
  try {
    await requireSafeToOpen(recorded, library);
    // Most starts show no cover, and are sooner without what reads them.
    const { readCover } = await import('../scan/read-tags.ts');
    return readCover(recorded.path);
  } catch {
    return null;
  }
}

function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
