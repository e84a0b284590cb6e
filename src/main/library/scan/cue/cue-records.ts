/** What the library keeps of cue sheets, and of files that become parts, or one track again. */
import { z } from 'zod';
import type { Connection } from '../../../lifecycle/sqlite/database.ts';
import type { FileState } from '../find-audio-files.ts';
import { READER_VERSION } from '../tag-messages.ts';
import type { CueSheet } from './cue-sheet.ts';

export class CueRecords {
  readonly #statements: ReturnType<typeof prepareStatements>;

  constructor(db: Connection) {
    this.#statements = prepareStatements(db);
  }

  /**
   * Keeps a sheet.
   *
   * @returns its id
   */
  saveSheet(path: string, { size, mtimeMs }: FileState, sheet: CueSheet): number {
    const content = JSON.stringify(sheet);
    const version = READER_VERSION;
    return z
      .number()
      .int()
      .parse(this.#statements.saveSheet.get({ path, size, mtimeMs, version, content }));
  }

  removeSheet(path: string): void {
    this.#statements.removeSheet.run(path);
  }

  /** When a file was added, as a whole or in parts, in ISO 8601; null where the library has none of it. */
  addedAt(file: string): string | null {
    return z.string().nullable().parse(this.#statements.addedAt.get({ file }));
  }

  /**
   * Takes away the track of a whole file that has become parts, which have the date when it was added. One
   * that was played, rated, marked or put into a playlist stays.
   *
   * @returns whether it was taken away
   */
  removeWhole(path: string): boolean {
    const { unusedTrack, unlinkArtists, unlinkGenres, removeTrack } = this.#statements;
    const id = unusedTrack.get(path);
    if (id === undefined) return false;
    for (const remove of [unlinkArtists, unlinkGenres, removeTrack]) remove.run(id);
    return true;
  }
}

function prepareStatements(db: Connection) {
  return {
    saveSheet: db
      .prepare(
        `INSERT INTO cue_sheets (path, file_size, file_mtime_ms, reader_version, content)
         VALUES (:path, :size, :mtimeMs, :version, :content)
         ON CONFLICT (path) DO UPDATE SET
           file_size = excluded.file_size,
           file_mtime_ms = excluded.file_mtime_ms,
           reader_version = excluded.reader_version,
           content = excluded.content
         RETURNING id`,
      )
      .pluck(),
    removeSheet: db.prepare('DELETE FROM cue_sheets WHERE path = ?'),
    // What sorts between "album.flac/" and "album.flac0" is below it; of Windows, up to "album.flac]".
    addedAt: db
      .prepare(
        `SELECT min(added_at) FROM (
           SELECT added_at FROM tracks WHERE path = :file
           UNION ALL
           SELECT added_at FROM tracks WHERE path > :file || '/' AND path < :file || '0'
           UNION ALL
           SELECT added_at FROM tracks WHERE path > :file || '\\' AND path < :file || ']'
         )`,
      )
      .pluck(),
    unusedTrack: db
      .prepare(
        `SELECT id FROM tracks
         WHERE path = ? AND play_count = 0 AND rating IS NULL AND favourite = 0
           AND NOT EXISTS (SELECT 1 FROM plays WHERE track_id = tracks.id)
           AND NOT EXISTS (SELECT 1 FROM playlist_tracks WHERE track_id = tracks.id)`,
      )
      .pluck(),
    unlinkArtists: db.prepare('DELETE FROM track_artists WHERE track_id = ?'),
    unlinkGenres: db.prepare('DELETE FROM track_genres WHERE track_id = ?'),
    removeTrack: db.prepare('DELETE FROM tracks WHERE id = ?'),
  };
}
