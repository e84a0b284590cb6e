/** A library, and folders whose files are renamed, moved and copied between scans of them. */
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { onTestFinished } from 'vitest';
import { z } from 'zod';
import { makeOldLibrary } from '../../../../../../fixtures/old-library.ts';
import { makeScratchFolder } from '../../../../../../fixtures/test-library.ts';
import type { ScanState } from '../../../../../shared/api/scan.ts';
import { loadMigrationSet } from '../../../../lifecycle/migrations/migration-set.ts';
import { shippedMigrationsDir } from '../../../../locations.ts';
import { OpenDatabase } from '../../../open-database.ts';
import { resolveScanRoots } from '../../scan-roots.ts';
import { ScanRun } from '../../scan-run.ts';
import { type Song, writeSong } from './songs.ts';

const TrackRows = z.array(
  z.object({
    id: z.number(),
    path: z.string(),
    title: z.string(),
    kept: z.string(),
    isMissing: z.number(),
  }),
);

interface ShownTrack {
  readonly id: number;
  readonly title: string;
  /** Whether what its listener made of it is still its own: `kept`, `new` for nothing yet, or `mixed`. */
  readonly kept: string;
  readonly isMissing?: true;
}

const { latest } = loadMigrationSet(shippedMigrationsDir());

/** An empty library, copied for each test: making one takes longer than what they do. */
let empty: Buffer | null = null;

function emptyLibrary(): Buffer {
  if (empty !== null) return empty;
  const file = join(mkdtempSync(join(tmpdir(), 'fermata-moves-')), 'library.db');
  makeOldLibrary({ file, tracks: 0 });
  empty = readFileSync(file);
  rmSync(dirname(file), { recursive: true });
  return empty;
}

/** Of one test, gone with it. All paths are below a folder of its own. */
export class MovingMusic {
  readonly #folder = makeScratchFolder();
  readonly #database: OpenDatabase;
  #writtenAt = 1_000_000;

  constructor() {
    const libraryFile = this.at('library.db');
    writeFileSync(libraryFile, emptyLibrary());
    this.#database = new OpenDatabase({ libraryFile }, latest);
    onTestFinished(() => this.#database.close());
  }

  at(path: string): string {
    return join(this.#folder, path);
  }

  /** Writes a song, each a moment after the one before. */
  write(path: string, sound: string, tags: Omit<Song, 'sound'> = {}): void {
    writeSong(this.at(path), { sound, ...tags });
    this.#writtenAt += 1.001;
    utimesSync(this.at(path), this.#writtenAt, this.#writtenAt);
  }

  move(from: string, to: string): void {
    mkdirSync(dirname(this.at(to)), { recursive: true });
    renameSync(this.at(from), this.at(to));
  }

  async scan(...folders: readonly string[]): Promise<ScanState> {
    const roots = await resolveScanRoots(folders.map((path) => this.at(path)));
    const run = new ScanRun(
      this.#database,
      {
        folders: roots.map(({ path }) => path),
        names: new Map(roots.map(({ path, name }) => [path, name])),
        acceptsMissing: true,
      },
      { onState: () => {}, onChanged: () => {} },
      new AbortController().signal,
    );
    return run.run();
  }

  change(sql: string): void {
    this.#database.write(() => this.#database.db.exec(sql));
  }

  allOf(sql: string): unknown[] {
    return this.#database.db.prepare(sql).raw().all();
  }

  /** Gives each track a rating, plays, a heart and a place in a playlist, all of them its own. */
  listen(): void {
    this.change(`
      UPDATE tracks SET rating = id % 5 + 1, favourite = id % 2, play_count = 100 + id,
        added_at = '2001-01-' || printf('%02d', id) || 'T00:00:00.000Z';
      INSERT INTO playlists (id, name, created_at) VALUES (1, 'Mine', '2001-01-01T00:00:00.000Z');
      INSERT INTO playlist_tracks (playlist_id, position, track_id)
      SELECT 1, id, id FROM tracks`);
  }

  /** What is at which path. */
  tracks(): Readonly<Record<string, ShownTrack>> {
    const rows = this.#database.db.prepare(
      `SELECT tracks.id, path, title, missing_since IS NOT NULL AS isMissing,
        CASE
          WHEN rating = tracks.id % 5 + 1 AND favourite = tracks.id % 2
            AND play_count = 100 + tracks.id AND added_at LIKE '2001-01-%' AND position = tracks.id
          THEN 'kept'
          WHEN rating IS NULL AND play_count = 0 AND position IS NULL THEN 'new'
          ELSE 'mixed'
        END AS kept
      FROM tracks LEFT JOIN playlist_tracks ON track_id = tracks.id`,
    );
    return Object.fromEntries(
      TrackRows.parse(rows.all()).map(({ path, isMissing, ...track }) => [
        relative(this.#folder, path),
        isMissing === 1 ? { ...track, isMissing: true } : track,
      ]),
    );
  }
}
