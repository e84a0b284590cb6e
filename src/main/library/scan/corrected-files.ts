/**
 * Reads files again of whose texts a person has said another encoding than the one that they were read by. What
 * cannot be read now is read at the end of a later scan.
 */
import { z } from 'zod';
import { TextEncodingSchema } from '../../../shared/text-encodings.ts';
import type { ReadableDb } from '../handlers.ts';
import type { OpenDatabase } from '../open-database.ts';
import { TrackStore } from '../tracks/track-store.ts';
import { readInThreads } from './tag-reader.ts';
import { Turns } from './turns.ts';

const FilesSchema = z.array(
  z.object({
    path: z.string(),
    encoding: TextEncodingSchema.nullable(),
    size: z.number().int(),
    mtimeMs: z.number().int(),
  }),
);

/** The files that are there, as the last scan saw them; parts of files are what a cue sheet says. */
function correctedFiles(db: ReadableDb): z.infer<typeof FilesSchema> {
  const rows = db.prepare(`
    SELECT path, text_encoding AS encoding, file_size AS size, file_mtime_ms AS mtimeMs
    FROM tracks
    WHERE text_encoding IS NOT read_encoding AND missing_since IS NULL AND file_size IS NOT NULL
      AND begin_ms IS NULL AND end_ms IS NULL
    ORDER BY id`);
  return FilesSchema.parse(rows.all());
}

interface Options {
  /** Ends it soon once it is aborted; what was written stays. */
  readonly cancelled: AbortSignal;
  readonly tagWorker: URL | undefined;
  /** Called after it has written something. */
  readonly onChanged: () => void;
}

/**
 * Reads all of them.
 *
 * @throws FermataError if the library cannot be written
 */
export async function readCorrectedFiles(
  database: OpenDatabase,
  { cancelled, tagWorker, onChanged }: Options,
): Promise<void> {
  const files = correctedFiles(database.db);
  if (files.length === 0) return;
  const content = database.contentVersion();
  const store = new TrackStore(database.db);
  const isThere = database.db.prepare('SELECT 1 FROM tracks WHERE path = ?');
  const turns = new Turns();
  // A restore has put other content in the library's place: what is read now says nothing of that.
  const isOver = () => cancelled.aborted || database.contentVersion() !== content;
  const options = { library: database.location, cancelled, script: tagWorker };
  for await (const batch of readInThreads(files, options)) {
    if (isOver()) return;
    database.write(() => {
      for (const { file, result } of batch) {
        // What was removed or relocated meanwhile does not come back.
        if (!('tags' in result) || isThere.get(file.path) === undefined) continue;
        store.save(file.path, file, result.tags, new Date().toISOString());
      }
    });
    await turns.give();
  }
  for (const work of [store.albums.settling(), store.unusedParts()]) {
    for (const step of work) {
      if (isOver()) return;
      database.write(step);
      await turns.give();
    }
  }
  onChanged();
}
