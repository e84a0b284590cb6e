/**
 * The track that an entry of a playlist means whose file is not where the playlist says: of another
 * computer, another disk, or moved since. One track is meant or none: where two are as likely, none is.
 */
import { z } from 'zod';
import type { PlaylistContent } from '../../../shared/api/playlists.ts';
import { fileOfTrack } from '../../../shared/track-path.ts';
import { foldText } from '../../lifecycle/sqlite/fold-text.ts';
import { sortKey } from '../../lifecycle/sqlite/sort-key.ts';
import type { ReadableDb } from '../handlers.ts';
import { sortLanguageOf } from '../tracks/sort-language.ts';

type Entry = PlaylistContent['entries'][number];

const FileSchema = z.tuple([z.number().int(), z.string()]);

interface KnownFile {
  /** Of its track, or its parts. */
  readonly ids: readonly number[];
  readonly names: readonly string[];
}

const CreditSchema = z.array(z.tuple([z.number().int(), z.string()]));

export class LikelyTracks {
  readonly #db: ReadableDb;
  /** The names of files that entries may mean: a library has many others. */
  readonly #sought: ReadonlySet<string>;
  /** The files of the library that have these names, once one was looked for. */
  #files: Map<string, KnownFile[]> | null = null;

  /** @param entries all that may be looked for */
  constructor(db: ReadableDb, entries: readonly Entry[]) {
    this.#db = db;
    this.#sought = new Set(entries.flatMap(pathsOf).map((path) => namesOf(path)[0] ?? ''));
  }

  /** The ids of its tracks: several are the parts of one file; none where none is as likely as that. */
  find(entry: Entry): readonly number[] {
    for (const path of pathsOf(entry)) {
      const ids = this.#byEnd(path);
      if (ids.length > 0) return ids;
    }
    return entry.tags === undefined ? [] : this.#byTags(entry.tags);
  }

  /** The file whose path ends like another one for longest: by its name and one folder at least. */
  #byEnd(path: string): readonly number[] {
    const names = namesOf(path);
    const files = this.#filesByName().get(names[0] ?? '') ?? [];
    let best: KnownFile[] = [];
    let most = 2;
    for (const file of files) {
      const same = sameNames(file.names, names);
      if (same > most) best = [];
      if (same >= most) best.push(file);
      most = Math.max(most, same);
    }
    return best.length === 1 ? (best[0]?.ids ?? []) : [];
  }

  #filesByName(): Map<string, KnownFile[]> {
    if (this.#files !== null) return this.#files;
    const files = new Map<string, number[]>();
    const tracks = this.#db.prepare('SELECT id, path FROM tracks ORDER BY length(path), path');
    for (const row of tracks.raw().iterate()) {
      const [id, path] = FileSchema.parse(row);
      const file = fileOfTrack(path);
      if (!this.#sought.has(namesOf(file)[0] ?? '')) continue;
      const ids = files.get(file);
      if (ids === undefined) files.set(file, [id]);
      else ids.push(id);
    }
    const known = [...files].map(([file, ids]) => ({ ids, names: namesOf(file) }));
    this.#files = Map.groupBy(known, ({ names }) => names[0] ?? '');
    return this.#files;
  }

  #byTags({ artist, title }: NonNullable<Entry['tags']>): readonly number[] {
    const language = sortLanguageOf(this.#db);
    const called = CreditSchema.parse(
      this.#db
        .prepare('SELECT id, artist_credit FROM tracks WHERE sort_title = ?')
        .raw()
        .all(sortKey(title, language)),
    );
    const wanted = sortKey(artist);
    const found = called.filter(([, credit]) => sortKey(credit) === wanted);
    return found.length === 1 ? found.map(([id]) => id) : [];
  }
}

function pathsOf({ paths, written }: Entry): string[] {
  return [...new Set([...paths, written])];
}

/** The names of a path without case and accents, the file's first. */
function namesOf(path: string): string[] {
  return foldText(path)
    .split(/[\\/]/)
    .filter((name) => name !== '')
    .toReversed();
}

function sameNames(some: readonly string[], others: readonly string[]): number {
  const first = some.findIndex((name, at) => name !== others[at]);
  return first < 0 ? some.length : first;
}
