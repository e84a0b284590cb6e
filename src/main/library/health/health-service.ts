/**
 * The health of the library that a host serves: reads it, checks it in the background, and makes the
 * report that can be sent to somebody.
 */
import { writeFile } from 'node:fs/promises';
import { cleanJson } from '../../../shared/clean-text.ts';
import { FermataError, reportError, toFermataError } from '../../../shared/errors.ts';
import type {
  CheckDepth,
  CheckRecord,
  HealthCheck,
  LibraryHealth,
} from '../../../shared/health.ts';
import type { LifecycleEvent } from '../../../shared/lifecycle-events.ts';
import { words } from '../../../shared/words/words.ts';
import { APP_VERSION } from '../../app-version.ts';
import { machinePlaces, namedFolders, placesOfLibrary } from '../../known-places.ts';
import { readBackupSettings } from '../../lifecycle/backups/settings.ts';
import { lockLocation } from '../../lifecycle/files/file-names.ts';
import type { LibraryPaths } from '../../lifecycle/files/library-paths.ts';
import { storageError } from '../../lifecycle/files/storage-errors.ts';
import { addToHistory } from '../../lifecycle/lock/library-history.ts';
import { leadsToOwnFile } from '../../lifecycle/lock/own-files.ts';
import { runChecks } from './checks/run-checks.ts';
import { type HostView, readHealth, redactHealth } from './read-health.ts';

export interface HealthServiceOptions {
  /** Where the library and what belongs to it lies; null before one was chosen. */
  readonly places: () => LibraryPaths | null;
  /** What the host knows of the library now. */
  readonly view: () => HostView;
}

/** A check runs: the page may ask again when it is done. */
class CheckRuns extends FermataError {
  constructor() {
    super('BUSY', words('libraryErrors.beingChecked'), {
      advice: words('libraryErrors.letCheckFinish'),
    });
  }
}

/** Writes a check's result into the library's history; what stands in the way is no failed check. */
function note({ libraryFile, lockDir }: LibraryPaths, record: CheckRecord): FermataError | null {
  const location = lockLocation(libraryFile, lockDir);
  try {
    addToHistory(location, record);
    return null;
  } catch (error) {
    return storageError(error, location.historyFile) ?? toFermataError(error);
  }
}

function isOfLibrary(file: string): FermataError {
  return new FermataError('USAGE', words('libraryErrors.isOfLibrary', { file }), {
    advice: words('libraryErrors.otherReportName'),
    libraryState: words('libraryErrors.nothingWritten'),
  });
}

const IDLE: HealthCheck = { state: 'idle', depth: null, progress: null, error: null };

export class HealthService {
  readonly #options: HealthServiceOptions;
  readonly #listeners = new Set<(check: HealthCheck) => void>();
  #check = IDLE;
  /** The last check of this process, should its history not have it. */
  #lastCheck: CheckRecord | null = null;
  #running: Promise<void> = Promise.resolve();
  #stop = new AbortController();
  #isClosed = false;

  constructor(options: HealthServiceOptions) {
    this.#options = options;
  }

  /** What is checked now, or how the last check of this process ended. */
  get check(): HealthCheck {
    return this.#check;
  }

  /** Calls back with each change of the check until the returned function is called. */
  onCheck(listener: (check: HealthCheck) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** How the library is, whatever state it is in. */
  async read(): Promise<LibraryHealth> {
    const health = await readHealth(this.#places(), this.#options.view());
    const noted = health.lastCheck?.at ?? '';
    const isOlder = this.#lastCheck !== null && noted < this.#lastCheck.at;
    return isOlder ? { ...health, lastCheck: this.#lastCheck } : health;
  }

  /** The same as JSON, without paths and names: to be sent to somebody. */
  async report(): Promise<string> {
    const places = this.#places();
    // Where the settings cannot be read, the second folder is a path like any other.
    const settings = await readBackupSettings(places.backupsDir, places).catch(() => null);
    const second = settings?.secondDir ?? null;
    const health = redactHealth(await this.read(), [
      ...placesOfLibrary(places),
      ...(second === null ? [] : namedFolders('second backups', [second])),
      ...machinePlaces(),
    ]);
    return `${cleanJson(health, 2)}\n`;
  }

  /**
   * Writes the report into a file that a person chose.
   *
   * @throws FermataError `USAGE` if it is a file of the library itself, `NO_PERMISSION`, `NO_SPACE`;
   *   the system error if it cannot be written otherwise
   */
  async saveReport(file: string): Promise<void> {
    if (await leadsToOwnFile(file, this.#places())) throw isOfLibrary(file);
    const report = await this.report();
    try {
      await writeFile(file, report);
    } catch (error) {
      throw storageError(error, file) ?? error;
    }
  }

  /**
   * Starts a check.
   *
   * @throws CheckRuns; FermataError `USAGE` before a library was chosen
   */
  start(depth: CheckDepth): HealthCheck {
    if (this.#check.state === 'running' || this.#isClosed) throw new CheckRuns();
    const places = this.#places();
    this.#stop = new AbortController();
    this.#become({ ...IDLE, depth, state: 'running' });
    this.#running = this.#run(places, depth).then(
      (unnoted) => this.#end('done', unnoted),
      (error) => this.#fail(error),
    );
    return this.#check;
  }

  /** Stops the check that runs, if one does; it leaves no result. */
  cancel(): HealthCheck {
    this.#stop.abort();
    return this.#check;
  }

  /** Stops the check that runs; settles when nothing of it has the library open any more. */
  async stop(): Promise<void> {
    this.cancel();
    await this.#running;
  }

  /** Stops what runs, and starts nothing more. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.stop();
  }

  /** @returns why its result could not be noted, or null */
  async #run(places: LibraryPaths, depth: CheckDepth): Promise<FermataError | null> {
    const startedAt = performance.now();
    const findings = await runChecks(places, {
      depth,
      isOpen: this.#options.view().isOpen,
      signal: this.#stop.signal,
      onEvent: (event) => this.#follow(event),
    });
    this.#lastCheck = {
      kind: 'check',
      at: new Date().toISOString(),
      depth,
      appVersion: APP_VERSION,
      durationMs: performance.now() - startedAt,
      findings,
    };
    return note(places, this.#lastCheck);
  }

  #follow(event: LifecycleEvent): void {
    if (event.event !== 'progress') return;
    this.#become({ ...this.#check, progress: { done: event.done, total: event.total } });
  }

  #fail(thrown: unknown): void {
    const { code } = toFermataError(thrown);
    if (code === 'INTERRUPTED' || this.#stop.signal.aborted) this.#end('cancelled', null);
    else this.#end('failed', thrown);
  }

  #end(state: 'done' | 'cancelled' | 'failed', thrown: unknown): void {
    const error = thrown === null ? null : reportError(thrown);
    this.#become({ ...this.#check, state, progress: null, error });
  }

  #become(check: HealthCheck): void {
    this.#check = check;
    for (const listener of this.#listeners) listener(check);
  }

  #places(): LibraryPaths {
    const places = this.#options.places();
    if (places !== null) return places;
    throw new FermataError('USAGE', words('errors.noLibraryChosen'), {
      advice: words('errors.chooseLibraryFirst'),
    });
  }
}
