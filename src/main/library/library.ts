/**
 * An open library, as the hosts use it. Its database lives in worker threads: the main thread
 * never waits for SQLite.
 */

import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { createClient } from '../../shared/api/client.ts';
import type { Client } from '../../shared/api/define.ts';
import type { Change } from '../../shared/api/events.ts';
import { parseInput } from '../../shared/api/parse-input.ts';
import type {
  ExportedPlaylists,
  ExportRequest,
  PlaylistFormat,
} from '../../shared/api/playlist-files.ts';
import type { ImportedPlaylist } from '../../shared/api/playlists.ts';
import type { ScanState } from '../../shared/api/scan.ts';
import type { EditedTags, FileTags, TrackTagEdit } from '../../shared/api/tags.ts';
import type { ThumbnailSize } from '../../shared/api/tracks.ts';
import { errorFromReport, FermataError } from '../../shared/errors.ts';
import { type Words, words } from '../../shared/words/words.ts';
import type { LibraryLocation } from '../lifecycle/lock/own-files.ts';
import { Covers } from './artworks/covers.ts';
import { thumbnailFolder } from './artworks/thumbnail-folder.ts';
import { Thumbnails } from './artworks/thumbnails.ts';
import { type ThreadCallName, threadContract } from './library-contract.ts';
import { LibraryScans, type ScanOptions } from './library-scans.ts';
import { LibraryThreads } from './library-threads.ts';
import { type OpenedFile, openTrackFile } from './playback/track-file.ts';
import { readPlaylistInThread } from './playlists/read-in-thread.ts';
import {
  exportPlaylists,
  type PlaylistTarget,
  type PlaylistText,
  playlistAsFile,
  type WritingOptions,
  writePlaylistFiles,
} from './playlists/writing/export-playlists.ts';
import { editTags, restoreTags, seeFileTags } from './tags/edit-tags.ts';
import type { LibraryNews, Opening } from './thread-messages.ts';

/** How long closing may take before the threads are ended whatever they do, in milliseconds. */
const CLOSE_TIMEOUT_MS = 5_000;

/**
 * Opens a library that has been prepared (lifecycle/prepare.ts).
 *
 * @param schemaVersion the one that it was prepared for
 * @param lockDir where its lock lies, if not beside it
 * @throws FermataError `NO_PERMISSION`, `LIBRARY_DAMAGED` if it cannot be opened, `LIBRARY_TOO_NEW`
 *   if another process has upgraded it since
 */
export async function openLibrary(
  libraryFile: string,
  schemaVersion: number,
  lockDir?: string,
): Promise<Library> {
  const library = new Library({ libraryFile, lockDir });
  await library.open(schemaVersion);
  return library;
}

export class Library {
  readonly #location: LibraryLocation;
  /** What it answers, and how it is changed: the calls of the contract. */
  readonly calls: Client<typeof threadContract>;
  readonly #threads: LibraryThreads;
  readonly #covers: Covers;
  readonly #thumbnails = new Thumbnails(thumbnailFolder(), (sha256) => this.#covers.find(sha256));
  readonly #scans: LibraryScans;
  readonly #changeListeners = new Set<(change: Change) => void>();
  readonly #remarkListeners = new Set<(remark: Words) => void>();
  readonly #lossListeners = new Set<(error: FermataError) => void>();
  #opening: Opening = { isReadOnly: false, isHeldUp: false, mended: null };

  constructor(location: LibraryLocation) {
    this.#location = location;
    this.#threads = new LibraryThreads(location, (news) => this.#receive(news));
    this.calls = createClient(threadContract, async (name, call, input) => {
      const make = () => this.#threads.call(name as ThreadCallName, parseInput(call.input, input));
      return call.kind === 'write' && call.whileNoScan === true
        ? this.#scans.between(make)
        : make();
    });
    this.#covers = new Covers(location, (sha256) => this.calls.pictureHolders({ sha256 }));
    const { writer } = this.#threads;
    this.#scans = new LibraryScans({
      scan: (request) => writer.ask({ kind: 'scan', ...request }),
      cancel: () => writer.ask({ kind: 'cancel-scan' }),
      musicFolders: async () => (await this.calls.watchedFolders({})).folders,
    });
  }

  /** Where it is, and its locks. */
  get location(): LibraryLocation {
    return this.#location;
  }

  /** Called once, by {@link openLibrary}. */
  async open(schemaVersion: number): Promise<void> {
    try {
      this.#opening = await this.#threads.open(schemaVersion);
    } catch (error) {
      await this.#threads.terminate();
      throw error;
    }
  }

  /** Whether it can only be read here: every change is refused with `NO_PERMISSION`. */
  get isReadOnly(): boolean {
    return this.#opening.isReadOnly;
  }

  /** What a person should know of how it was opened. */
  get remarks(): readonly Words[] {
    const { isReadOnly, isHeldUp, mended } = this.#opening;
    return [
      ...(isReadOnly ? [words('access.onlyRead')] : []),
      ...(isHeldUp ? [words('access.heldUp')] : []),
      ...(mended === null ? [] : [schemaMended(mended)]),
    ];
  }

  /**
   * Opens the file of a track, or answers null where no track has this id.
   *
   * @throws TrackUnavailable if the file cannot be had
   */
  async openAudio(id: number): Promise<OpenedFile | null> {
    const recorded = await this.calls.trackFile({ id });
    return recorded === null ? null : openTrackFile(recorded, this.#location);
  }

  /**
   * Makes a playlist of a playlist file, as the call `importPlaylist` does.
   *
   * @throws FermataError as {@link readPlaylistInThread}, and if the library cannot be written
   */
  async importPlaylistFile(path: string): Promise<ImportedPlaylist> {
    return this.calls.importPlaylist(await readPlaylistInThread(path, this.#location));
  }

  /**
   * Writes playlists into files, as the call of this name does.
   *
   * @throws FermataError as {@link exportPlaylists}
   */
  async exportPlaylists(request: ExportRequest): Promise<ExportedPlaylists> {
    return { files: await exportPlaylists(this.calls, request, this.#location) };
  }

  /**
   * A cover picture, as it is or at most so large.
   *
   * @param sha256 of the picture
   * @returns null where no file holds it any more
   */
  artwork(sha256: string, size: ThumbnailSize | null) {
    return size === null ? this.#covers.find(sha256) : this.#thumbnails.find(sha256, size);
  }

  /**
   * A playlist as a file, with the paths of this computer.
   *
   * @throws FermataError `NOT_FOUND`
   */
  async playlistText(id: number, format: PlaylistFormat): Promise<PlaylistText> {
    return playlistAsFile(await this.calls.playlistToWrite({ id }), format);
  }

  /**
   * Writes each playlist into a file that is named.
   *
   * @throws FermataError as {@link writePlaylistFiles}
   */
  writePlaylistFiles(targets: readonly PlaylistTarget[], options: WritingOptions): Promise<void> {
    return writePlaylistFiles(this.calls, targets, options, this.#location);
  }

  /**
   * All tags of a track's file, as they are written.
   *
   * @throws FermataError `NOT_FOUND` where it is not there
   */
  fileTags(id: number): Promise<FileTags> {
    return seeFileTags({ calls: this.calls, location: this.#location }, id);
  }

  /**
   * Writes tags into files, as the call of this name does. No scan runs beside it, which would write what it has
   * read before.
   *
   * @throws FermataError as {@link editTags}, and `NO_PERMISSION` where the library can only be read
   */
  editTags(edits: readonly TrackTagEdit[]): Promise<EditedTags> {
    return this.#scans.between(() => editTags(this.#forTags(), edits));
  }

  /**
   * Writes old tags back, as the call of this name does.
   *
   * @throws FermataError as {@link restoreTags}
   */
  restoreTags(edits: readonly TrackTagEdit[]): Promise<EditedTags> {
    return this.#scans.between(() => restoreTags(this.#forTags(), edits));
  }

  /** Files are not written whose rows could not follow. */
  #forTags() {
    if (!this.isReadOnly) return { calls: this.calls, location: this.#location };
    throw new FermataError('NO_PERMISSION', words('access.onlyRead'), {
      advice: words('access.openToWrite', { file: this.#location.libraryFile }),
    });
  }

  /**
   * Reads the audio files in folders into the library. Files that have not changed since the last
   * scan are not read again; files that cannot be read are recorded and do not stop it. A quiet scan that
   * runs is cancelled for it.
   *
   * @returns the last state: `done`, or `cancelled` with what was read so far in the library
   * @throws FermataError `USAGE` if a folder is missing, `BUSY` if a scan is running, `NO_SPACE`,
   *   `LIBRARY_TOO_NEW` if another process has upgraded the library meanwhile
   */
  scan(folders: readonly string[], options: ScanOptions = {}): Promise<ScanState> {
    return this.#scans.scan(folders, options);
  }

  /**
   * Looks at music folders, or some parts of them, by itself: nothing is told of it but what it
   * changes, and what a person has to decide.
   *
   * @param parts of the folders, what may have changed; all where missing
   * @returns how it ended; null where it did not begin, because another scan runs
   * @throws FermataError as {@link scan}
   */
  scanQuietly(folders: readonly string[], parts?: readonly string[]): Promise<ScanState | null> {
    return this.#scans.scanQuietly(folders, parts);
  }

  /** The folders that links in the music folders led to when scans looked there last. */
  async linkedFolders(): Promise<readonly string[]> {
    return z.array(z.string()).parse(await this.#threads.writer.ask({ kind: 'linked-folders' }));
  }

  /** Whether a scan runs, a quiet one included. */
  get isScanning(): boolean {
    return this.#scans.isRunning;
  }

  /** How far the running scan is, or how the last one ended; of quiet ones only what asks for a decision. */
  scanState(): ScanState {
    return this.#scans.state;
  }

  /** Ends the running scan, if there is one; what it has read so far stays in the library. */
  cancelScan(): void {
    this.#scans.cancel();
  }

  /** Calls back with each state of each scan until the returned function is called. */
  onScan(listener: (state: ScanState) => void): () => void {
    return this.#scans.onState(listener);
  }

  /** Calls back when this or another process has changed the library, until it is told to stop. */
  onChanged(listener: (change: Change) => void): () => void {
    this.#changeListeners.add(listener);
    return () => this.#changeListeners.delete(listener);
  }

  /**
   * Stops the scan, writes everything back into the library's file and closes it, within
   * {@link CLOSE_TIMEOUT_MS}. Closing again does nothing.
   */
  async close(): Promise<void> {
    // A thread that has died closed nothing; what it had not committed, SQLite rolls back.
    if (this.#threads.writer.isOver) return;
    const timeout = new AbortController();
    try {
      await Promise.race([
        Promise.all([this.#threads.close(), this.#covers.end()]),
        delay(CLOSE_TIMEOUT_MS, undefined, { signal: timeout.signal }),
      ]);
    } catch (error) {
      if (!(error instanceof FermataError && error.code === 'INTERRUPTED')) throw error;
    } finally {
      timeout.abort();
      await this.#threads.terminate();
    }
  }

  /**
   * Calls back when the library can no longer be used: it turned out to be damaged
   * (`LIBRARY_DAMAGED`), a newer app has upgraded it (`LIBRARY_TOO_NEW`), or the thread that works on
   * it has died (`INTERNAL`). It is to be closed then.
   */
  onLost(listener: (error: FermataError) => void): () => void {
    this.#lossListeners.add(listener);
    return () => this.#lossListeners.delete(listener);
  }

  /** Calls back with what a person should know of the library while it is open. */
  onRemark(listener: (remark: Words) => void): () => void {
    this.#remarkListeners.add(listener);
    return () => this.#remarkListeners.delete(listener);
  }

  #receive(news: LibraryNews): void {
    if (news.kind === 'lost') {
      const error = errorFromReport(news.report);
      for (const listener of this.#lossListeners) listener(error);
      return;
    }
    if (news.kind === 'search-mended') {
      for (const listener of this.#remarkListeners) listener(words('receipts.searchMended'));
      return;
    }
    if (news.kind === 'changed') {
      for (const listener of this.#changeListeners) listener(news.change);
      return;
    }
    this.#scans.receive(news.scan);
  }
}

function schemaMended({ names, keptIn }: NonNullable<Opening['mended']>): Words {
  return words('receipts.schemaMended', { names: names.join(', '), file: keptIn ?? '' });
}
