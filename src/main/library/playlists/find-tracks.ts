/**
 * Which tracks of the library the entries of a playlist file mean: of a file that a cue sheet parts, or of the
 * sheet itself, all parts, or the one that the entry names.
 */
import type { Statement } from 'better-sqlite3';
import { z } from 'zod';
import type { PlaylistContent } from '../../../shared/api/playlists.ts';
import { partPath } from '../../../shared/track-path.ts';
import { sortKey } from '../../lifecycle/sqlite/sort-key.ts';
import type { ReadableDb } from '../handlers.ts';
import { isCueSheet } from '../scan/audio-formats.ts';
import { LikelyTracks } from './likely-tracks.ts';

/** An entry as its file has it. */
export type SoughtEntry = PlaylistContent['entries'][number];

const IdsSchema = z.array(z.number().int());

/** The ids of the tracks of each entry, in their order; none where it is not found. */
export function findTracks(db: ReadableDb, entries: readonly SoughtEntry[]): (readonly number[])[] {
  const statements = prepareStatements(db);
  const byPath = entries.map(({ paths }) => firstFound(statements, paths));
  const others = entries.filter((_, at) => byPath[at]?.length === 0);
  const likely = others.length > 0 ? new LikelyTracks(db, others) : null;
  const named = new NamedParts(statements.names);
  return entries.map((entry, at) => {
    const found = byPath[at] ?? [];
    return named.choose(entry, found.length > 0 ? found : (likely?.find(entry) ?? []));
  });
}

/** Systems spell accented letters in two ways, and a playlist may have moved between them. */
function firstFound(
  { track, parts, ofSheet }: ReturnType<typeof prepareStatements>,
  paths: readonly string[],
): readonly number[] {
  for (const path of paths) {
    for (const spelling of new Set([path, path.normalize('NFC'), path.normalize('NFD')])) {
      const whole = track.all(spelling);
      const ofFile =
        whole.length > 0 ? whole : parts.all(partPath(spelling, 1), partPath(spelling, 999));
      const found = ofFile.length > 0 || !isCueSheet(spelling) ? ofFile : ofSheet.all(spelling);
      if (found.length > 0) return IdsSchema.parse(found);
    }
  }
  return [];
}

const NameSchema = z.object({ title: z.string(), artist: z.string() });

/** Players write one file once for each of its tracks, with the names of these. */
class NamedParts {
  readonly #names: Statement;
  /** How often a name of a file's parts has come: of equal ones each is meant once. */
  readonly #times = new Map<string, number>();

  constructor(names: Statement) {
    this.#names = names;
  }

  /** Of several parts the one that an entry names; all where it names none. */
  choose({ tags }: SoughtEntry, parts: readonly number[]): readonly number[] {
    if (tags === undefined || parts.length < 2) return parts;
    const called = parts.filter((id) => {
      const { title, artist } = NameSchema.parse(this.#names.get(id));
      return sortKey(title) === sortKey(tags.title) && sortKey(artist) === sortKey(tags.artist);
    });
    const key = JSON.stringify([parts[0], tags]);
    const times = this.#times.get(key) ?? 0;
    this.#times.set(key, times + 1);
    const part = called[times % called.length];
    return part === undefined ? parts : [part];
  }
}

function prepareStatements(db: ReadableDb) {
  const ids = (sql: string): Statement => db.prepare(sql).pluck();
  return {
    track: ids('SELECT id FROM tracks WHERE path = ?'),
    parts: ids('SELECT id FROM tracks WHERE path BETWEEN ? AND ? ORDER BY length(path), path'),
    ofSheet: ids(`
      SELECT tracks.id FROM tracks JOIN cue_sheets ON cue_sheets.id = sheet_id
      WHERE cue_sheets.path = ? ORDER BY track_number, tracks.path`),
    names: db.prepare('SELECT title, artist_credit AS artist FROM tracks WHERE id = ?'),
  };
}
