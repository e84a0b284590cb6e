/** What the library knows for playing tracks: their files, their plays, and their albums' covers. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { ArtworkTypeSchema, type Track } from '../../../shared/api/tracks.ts';
import { fileOfTrack } from '../../../shared/track-path.ts';
import { realPathOf } from '../../lifecycle/files/path-bytes.ts';
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
    path: fileOfTrack(path),
    state: size === null || mtimeMs === null ? null : { size, mtimeMs },
  }));

/** The file that is recorded for a track, or null where no track has this id. */
export async function findRecordedFile(
  db: ReadableDb,
  id: number,
  library: LibraryLocation,
): Promise<RecordedFile | null> {
  const row = db
    .prepare('SELECT path, file_size AS size, file_mtime_ms AS mtimeMs FROM tracks WHERE id = ?')
    .get(id);
  if (row === undefined) return null;
  const recorded = FileRowSchema.parse(row);
  if ((await realPathOf(recorded.path).catch(() => recorded.path)) === recorded.path) {
    return recorded;
  }
  const key = db
    .prepare('SELECT content_key FROM tracks WHERE id = ? AND begin_ms IS NULL')
    .pluck()
    .get(id);
  // Most tracks have no link in their path, and are played without what reads files.
  const { proveFile } = await import('./prove-file.ts');
  return proveFile(recorded, typeof key === 'string' ? key : null, library);
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
 * A cover picture, read from a file that holds it. Nothing else of a file is ever told: the
 * bytes have to be those whose digest the library recorded.
 *
 * @param sha256 of the picture's bytes, in hexadecimal
 * @returns null where the library knows no such picture, or no file holds it any more
 */
export async function readArtwork(
  db: ReadableDb,
  sha256: string,
  library: LibraryLocation,
): Promise<Artwork | null> {
  const type = z
    .object({ mimeType: ArtworkTypeSchema })
    .safeParse(
      db.prepare('SELECT mime_type AS mimeType FROM artworks WHERE sha256 = ?').get(sha256),
    );
  if (!type.success) return null;
  for (const holder of z.array(FileRowSchema).parse(db.prepare(HOLDERS).all({ sha256 }))) {
    const bytes = await readSafely(holder, library);
    const isRecorded = bytes !== null && digestOf(bytes) === sha256;
    if (isRecorded) return { mimeType: type.data.mimeType, bytes };
  }
  return null;
}

/** The files that hold a picture, those that are there first; one of several is enough. */
const HOLDERS = `
  SELECT path, file_size AS size, file_mtime_ms AS mtimeMs, missing_since IS NOT NULL AS isMissing
  FROM artworks JOIN tracks ON tracks.artwork_id = artworks.id
  WHERE sha256 = :sha256
  UNION ALL
  SELECT path, file_size, file_mtime_ms, 0
  FROM artworks JOIN folder_pictures ON folder_pictures.artwork_id = artworks.id
  WHERE sha256 = :sha256
  ORDER BY isMissing LIMIT 8`;

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
