/** The tracks of the files that a scan has read: one for most, and parts where a cue sheet says so. */
import { fileOfTrack } from '../../../../shared/track-path.ts';
import type { TrackStore } from '../../tracks/track-store.ts';
import type { FoundFile, KnownFiles } from '../known-files.ts';
import type { MoveStore } from '../moves/move-store.ts';
import { isGone } from '../moves/moved-tracks.ts';
import type { ScanRecords } from '../scan-records.ts';
import type { AudioTags } from '../tag-messages.ts';
import type { ReadFile } from '../tag-reader.ts';
import type { CueRecords } from './cue-records.ts';
import type { KnownSheets } from './known-sheets.ts';
import { type FileTrack, tracksOf, WHOLE_FILE } from './parts.ts';

interface Stores {
  readonly records: ScanRecords;
  readonly cueRecords: CueRecords;
  readonly store: TrackStore;
  readonly moves: MoveStore;
}

/** A track that goes on as a part of another file. */
interface MovedPart {
  readonly trackId: number;
  readonly from: string;
}

export class FileTracks {
  readonly #stores: Stores;
  readonly #sheets: KnownSheets;
  readonly #known: KnownFiles;
  /** By the paths of the parts as which they go on. */
  readonly #moved = new Map<string, MovedPart>();

  constructor(stores: Stores, sheets: KnownSheets, known: KnownFiles) {
    this.#stores = stores;
    this.#sheets = sheets;
    this.#known = known;
  }

  /**
   * Looks for the tracks that were parts of another file of the same content, which is not there any more:
   * they go on as the parts of this one.
   */
  async findMoved({ file, result }: ReadFile<FoundFile>): Promise<void> {
    if (!('tags' in result)) return;
    const { moves } = this.#stores;
    const tracks = this.#tracksOf(file.path, result.tags);
    if (tracks.length < 2) return;
    const taken = new Set([...this.#moved.values()].map(({ trackId }) => trackId));
    for (const { path, tags } of tracks) {
      if (tags.contentKey === null || moves.trackAt(path) !== null) continue;
      for (const { id, path: from } of moves.withKey(tags.contentKey)) {
        if (taken.has(id) || !(await this.#isLost(from, file.path))) continue;
        this.#moved.set(path, { trackId: id, from });
        break;
      }
    }
  }

  /** Saves the tracks of a file; those that it does not have any more are missing from now on. */
  save({ path, state }: FoundFile, tags: AudioTags, now: string): void {
    const { cueRecords, store } = this.#stores;
    const tracks = this.#tracksOf(path, tags);
    for (const track of tracks) this.#move(track, path);
    const sheetId = this.#sheets.sheetOf(path)?.id ?? null;
    const parts = this.#sheets.partsOf(path);
    const isParted = parts.length > 0 || tracks.length > 1;
    const addedAt = (isParted ? cueRecords.addedAt(path) : null) ?? now;
    for (const track of tracks) {
      store.save(track.path, state, track.tags, addedAt, { ...track.extent, sheetId });
    }
    const paths = new Set(tracks.map((track) => track.path));
    for (const former of [path, ...parts]) if (!paths.has(former)) this.#retire(former, now);
  }

  async #isLost(part: string, found: string): Promise<boolean> {
    if (this.#known.isScanned(part)) return this.#known.isLost(part);
    return isGone(fileOfTrack(part), found);
  }

  #tracksOf(path: string, tags: AudioTags): readonly FileTrack[] {
    const beside = this.#sheets.sheetOf(path);
    const sheet = beside?.sheet ?? tags.cueSheet;
    const file = beside?.file ?? tags.cueSheet?.files[0];
    if (sheet === null || file === undefined) return [{ path, tags, extent: WHOLE_FILE }];
    return tracksOf(path, tags, sheet, file);
  }

  #move({ path }: FileTrack, file: string): void {
    const move = this.#moved.get(path);
    if (move === undefined) return;
    this.#moved.delete(path);
    const { moves, store } = this.#stores;
    store.albums.touchAlbumOf(move.from);
    moves.move([{ ...move, to: path }]);
    this.#known.move(move.from, file);
  }

  #retire(path: string, now: string): void {
    const { moves, records, store } = this.#stores;
    store.albums.touchAlbumOf(path);
    const isWhole = fileOfTrack(path) === path;
    // Its parts have the date when it was added.
    if (!isWhole || !moves.removeUntouched(path)) records.markMissing(path, now);
  }
}
