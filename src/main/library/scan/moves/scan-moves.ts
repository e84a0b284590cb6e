/** Has tracks go on under the paths that their files have now, in the steps of a scan. */
import type { AlbumStore } from '../../tracks/album-store.ts';
import type { FoundFile, KnownFiles } from '../known-files.ts';
import type { ScanWriter } from '../scan-writer.ts';
import type { ReadFile } from '../tag-reader.ts';
import { findLaterCopies } from './later-copies.ts';
import type { Move, MoveStore } from './move-store.ts';
import { MovedTracks } from './moved-tracks.ts';
import { respelledPaths } from './spelling.ts';

interface Parts {
  readonly store: MoveStore;
  readonly known: KnownFiles;
  readonly albums: AlbumStore;
  readonly writer: ScanWriter;
}

export class ScanMoves {
  readonly #parts: Parts;
  readonly #moved: MovedTracks;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#moved = new MovedTracks(parts.store, parts.known);
  }

  /**
   * Has tracks go on under a new spelling of their path: a change of case or Unicode form is none of the
   * file.
   *
   * @returns those of the files that are to be read, and how many are not
   */
  async respell(
    files: readonly FoundFile[],
  ): Promise<{ readonly rest: readonly FoundFile[]; readonly done: number }> {
    const { store, known, writer } = this.#parts;
    const lost = known.lostTracks().map(({ path }) => path);
    if (lost.length === 0 || known.newPaths.size === 0) return { rest: files, done: 0 };
    const origins = new Map(respelledPaths(lost, known.newPaths).map(([from, to]) => [to, from]));
    const done = new Set<string>();
    const respelled = files.filter(({ path }) => origins.has(path));
    await writer.each(respelled, (file) => {
      const from = origins.get(file.path) ?? '';
      const track = store.trackAt(from);
      if (track === null) return;
      store.move([{ trackId: track.id, from, to: file.path }]);
      if (known.meetRespelled(from, file) === 'unchanged') done.add(file.path);
    });
    return { rest: files.filter(({ path }) => !done.has(path)), done: done.size };
  }

  /** Whether a file is left for later, when all others have been read: it may be that of another track. */
  hold(file: ReadFile<FoundFile>): Promise<boolean> {
    return this.#moved.hold(file);
  }

  /**
   * Has tracks go on where their content is now.
   *
   * @returns the files that were left for this
   */
  async settle(): Promise<readonly FoundFile[]> {
    await this.#parts.writer.each(this.#moved.settle(), (moves) => this.#move(moves));
    await this.#forgetLeftFolders();
    return this.#moved.held;
  }

  /**
   * Has tracks that are about to be missing go on where their files were copied before.
   *
   * @returns the copies, to be read again
   */
  async followCopies(lost: readonly string[]): Promise<readonly FoundFile[]> {
    const { store, known, writer } = this.#parts;
    const files = new Map<string, FoundFile>();
    await writer.each(await findLaterCopies(store, known, lost), ({ move, file }) => {
      // Of the parts of a file each goes on by itself.
      if (this.#move([move])) files.set(file.path, file);
    });
    await this.#forgetLeftFolders();
    return [...files.values()];
  }

  #move(moves: readonly Move[]): boolean {
    const { store, known, albums } = this.#parts;
    for (const { from, to } of moves) {
      albums.touchAlbumOf(from);
      albums.touchAlbumOf(to);
    }
    const areMoved = store.move(moves);
    for (const { from, to, isLost = false } of areMoved ? moves : []) {
      if (isLost) known.lose(to);
      else known.move(from, to);
    }
    return areMoved;
  }

  async #forgetLeftFolders(): Promise<void> {
    await this.#parts.writer.each(this.#parts.store.forgetLeftFolders(), (forget) => forget());
  }
}
