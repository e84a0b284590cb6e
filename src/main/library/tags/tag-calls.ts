/** What the main process asks of the library where tags are written; no page can call it. */
import { z } from 'zod';
import { read, write } from '../../../shared/api/define.ts';
import { MOST_TAG_EDITS } from '../../../shared/api/tags.ts';
import { FermataError } from '../../../shared/errors.ts';
import { TextEncodingSchema } from '../../../shared/text-encodings.ts';
import { words } from '../../../shared/words/words.ts';
import type { Handlers, ReadableDb } from '../handlers.ts';
import { RecordedFileSchema } from '../playback/track-file.ts';
import { AudioTagsSchema } from '../scan/tag-messages.ts';
import { TrackStore } from '../tracks/track-store.ts';

const TaggedFileSchema = RecordedFileSchema.extend({
  id: z.number().int(),
  /** Whether it is a part of a file, as a cue sheet says. */
  isPart: z.boolean(),
  encoding: TextEncodingSchema.nullable(),
});
export type TaggedFile = z.infer<typeof TaggedFileSchema>;

export const tagStoreCalls = {
  /** The files of tracks; those that the library does not have are left out. */
  taggedFiles: read({
    route: null,
    input: z.object({ ids: z.array(z.number().int()).max(MOST_TAG_EDITS) }),
    answer: z.array(TaggedFileSchema),
    reads: ['tracks'],
  }),
  /**
   * Has the file of a track read again by the next scan, unless what it says is taken in before: where Fermata
   * ends in between, its size and its time may be those of before.
   */
  beginTagging: write({
    route: null,
    input: z.object({ id: z.number().int() }),
    answer: z.object({ version: z.number().int().nullable() }),
    changes: [],
  }),
  /** Takes that back: the file is what it was. */
  leaveUntagged: write({
    route: null,
    input: z.object({ id: z.number().int(), version: z.number().int() }),
    answer: z.object({ id: z.number().int() }),
    changes: [],
  }),
  /** Takes in what a file says after its tags were written. NOT_FOUND where its track was removed meanwhile. */
  takeInTags: write({
    route: null,
    input: z.object({
      id: z.number().int(),
      path: z.string(),
      state: z.object({ size: z.number().int(), mtimeMs: z.number().int() }),
      tags: AudioTagsSchema,
    }),
    answer: z.object({ id: z.number().int() }),
    changes: ['tracks'],
  }),
};

export const tagStoreHandlers = {
  taggedFiles: (db, { ids }) => findFiles(db, ids),
  beginTagging: (db, { id }) => {
    const find = db.prepare('SELECT reader_version FROM tracks WHERE id = ?').pluck();
    const version = z.number().int().nullable().catch(null).parse(find.get(id));
    db.prepare('UPDATE tracks SET reader_version = 0 WHERE id = ?').run(id);
    return { version };
  },
  leaveUntagged: (db, { id, version }) => {
    db.prepare('UPDATE tracks SET reader_version = ? WHERE id = ?').run(version, id);
    return { id };
  },
  takeInTags: (db, { id, path, state, tags }) => {
    const isThere = db.prepare('SELECT 1 FROM tracks WHERE id = ? AND path = ?').get(id, path);
    if (isThere === undefined) {
      throw new FermataError('NOT_FOUND', words('libraryErrors.tracksGone'), {
        advice: words('libraryErrors.otherTracks'),
      });
    }
    const store = new TrackStore(db);
    const before = store.partsOf(id);
    store.albums.touchAlbumOf(path);
    store.save(path, state, tags, new Date().toISOString());
    for (const step of store.albums.settling()) step();
    store.removeUnused(before);
    return { id };
  },
} satisfies Handlers<typeof tagStoreCalls>;

const RowSchema = z.object({
  id: z.number().int(),
  path: z.string(),
  size: z.number().int().nullable(),
  mtimeMs: z.number().int().nullable(),
  isPart: z.literal([0, 1]).transform((isPart) => isPart === 1),
  encoding: TextEncodingSchema.nullable(),
});

function findFiles(db: ReadableDb, ids: readonly number[]): TaggedFile[] {
  const rows = db.prepare(`
    SELECT
      tracks.id, tracks.path, file_size AS size, file_mtime_ms AS mtimeMs,
      begin_ms IS NOT NULL OR end_ms IS NOT NULL AS isPart,
      text_encoding AS encoding
    FROM json_each(?) AS chosen JOIN tracks ON tracks.id = chosen.value
    ORDER BY chosen.key`);
  return z
    .array(RowSchema)
    .parse(rows.all(JSON.stringify(ids)))
    .map(({ size, mtimeMs, ...file }) => ({
      ...file,
      state: size === null || mtimeMs === null ? null : { size, mtimeMs },
    }));
}
