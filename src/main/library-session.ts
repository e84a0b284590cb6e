/**
 * A library as a host with pages serves it: prepared while the pages watch, served while it is
 * open, closed in the end. The desktop app and the web process each have one.
 */
import { isAbsolute } from 'node:path';
import { type ErrorReport, FermataError, reportError } from '../shared/errors.ts';
import { type LifecycleEvent, notice, type OnLifecycleEvent } from '../shared/lifecycle-events.ts';
import type { AnotherTry } from '../shared/ways-on.ts';
import { words } from '../shared/words/words.ts';
import { announcePlace } from './announce-place.ts';
import { APP_VERSION } from './app-version.ts';
import { createApi } from './library/api/api.ts';
import { ApiEvents } from './library/api/api-events.ts';
import { LifecycleFeed } from './library/api/lifecycle-feed.ts';
import { BackupSchedule } from './library/backups/backup-schedule.ts';
import { LibraryBackups } from './library/backups/library-backups.ts';
import { HealthService } from './library/health/health-service.ts';
import type { HostView } from './library/health/read-health.ts';
import { type Library, openLibrary } from './library/library.ts';
import { LibraryWatch } from './library/scan/watching/library-watch.ts';
import type { LibraryPaths } from './lifecycle/files/library-paths.ts';
import { type PrepareOptions, prepareLibrary } from './lifecycle/prepare.ts';
import type { LifecycleOptions } from './lifecycle/thread/options.ts';
import { makeDefaultFolder } from './locations.ts';
import type { FetchHandler } from './pages.ts';

/** Which library to prepare, and where what belongs to it lies. */
export type LibraryChoice = Pick<
  PrepareOptions<Library>,
  'libraryFile' | 'backupsDir' | 'migrationsDir' | 'lockDir' | 'lockTimeoutMs' | 'withoutBackup'
>;

export interface SessionOptions {
  /** Who asks, for the lock's holder record: "the desktop app". */
  readonly host: string;
  readonly onEvent: OnLifecycleEvent;
  /** Which library is prepared, each time one was chosen. */
  readonly onChoice?: (choice: LibraryChoice) => void;
  /** Adds to a failure what only the host knows about it, before it is told. */
  readonly explain?: (error: ErrorReport) => ErrorReport;
}

export class LibrarySession {
  /** Every event so far, for pages that connect late. */
  readonly lifecycle = new LifecycleFeed();
  /** Everything that happens to the library, as the pages are told. */
  readonly events: ApiEvents;
  /** The library's API; it answers that the library is not ready until it is. */
  readonly api: FetchHandler;
  /** The library's backups, which can be restored also while the library cannot be opened. */
  readonly backups: LibraryBackups;
  /** How the library is, also while it cannot be opened. */
  readonly health: HealthService;
  readonly #options: SessionOptions;
  readonly #schedule: BackupSchedule;
  readonly #closing = new AbortController();
  #preparation: Promise<Library> | null = null;
  #isPreparing = false;
  #library: Library | null = null;
  #watch: LibraryWatch | null = null;
  #choice: LibraryChoice | null = null;
  #closed: Promise<void> | null = null;
  /** The library whose place was last told. */
  #announced: string | null = null;
  #announcing: Promise<void> = Promise.resolve();

  constructor(options: SessionOptions) {
    this.#options = options;
    this.backups = new LibraryBackups({
      lifecycle: () => this.#lifecycleOptions(),
      closeLibrary: () => this.#closeLibrary(),
      openLibrary: () => this.#openAgain(),
      onEvent: options.onEvent,
    });
    this.#schedule = new BackupSchedule({
      backups: this.backups,
      lifecycle: () => this.#lifecycleOptions(),
      isIdle: () => this.#library !== null && !this.#library.isScanning,
    });
    this.health = new HealthService({
      places: () => this.#places(),
      view: () => this.#view(),
    });
    const { lifecycle, backups, health } = this;
    // A failure is told to the pages as an event.
    const retry = (another: AnotherTry) => void this.#openAgain(another).catch(() => {});
    const library = () => this.#library;
    this.events = new ApiEvents(lifecycle, library, backups, health);
    const watchStates = () => this.#watch?.states ?? [];
    this.api = createApi({
      lifecycle,
      events: this.events,
      library,
      retry,
      backups,
      health,
      watchStates,
    });
  }

  /** The open library; null before it is ready, and after it was closed or lost. */
  get library(): Library | null {
    return this.#library;
  }

  /**
   * Prepares and opens the library; after a failure it can be tried again, with another library too.
   *
   * @param choose finds the library; what it throws fails the preparation like everything else
   * @throws FermataError told as a `failed` event too; `INTERRUPTED` once the session is closed
   */
  async prepare(choose: () => LibraryChoice): Promise<void> {
    const preparation = this.#prepare(choose);
    this.#preparation = preparation;
    this.#isPreparing = true;
    try {
      this.#library = await preparation;
    } finally {
      this.#isPreparing = false;
    }
    // Of a library that can only be read here, no backup can be made beside it.
    if (!this.#library.isReadOnly) {
      this.#schedule.start();
      this.#startWatching(this.#library);
    }
    this.#library.onLost((error) => void this.#lose(error));
    this.#announcePlace();
  }

  #startWatching(library: Library): void {
    this.#stopWatching();
    this.#watch = new LibraryWatch({
      library,
      onNotice: (sentence) => this.#tell(notice(sentence)),
    });
  }

  #stopWatching(): void {
    this.#watch?.stop();
    this.#watch = null;
  }

  /** Once for each library that is opened: looking for it takes longer than a start may. */
  #announcePlace(): void {
    const choice = this.#choice;
    if (choice === null || choice.libraryFile === this.#announced) return;
    this.#announced = choice.libraryFile;
    const { signal } = this.#closing;
    this.#announcing = announcePlace({ ...choice, lockDir: choice.lockDir }, signal, (event) => {
      // What became of the library meanwhile is what counts.
      if (this.#library !== null) this.#tell(event);
    });
  }

  /** Rolls back a preparation or work on backups that runs, stops a scan, and closes the library. */
  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    this.#closing.abort();
    this.#schedule.stop();
    this.#stopWatching();
    await Promise.all([this.backups.close(), this.health.close(), this.#announcing]);
    // The preparation's caller is told of its failure.
    const library = await this.#preparation?.catch(() => null);
    this.#library = null;
    await library?.close();
  }

  async #closeLibrary(): Promise<void> {
    const library = this.#library;
    this.#library = null;
    this.#stopWatching();
    // A check has it open too.
    await this.health.stop();
    await library?.close();
  }

  /** After a restore: nothing to do where the library stayed open and saw one commit. */
  async #openAgain({ backupsDir, withoutBackup }: AnotherTry = {}): Promise<void> {
    const choice = this.#choice;
    if (this.#library !== null || choice === null) return;
    // Several pages ask at once, or one of them many times: a library that nothing closes would stay open.
    if (this.#isPreparing) return void (await this.#preparation);
    await this.prepare(() => ({
      ...choice,
      ...(backupsDir === undefined ? {} : { backupsDir: fullPath(backupsDir) }),
      // Asked for once, and not kept for the next time.
      withoutBackup: withoutBackup !== undefined,
    }));
  }

  /** The library turned out to be damaged, or newer than this app: the pages offer what helps. */
  async #lose(error: FermataError): Promise<void> {
    await this.#closeLibrary();
    this.#tell({ event: 'failed', error: reportError(error) });
  }

  #places(): LibraryPaths | null {
    return this.#choice === null ? null : { ...this.#choice, lockDir: this.#choice.lockDir };
  }

  /** While it is prepared or worked on, the library is open in a thread of this process. */
  #view(): HostView {
    const last = this.lifecycle.snapshot().events.at(-1);
    const failure = last?.event === 'failed' ? last.error : null;
    const isWorkedOn = this.backups.activity.state === 'running';
    return { isOpen: this.#library !== null || failure === null || isWorkedOn, failure };
  }

  #lifecycleOptions(): LifecycleOptions | null {
    if (this.#choice === null) return null;
    return { ...this.#choice, appVersion: APP_VERSION, host: this.#options.host };
  }

  async #prepare(choose: () => LibraryChoice): Promise<Library> {
    const { host } = this.#options;
    const { signal } = this.#closing;
    const prepared = await prepareLibrary(
      {
        ...this.#choose(choose),
        appVersion: APP_VERSION,
        host,
        signal,
        // Served before the pages hear that it is ready: they ask for its tracks at once.
        open: async (...opening) => {
          const library = await openLibrary(...opening);
          for (const remark of library.remarks) this.#tell(notice(remark));
          library.onRemark((remark) => this.#tell(notice(remark)));
          this.#library = library;
          return library;
        },
      },
      (event) => this.#tell(event),
    );
    return prepared.library;
  }

  #choose(choose: () => LibraryChoice): LibraryChoice {
    try {
      if (this.#closing.signal.aborted) throw alreadyClosed();
      const choice = choose();
      this.#options.onChoice?.(choice);
      makeDefaultFolder(choice.libraryFile);
      this.#choice = choice;
      return choice;
    } catch (error) {
      this.#tell({ event: 'failed', error: reportError(error) });
      throw error;
    }
  }

  #tell(event: LifecycleEvent): void {
    const { explain, onEvent } = this.#options;
    const told =
      event.event === 'failed' && explain !== undefined
        ? { ...event, error: explain(event.error) }
        : event;
    this.lifecycle.push(told);
    onEvent(told);
  }
}

/** @throws FermataError `USAGE` if it is not a full path: a person cannot know what it would be relative to */
function fullPath(folder: string): string {
  if (isAbsolute(folder)) return folder;
  throw new FermataError('USAGE', words('backupErrors.notFullPath', { folder }), {
    advice: words('backupErrors.writeFullPath'),
  });
}

function alreadyClosed(): FermataError {
  return new FermataError('INTERRUPTED', words('libraryErrors.closing'), {
    advice: words('errors.startFermataAgain'),
  });
}
