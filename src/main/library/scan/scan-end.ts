/** The end of a scan, after everything has been seen: what was not is gone, and what follows from that. */
import type { TrackStore } from '../tracks/track-store.ts';
import type { KnownSheets } from './cue/known-sheets.ts';
import type { KnownFiles } from './known-files.ts';
import { findDoubtful } from './missing-files.ts';
import type { ScanRecords } from './scan-records.ts';
import type { ScanWriter } from './scan-writer.ts';

interface Parts {
  readonly roots: readonly string[];
  /** Whether tracks are marked as missing even where many of the folders' files are gone. */
  readonly acceptsMissing: boolean;
  readonly known: KnownFiles;
  readonly sheets: KnownSheets;
  readonly records: ScanRecords;
  readonly store: TrackStore;
  readonly writer: ScanWriter;
}

/** How many tracks are missing, and how many there would be where a person decides first. */
interface Missing {
  readonly missing: number;
  readonly notThere: number;
}

export class ScanEnd {
  readonly #parts: Parts;
  /** Nothing at all was in them. */
  readonly #emptyFolders: string[] = [];

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  noteEmptyFolder(path: string): void {
    this.#emptyFolders.push(path);
  }

  /** The tracks that would be marked as missing now, and were not before. */
  newlyMissing(): string[] {
    return this.#newOf(this.#findMissing().missing);
  }

  /** Writes what is gone, and what is there again. */
  async write(): Promise<Missing> {
    const { known, records, writer, store } = this.#parts;
    const { missing, notThere } = this.#findMissing();
    await writer.each(this.#newOf(missing), (path, now) => {
      records.markMissing(path, now);
      store.albums.touchAlbumOf(path);
    });
    await writer.each(known.foundAgain, (path) => {
      records.markFound(path);
      store.albums.touchAlbumOf(path);
    });
    await writer.each(known.solvedProblems(), (path) => records.removeProblem(path));
    // A disk that is not there has its pictures and sheets with it.
    if (notThere === 0) await this.#forgetBesideTracks();
    return { missing: missing.length, notThere };
  }

  /** What follows from tracks and pictures; where the scan is cancelled, from those that it has written. */
  async settleAlbums(): Promise<void> {
    const { store, writer } = this.#parts;
    await writer.eachToTheEnd(store.albums.settling(), (settle) => settle());
  }

  async #forgetBesideTracks(): Promise<void> {
    const { known, sheets, store, writer } = this.#parts;
    const { albums, artworks } = store;
    await writer.each(known.lostPictures(), (path) =>
      albums.touchAlbumsIn(artworks.removePicture(path)),
    );
    await writer.each(
      sheets.gone((path) => known.isOutOfReach(path)),
      (forget) => forget(),
    );
  }

  #newOf(paths: readonly string[]): string[] {
    return paths.filter((path) => !this.#parts.known.wasMissing(path));
  }

  /** The tracks to mark as missing, and how many there would be where a person decides first. */
  #findMissing(): { readonly missing: readonly string[]; readonly notThere: number } {
    const { roots, acceptsMissing, known } = this.#parts;
    const lost = known.lostTracks();
    const paths = lost.map(({ path }) => path);
    if (acceptsMissing) return { missing: paths, notThere: 0 };
    const doubtful = findDoubtful({
      roots,
      known: known.counts,
      lost: lost.filter(({ wasMissing }) => !wasMissing).map(({ path }) => path),
      emptyFolders: this.#emptyFolders,
    });
    return { missing: paths.filter((path) => !doubtful.has(path)), notThere: doubtful.size };
  }
}
