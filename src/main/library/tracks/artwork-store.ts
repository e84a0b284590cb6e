/** Cover pictures: each known once, whichever files hold it, and those that lie in folders. */
import type { Statement } from 'better-sqlite3';
import { z } from 'zod';
import type { Connection } from '../../lifecycle/sqlite/database.ts';
import type { FileState } from '../scan/find-audio-files.ts';
import { albumFolder } from '../scan/folder-pictures.ts';
import type { Cover } from '../scan/tag-messages.ts';

export class ArtworkStore {
  readonly #statements: ReturnType<typeof prepareStatements>;

  constructor(db: Connection) {
    this.#statements = prepareStatements(db);
  }

  /** The id of a picture, new where it is; null for none. */
  idOf(cover: Cover | null): number | null {
    if (cover === null) return null;
    const { find, add } = this.#statements;
    return z
      .number()
      .int()
      .parse(find.get(cover.sha256) ?? add.get(cover));
  }

  /**
   * Records what a picture in a folder is.
   *
   * @returns the folder of the albums that may show it
   */
  savePicture(path: string, state: FileState, cover: Cover | null): string {
    const folder = albumFolder(path);
    this.#statements.savePicture.run({ path, folder, artworkId: this.idOf(cover), ...state });
    return folder;
  }

  /** Forgets a picture in a folder, as above. */
  removePicture(path: string): string {
    this.#statements.removePicture.run(path);
    return albumFolder(path);
  }
}

function prepareStatements(db: Connection) {
  const prepareId = (sql: string): Statement => db.prepare(sql).pluck();
  return {
    find: prepareId('SELECT id FROM artworks WHERE sha256 = ?'),
    add: prepareId(`
      INSERT INTO artworks (sha256, mime_type, size) VALUES (:sha256, :mimeType, :size)
      RETURNING id`),
    savePicture: db.prepare(`
      INSERT INTO folder_pictures (path, folder, artwork_id, file_size, file_mtime_ms)
      VALUES (:path, :folder, :artworkId, :size, :mtimeMs)
      ON CONFLICT (path) DO UPDATE SET
        artwork_id = excluded.artwork_id,
        file_size = excluded.file_size,
        file_mtime_ms = excluded.file_mtime_ms`),
    removePicture: db.prepare('DELETE FROM folder_pictures WHERE path = ?'),
  };
}
