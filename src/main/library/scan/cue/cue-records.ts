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
  };
}
