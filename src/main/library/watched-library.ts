/**
 * A library as the thread that may write has it: open, and looked at once a second, since other processes
 * may change, replace or overwrite it.
 */
import { setImmediate } from 'node:timers/promises';
import { SUBJECTS, type Write } from '../../shared/api/define.ts';
import type { Change } from '../../shared/api/events.ts';
import type { LibraryLocation } from '../lifecycle/lock/own-files.ts';
import type { ReadableDb, WritableDb } from './handlers.ts';
import { handleCall, type ThreadCallName } from './library-contract.ts';
import type { OpenDatabase } from './open-database.ts';
import { ReadOnlyDatabase } from './read-only-database.ts';
import { scanIsRunning } from './scan/scan-state.ts';
import { Scanner } from './scan/scanner.ts';
import { forgetCounts } from './tracks/list-counts.ts';
import {
  isSortingAnew,
  setSortLanguage,
  sortLanguageOf,
  sortSomeAnew,
} from './tracks/sort-language.ts';
import { reportIfLost, send } from './worker-news.ts';

/** How often to look whether another process has changed the library, in milliseconds. */
const LOOK_EVERY_MS = 1_000;

/** What other processes may have changed. */
const EVERYTHING: Change = { subjects: [...SUBJECTS], tracks: [] };

/** What a scan changes: a track that is gone leaves its playlists. */
const SCANNED: Change = { subjects: ['tracks', 'playlists', 'folders'], tracks: [] };

/** Sorted anew in a few milliseconds. */
const ROWS_PER_SORTING = 200;

/** A small library is sorted before it is first read; in milliseconds. */
const FIRST_SORTING_MS = 100;

/** Searches may find other tracks, and lists have another order. */
const SEARCHED_ANEW: Change = { subjects: ['tracks'], tracks: [] };

/** The database for writing, its scanner, and the look at what others do to it. */
export class OpenLibrary {
  readonly scanner: Scanner;
  readonly #database: OpenDatabase;
  readonly #looking: NodeJS.Timeout;
  /** Whether readers hold up what it writes. */
  isHeldUp: boolean;
  #dataVersion: unknown;
  #isCatchingUp = false;
  #isClosed = false;

  /** @param sortLanguage what names are to be sorted by; null for what they are sorted by already */
  constructor(database: OpenDatabase, sortLanguage: string | null) {
    this.#database = database;
    this.scanner = new Scanner(database, {
      onState: (scan) => send({ kind: 'scan', scan }),
      onChanged: () => send({ kind: 'changed', change: SCANNED, needsRecount: false }),
    });
    this.isHeldUp = database.isHeldUp();
    this.#dataVersion = database.dataVersion();
    void this.#catchUpSearch();
    void this.#sortBy(sortLanguage);
    this.#looking = setInterval(() => this.#look(), LOOK_EVERY_MS);
  }

  get db(): WritableDb {
    return this.#database.db;
  }

  get location() {
    return this.#database.location;
  }

  get mendedSchema() {
    return this.#database.mendedSchema;
  }

  asTypedError(error: unknown): unknown {
    return this.#database.asTypedError(error);
  }

  /** Runs a write in one transaction, and reports what it changed. */
  write(definition: Write, name: ThreadCallName, input: unknown): unknown {
    if (definition.whileNoScan === true && this.scanner.isRunning) throw scanIsRunning();
    const answered = this.#database.write(
      () => handleCall(name, this.db, input, this.location),
      definition.waitMs,
    );
    const { changes, tracks } = definition;
    const subjects = typeof changes === 'function' ? changes(input, answered) : changes;
    const change = { subjects: [...subjects], tracks: [...(tracks?.(input, answered) ?? [])] };
    // Tracks that come or go are counted anew, by the other threads, too.
    const needsRecount = change.subjects.includes('tracks');
    if (needsRecount) forgetCounts(this.db);
    if (change.subjects.length > 0) send({ kind: 'changed', change, needsRecount });
    void this.#catchUpSearch();
    if (name === 'setTextEncoding' || name === 'restoreTextEncodings') void this.#readCorrected();
    return answered;
  }

  async #readCorrected(): Promise<void> {
    try {
      await this.scanner.readCorrected();
    } catch (error) {
      // Another program writes, or there is no room: the end of the next scan does it.
      reportIfLost(this.asTypedError(error));
    }
  }

  /** Makes the search index anew; false where that cannot be done. */
  mendSearch(): boolean {
    const isMended = this.#database.mendSearch();
    if (isMended) send({ kind: 'changed', change: SEARCHED_ANEW, needsRecount: false });
    return isMended;
  }

  /** Has search find what was named anew, a part at a time: a new name of an artist may be one of many tracks. */
  async #catchUpSearch(): Promise<void> {
    if (this.#isCatchingUp) return;
    this.#isCatchingUp = true;
    try {
      let hasChanged = false;
      while (!this.#isClosed && this.#database.catchUpSearch()) {
        hasChanged = true;
        await setImmediate();
      }
      if (hasChanged) send({ kind: 'changed', change: SEARCHED_ANEW, needsRecount: false });
    } catch (error) {
      // Another program writes, or there is no room: searches miss some names until the next write.
      reportIfLost(this.asTypedError(error));
    } finally {
      this.#isCatchingUp = false;
    }
  }

  /** Has names sorted by a language, a part at a time; what is not done is gone on with at the next opening. */
  async #sortBy(language: string | null): Promise<void> {
    const begun = performance.now();
    try {
      if (language !== null && language !== sortLanguageOf(this.db)) {
        this.#database.write(() => setSortLanguage(this.db, language));
      }
      if (!isSortingAnew(this.db)) return;
      while (!this.#isClosed) {
        if (!this.#database.write(() => sortSomeAnew(this.db, ROWS_PER_SORTING))) break;
        if (performance.now() - begun > FIRST_SORTING_MS) await setImmediate();
      }
      send({ kind: 'changed', change: SEARCHED_ANEW, needsRecount: false });
    } catch (error) {
      // Another program writes, or there is no room: the names stay as they are sorted until the next opening.
      reportIfLost(this.asTypedError(error));
    }
  }

  async close(): Promise<void> {
    clearInterval(this.#looking);
    this.#isClosed = true;
    // A few files: what a command has asked for is done when it ends.
    await this.scanner.settled();
    await this.scanner.stop();
    this.#database.close();
  }

  #look(): void {
    try {
      this.#database.requireUntouched();
      this.#database.requireSameLibrary();
      if (this.isHeldUp) this.isHeldUp = this.#database.isHeldUp();
      const dataVersion = this.#database.dataVersion();
      if (dataVersion === this.#dataVersion) return;
      this.#dataVersion = dataVersion;
      forgetCounts(this.db);
      void this.#catchUpSearch();
      send({ kind: 'changed', change: EVERYTHING, needsRecount: true });
    } catch (error) {
      clearInterval(this.#looking);
      reportIfLost(this.asTypedError(error));
    }
  }
}

/** A library that can only be read, and the look at what others do to it. */
export class ReadLibrary {
  readonly #database: ReadOnlyDatabase;
  readonly #looking: NodeJS.Timeout;
  #state: string;

  constructor(location: LibraryLocation, schemaVersion: number) {
    this.#database = new ReadOnlyDatabase(location, schemaVersion);
    this.#state = this.#database.state();
    this.#looking = setInterval(() => this.#look(), LOOK_EVERY_MS);
  }

  get db(): ReadableDb {
    return this.#database.db;
  }

  get location(): LibraryLocation {
    return this.#database.location;
  }

  asTypedError(error: unknown): unknown {
    return this.#database.asTypedError(error);
  }

  close(): void {
    clearInterval(this.#looking);
    this.#database.close();
  }

  #look(): void {
    try {
      const state = this.#database.state();
      if (state === this.#state) return;
      this.#state = state;
      forgetCounts(this.db);
      send({ kind: 'changed', change: EVERYTHING, needsRecount: true });
    } catch (error) {
      clearInterval(this.#looking);
      reportIfLost(this.asTypedError(error));
    }
  }
}
