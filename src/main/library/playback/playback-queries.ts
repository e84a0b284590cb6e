/** What the library knows for playing tracks: their files, their plays, and their albums' covers. */
import { z } from 'zod';
import { ArtworkTypeSchema, type Track } from '../../../shared/api/tracks.ts';
import { fileOfTrack } from '../../../shared/track-path.ts';
import { realPathOf } from '../../lifecycle/files/path-bytes.ts';
import type { LibraryLocation } from '../../lifecycle/lock/own-files.ts';
import type { PictureHolders } from '../artworks/picture.ts';
import type { ReadableDb, WritableDb } from '../handlers.ts';
import { findTrack } from '../tracks/track-queries.ts';
import type { RecordedFile } from './track-file.ts';

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

/** What the library knows of a cover picture, and the files that hold it; null where it knows none. */
export function findHolders(db: ReadableDb, sha256: string): PictureHolders | null {
  const type = z
    .object({ mimeType: ArtworkTypeSchema })
    .safeParse(
      db.prepare('SELECT mime_type AS mimeType FROM artworks WHERE sha256 = ?').get(sha256),
    );
  if (!type.success) return null;
  const files = z.array(FileRowSchema).parse(db.prepare(HOLDERS).all({ sha256 }));
  return { mimeType: type.data.mimeType, files };
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
