/** The answers of shared/api/text-encodings.ts. The scanner reads the files again (scan/corrected-files.ts). */
import { z } from 'zod';
import type { EncodingChoices, textEncodingCalls } from '../../../shared/api/text-encodings.ts';
import { FermataError } from '../../../shared/errors.ts';
import {
  TEXT_ENCODINGS,
  type TextEncoding,
  TextEncodingSchema,
} from '../../../shared/text-encodings.ts';
import { words } from '../../../shared/words/words.ts';
import type { LibraryLocation } from '../../lifecycle/lock/own-files.ts';
import type { Handlers, ReadableDb, WritableDb } from '../handlers.ts';
import { ApartReader } from '../scan/read-apart.ts';
import { decodeAs } from '../scan/reading/claimed-latin-1.ts';
import { cleanText } from '../scan/reading/tag-text.ts';

export const textEncodingHandlers = {
  textEncodings: (db, { ids }, library) => findChoices(db, ids, library),
  setTextEncoding: (db, { ids, encoding }) => {
    const tracks = tracksOfAlbums(db, ids);
    if (tracks.length === 0) throw tracksGone();
    return {
      before: write(
        db,
        tracks.map(({ id }) => ({ id, encoding })),
      ),
    };
  },
  restoreTextEncodings: (db, { before }) => ({ before: write(db, before) }),
} satisfies Handlers<typeof textEncodingCalls>;

const TracksSchema = z.array(
  z.object({ id: z.number().int(), path: z.string(), encoding: TextEncodingSchema.nullable() }),
);
type EncodedTrack = z.infer<typeof TracksSchema>[number];

/** Tracks and all of their albums, the tracks first. */
function tracksOfAlbums(db: ReadableDb, ids: readonly number[]): EncodedTrack[] {
  const rows = db.prepare(`
    WITH named AS (
      SELECT tracks.id, tracks.album_id FROM json_each(?) JOIN tracks ON tracks.id = value
    )
    SELECT id, path, text_encoding AS encoding FROM tracks
    WHERE (
        id IN (SELECT id FROM named)
        OR album_id IN (SELECT album_id FROM named WHERE album_id IS NOT NULL)
      )
      -- Parts of files are called as a cue sheet says.
      AND begin_ms IS NULL AND end_ms IS NULL
    ORDER BY id NOT IN (SELECT id FROM named), disc_number, track_number, id`);
  return TracksSchema.parse(rows.all(JSON.stringify(ids)));
}

interface Encoded {
  readonly id: number;
  readonly encoding: TextEncoding | null;
}

/** @returns what was said before of those that it has changed */
function write(db: WritableDb, tracks: readonly Encoded[]): Encoded[] {
  const find = db.prepare('SELECT text_encoding FROM tracks WHERE id = ?').pluck();
  const save = db.prepare('UPDATE tracks SET text_encoding = ? WHERE id = ?');
  const before: Encoded[] = [];
  for (const { id, encoding } of tracks) {
    const found = find.get(id);
    if (found === undefined || found === encoding) continue;
    before.push({ id, encoding: TextEncodingSchema.nullable().parse(found) });
    save.run(encoding, id);
  }
  return before;
}

/** So many files show what an album is in each encoding, by so many texts. */
const FILES_SHOWN = 4;
const TEXTS_SHOWN = 6;

async function findChoices(
  db: ReadableDb,
  ids: readonly number[],
  library: LibraryLocation,
): Promise<EncodingChoices> {
  const tracks = tracksOfAlbums(db, ids);
  const paths = tracks.slice(0, FILES_SHOWN).map(({ path }) => path);
  const texts = [...new Set(await readTexts(paths, library))].slice(0, TEXTS_SHOWN);
  return {
    tracks: tracks.length,
    chosen: tracks[0]?.encoding ?? null,
    choices: texts.length === 0 ? [] : choicesOf(texts),
  };
}

/** What the files say without saying how it is encoded. */
async function readTexts(paths: readonly string[], library: LibraryLocation): Promise<string[]> {
  const reader = new ApartReader(library);
  try {
    const read = await Promise.all(paths.map((path) => reader.read({ kind: 'texts', path })));
    return read.flatMap((result) => (result !== null && 'texts' in result ? result.texts : []));
  } finally {
    await reader.end();
  }
}

/** @param texts as they would be in Latin-1 */
function choicesOf(texts: readonly string[]): EncodingChoices['choices'] {
  const shown = new Set<string>();
  return TEXT_ENCODINGS.flatMap((encoding) => {
    const decoded = texts.map((text) => decodeAs(Buffer.from(text, 'latin1'), encoding));
    const all = decoded.join('\n');
    // Bytes that the encoding does not have.
    if (/[\ufffd\u0080-\u009f]/.test(all) || shown.has(all)) return [];
    shown.add(all);
    return [{ encoding, texts: decoded.map(cleanText) }];
  });
}

function tracksGone(): FermataError {
  return new FermataError('NOT_FOUND', words('libraryErrors.tracksGone'), {
    advice: words('libraryErrors.otherTracks'),
  });
}
