/**
 * An open library, as the hosts use it. Its database lives in a worker thread: the main thread
 * never waits for SQLite.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type {
  LibrarySummary,
  ScanProblem,
  ScanState,
  Track,
  TrackPage,
  TrackQuery,
} from '../../shared/api.ts';
import { errorFromReport, FermataError } from '../../shared/errors.ts';
import type { TrackOrderQuery } from '../../shared/playback.ts';
import type { ImportedPlaylist, PlaylistContent } from '../../shared/playlists.ts';
import type { LibraryLocation } from '../lifecycle/lock/own-files.ts';
import type { Artwork } from './library-calls.ts';
import { type LibraryNews, LibraryThread } from './library-thread.ts';
import { type OpenedFile, openTrackFile } from './playback/track-file.ts';
import { readPlaylistFile } from './playlists/playlist-file.ts';
import { NO_SCAN } from './scan/scan-state.ts';

/** How long closing may take before the thread is ended all the same, in milliseconds. */
const CLOSE_TIMEOUT_MS = 5_000;

export interface ScanOptions {
  /** Aborting cancels the scan. */
  readonly signal?: AbortSignal | undefined;
  readonly onState?: ((state: ScanState) => void) | undefined;
}

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
  readonly #thread: LibraryThread;
  readonly #scanListeners = new Set<(state: ScanState) => void>();
  readonly #changeListeners = new Set<() => void>();
  readonly #lossListeners = new Set<(error: FermataError) => void>();
  #scan: ScanState = NO_SCAN;

  constructor(location: LibraryLocation) {
    this.#location = location;
    this.#thread = new LibraryThread((news) => this.#hear(news));
  }

  /** Called once, by {@link openLibrary}. */
  async open(schemaVersion: number): Promise<void> {
    try {
      await this.#thread.call('open', { ...this.#location, schemaVersion });
    } catch (error) {
      await this.#thread.terminate();
      throw error;
    }
  }

  /** How much is in the library. */
  summary(): Promise<LibrarySummary> {
    return this.#thread.call('summary', null);
  }

  /** One page of the tracks that match a query, in its order. */
  tracks(query: TrackQuery): Promise<TrackPage> {
    return this.#thread.call('tracks', query);
  }

  /** The ids of all tracks that match a query, in its order. */
  trackIds(query: TrackOrderQuery): Promise<number[]> {
    return this.#thread.call('track-ids', query);
  }

  /** A track, or null where none has this id. */
  track(id: number): Promise<Track | null> {
    return this.#thread.call('track', { id });
  }

  /**
   * Opens the file of a track, or answers null where no track has this id.
   *
   * @throws TrackUnavailable if the file cannot be had
   */
  async openAudio(id: number): Promise<OpenedFile | null> {
    const recorded = await this.#thread.call('track-file', { id });
    return recorded === null ? null : openTrackFile(recorded, this.#location);
  }

  /**
   * Counts a playback of a track, once however often it is told.
   *
   * @param startedAt when the playback began, in ISO 8601
   * @returns the track as it is now, or null where none has this id
   * @throws FermataError if the library cannot be written
   */
  recordPlay(id: number, startedAt: string): Promise<Track | null> {
    return this.#thread.call('play', { id, startedAt });
  }

  /** The cover picture with this SHA-256, or null where the library has none such. */
  artwork(sha256: string): Promise<Artwork | null> {
    return this.#thread.call('artwork', { sha256 });
  }

  /**
   * Makes a playlist of those of its tracks that are in the library; none where no track is.
   *
   * @throws FermataError if the library cannot be written
   */
  importPlaylist(content: PlaylistContent): Promise<ImportedPlaylist> {
    return this.#thread.call('import-playlist', content);
  }

  /**
   * Makes a playlist of a playlist file, as {@link importPlaylist}.
   *
   * @throws FermataError as {@link readPlaylistFile}, and if the library cannot be written
   */
  async importPlaylistFile(path: string): Promise<ImportedPlaylist> {
    return this.importPlaylist(await readPlaylistFile(path, this.#location));
  }

  /**
   * Removes a playlist, if the one that was made then is still there; its tracks stay.
   *
   * @throws FermataError if the library cannot be written
   */
  deletePlaylist(id: number, createdAt: string): Promise<undefined> {
    return this.#thread.call('delete-playlist', { id, createdAt });
  }

  /** The files that scans could not read, by path. */
  scanProblems(): Promise<ScanProblem[]> {
    return this.#thread.call('scan-problems', null);
  }

  /**
   * Reads the audio files in folders into the library. Files that have not changed since the last
   * scan are not read again; files that cannot be read are recorded and do not stop it.
   *
   * @returns the last state: `done`, or `cancelled` with what was read so far in the library
   * @throws FermataError `USAGE` if a folder is missing or a scan is running, `NO_SPACE`,
   *   `LIBRARY_TOO_NEW` if another process has upgraded the library meanwhile
   */
  async scan(folders: readonly string[], options: ScanOptions = {}): Promise<ScanState> {
    const { signal, onState } = options;
    if (this.#scan.state === 'scanning') throw scanIsRunning();
    if (signal?.aborted === true) return { ...NO_SCAN, state: 'cancelled', folders: [...folders] };
    const before = this.#scan;
    this.#scan = { ...NO_SCAN, state: 'scanning', folders: [...folders] };
    const stopListening = onState === undefined ? null : this.onScan(onState);
    const cancel = () => this.cancelScan();
    signal?.addEventListener('abort', cancel);
    try {
      return await this.#thread.call('scan', { folders: [...folders] });
    } catch (error) {
      // A scan that failed has said so; one that was refused never began.
      if (this.scanState().state === 'scanning') this.#scan = before;
      throw error;
    } finally {
      signal?.removeEventListener('abort', cancel);
      stopListening?.();
    }
  }

  /** How far the running scan is, or how the last one ended. */
  scanState(): ScanState {
    return this.#scan;
  }

  /** Ends the running scan, if there is one; what it has read so far stays in the library. */
  cancelScan(): void {
    // A thread that has ended has no scan to cancel.
    this.#thread.call('cancel-scan', null).catch(() => {});
  }

  /** Calls back with each state of each scan until the returned function is called. */
  onScan(listener: (state: ScanState) => void): () => void {
    this.#scanListeners.add(listener);
    return () => this.#scanListeners.delete(listener);
  }

  /** Calls back when this or another process has changed the library, until it is told to stop. */
  onChanged(listener: () => void): () => void {
    this.#changeListeners.add(listener);
    return () => this.#changeListeners.delete(listener);
  }

  /**
   * Stops the scan, writes everything back into the library's file and closes it, within
   * {@link CLOSE_TIMEOUT_MS}. Closing again does nothing.
   */
  async close(): Promise<void> {
    // A thread that has died closed nothing; what it had not committed, SQLite rolls back.
    if (this.#thread.isOver) return;
    const timeout = new AbortController();
    try {
      await Promise.race([
        this.#thread.call('close', null),
        delay(CLOSE_TIMEOUT_MS, undefined, { signal: timeout.signal }),
      ]);
    } catch (error) {
      if (!(error instanceof FermataError && error.code === 'INTERRUPTED')) throw error;
    } finally {
      timeout.abort();
      await this.#thread.terminate();
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

  #hear(news: LibraryNews): void {
    if (news.kind === 'lost') {
      const error = errorFromReport(news.report);
      for (const listener of this.#lossListeners) listener(error);
      return;
    }
    if (news.kind === 'changed') {
      for (const listener of this.#changeListeners) listener();
      return;
    }
    this.#scan = news.scan;
    for (const listener of this.#scanListeners) listener(news.scan);
  }
}

function scanIsRunning(): FermataError {
  return new FermataError('USAGE', 'A scan is already running.', {
    advice: 'Let it finish, or cancel it.',
  });
}
