/**
 * A thread that has the library open. One of them writes, runs scans and looks at what other processes
 * do to the library; the others only read, so that no read waits for a write.
 */
import { setImmediate } from 'node:timers/promises';
import { parentPort } from 'node:worker_threads';
import { z } from 'zod';
import { type Call, SUBJECTS, type Write } from '../../shared/api/define.ts';
import type { Change } from '../../shared/api/events.ts';
import { type ErrorCode, FermataError, reportError } from '../../shared/errors.ts';
import { words } from '../../shared/words/words.ts';
import { canOnlyBeRead } from '../lifecycle/files/rights.ts';
import { Backoff } from '../lifecycle/lock/backoff.ts';
import { requireOneName, requireStillOneName } from '../lifecycle/lock/one-name.ts';
import type { LibraryLocation } from '../lifecycle/lock/own-files.ts';
import { isSearchDamage, isSearchSound } from '../lifecycle/search-index.ts';
import { lowerPriority } from '../lifecycle/thread/priority.ts';
import type { ReadableDb, WritableDb } from './handlers.ts';
import { handleCall, isSearch, type ThreadCallName, threadContract } from './library-contract.ts';
import { OpenDatabase } from './open-database.ts';
import { ReadOnlyDatabase } from './read-only-database.ts';
import { Scanner } from './scan/scanner.ts';
import type {
  Opening,
  OpenRequest,
  RequestMessage,
  ThreadMessage,
  ThreadRequest,
} from './thread-messages.ts';
import { forgetCounts } from './tracks/list-counts.ts';

/** How often to look whether another process has changed the library, in milliseconds. */
const LOOK_EVERY_MS = 1_000;

/** What other processes may have changed. */
const EVERYTHING: Change = { subjects: [...SUBJECTS], tracks: [] };

/** What a scan changes: a track that is gone leaves its playlists. */
const SCANNED: Change = { subjects: ['tracks', 'playlists', 'folders'], tracks: [] };

/** Searches may find other tracks. */
const SEARCHED_ANEW: Change = { subjects: ['tracks'], tracks: [] };

/** The library is closed once an error has one of these codes. */
const LOSSES: readonly ErrorCode[] = ['LIBRARY_DAMAGED', 'LIBRARY_TOO_NEW', 'LIBRARY_MOVED'];

/** Processes give way to one another at random, so that one is the first of them. */
const OPENING_ATTEMPTS = 5;

let opened: OpenLibrary | ReadLibrary | ReadOnlyDatabase | null = null;

parentPort?.on('message', (message: RequestMessage) => {
  void answer(message);
});

async function answer({ id, request }: RequestMessage): Promise<void> {
  try {
    send({ kind: 'result', id, result: await handle(request) });
  } catch (error) {
    if (request.kind === 'call' && opened !== null && isOfSearch(opened.db, error)) {
      send({ kind: 'search-damaged', id });
      return;
    }
    const typed = opened?.asTypedError(error) ?? error;
    send({ kind: 'error', id, report: reportError(typed) });
    reportIfLost(typed);
  }
}

function handle(request: ThreadRequest): unknown {
  switch (request.kind) {
    case 'open':
      return open(request);
    case 'call':
      return call(request.name, request.input);
    case 'scan':
      return writer().scanner.scan(request);
    case 'cancel-scan':
      return opened instanceof OpenLibrary ? opened.scanner.cancel() : undefined;
    case 'mend-search':
      return opened instanceof OpenLibrary && opened.mendSearch();
    case 'forget-counts':
      return forgetCounts(library().db);
    case 'close':
      return close();
  }
}

async function open({ location, schemaVersion, purpose }: OpenRequest): Promise<Opening> {
  if (purpose !== 'writing') opened = new ReadOnlyDatabase(location, schemaVersion);
  else if (canOnlyBeRead(location.libraryFile)) opened = new ReadLibrary(location, schemaVersion);
  else opened = new OpenLibrary(await openUnderOneName(location, schemaVersion));
  // A search of a million tracks keeps a processor busy for long: a page of a list, or an edit, goes first.
  if (purpose === 'searches') lowerPriority();
  return {
    isReadOnly: opened instanceof ReadLibrary,
    isHeldUp: opened instanceof OpenLibrary && opened.isHeldUp,
  };
}

/** Of processes that open a file under two names at the same moment, one goes on. */
async function openUnderOneName(
  location: LibraryLocation,
  schemaVersion: number,
): Promise<OpenDatabase> {
  const backoff = new Backoff();
  const onSearchMended = () => send({ kind: 'search-mended' });
  for (let attempt = 1; ; attempt += 1) {
    await requireOneName(location.libraryFile);
    const database = new OpenDatabase(location, schemaVersion, onSearchMended);
    try {
      await requireStillOneName(location.libraryFile);
      return database;
    } catch (error) {
      database.abandon();
      if (attempt === OPENING_ATTEMPTS) throw error;
      await backoff.pause(undefined);
    }
  }
}

function call(name: ThreadCallName, input: unknown): unknown {
  const definition: Call = threadContract[name];
  if (definition.kind === 'write') return writer().write(definition, name, input);
  const { db, location } = library();
  const answered = handleCall(name, db, input, location);
  if (isSearch(definition, input) && isEmpty(answered)) requireSoundSearch(db);
  return answered;
}

/** A search has found nothing in an index that does not have the library's tracks. */
class SearchOutOfStep extends Error {}

/** Connections whose index was looked through: that takes as long as reading it. */
const soundSearches = new WeakSet<ReadableDb>();

/** An index that has lost its beginning finds nothing, and throws nothing. */
function requireSoundSearch(db: ReadableDb): void {
  if (soundSearches.has(db)) return;
  if (!isSearchSound(db)) throw new SearchOutOfStep('The search index lacks tracks.');
  soundSearches.add(db);
}

function isEmpty(answered: unknown): boolean {
  return z.object({ total: z.literal(0) }).safeParse(answered).success;
}

function isOfSearch(db: ReadableDb, error: unknown): boolean {
  return error instanceof SearchOutOfStep || isSearchDamage(db, error);
}

async function close(): Promise<void> {
  const closing = opened;
  opened = null;
  await closing?.close();
}

/** The database for writing, its scanner, and the look at what others do to it. */
class OpenLibrary {
  readonly scanner: Scanner;
  readonly #database: OpenDatabase;
  readonly #looking: NodeJS.Timeout;
  /** Whether readers hold up what it writes. */
  isHeldUp: boolean;
  #dataVersion: unknown;
  #isCatchingUp = false;
  #isClosed = false;

  constructor(database: OpenDatabase) {
    this.#database = database;
    this.scanner = new Scanner(database, {
      onState: (scan) => send({ kind: 'scan', scan }),
      onChanged: () => send({ kind: 'changed', change: SCANNED, byOthers: false }),
    });
    this.isHeldUp = database.isHeldUp();
    this.#dataVersion = database.dataVersion();
    void this.#catchUpSearch();
    this.#looking = setInterval(() => this.#look(), LOOK_EVERY_MS);
  }

  get db(): WritableDb {
    return this.#database.db;
  }

  get location() {
    return this.#database.location;
  }

  asTypedError(error: unknown): unknown {
    return this.#database.asTypedError(error);
  }

  /** Runs a write in one transaction, and reports what it changed. */
  write(definition: Write, name: ThreadCallName, input: unknown): unknown {
    const answered = this.#database.write(
      () => handleCall(name, this.db, input, this.location),
      definition.waitMs,
    );
    const { changes, tracks } = definition;
    const subjects = typeof changes === 'function' ? changes(input, answered) : changes;
    const change = { subjects: [...subjects], tracks: [...(tracks?.(input, answered) ?? [])] };
    if (change.subjects.length > 0) send({ kind: 'changed', change, byOthers: false });
    void this.#catchUpSearch();
    return answered;
  }

  /** Makes the search index anew; false where that cannot be done. */
  mendSearch(): boolean {
    const isMended = this.#database.mendSearch();
    if (isMended) send({ kind: 'changed', change: SEARCHED_ANEW, byOthers: false });
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
      if (hasChanged) send({ kind: 'changed', change: SEARCHED_ANEW, byOthers: false });
    } catch (error) {
      // Another program writes, or there is no room: searches miss some names until the next write.
      reportIfLost(this.asTypedError(error));
    } finally {
      this.#isCatchingUp = false;
    }
  }

  async close(): Promise<void> {
    clearInterval(this.#looking);
    this.#isClosed = true;
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
      send({ kind: 'changed', change: EVERYTHING, byOthers: true });
    } catch (error) {
      clearInterval(this.#looking);
      reportIfLost(this.asTypedError(error));
    }
  }
}

/** A library that can only be read, and the look at what others do to it. */
class ReadLibrary {
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
      send({ kind: 'changed', change: EVERYTHING, byOthers: true });
    } catch (error) {
      clearInterval(this.#looking);
      reportIfLost(this.asTypedError(error));
    }
  }
}

function reportIfLost(error: unknown): void {
  const isLost = error instanceof FermataError && LOSSES.includes(error.code);
  if (isLost) send({ kind: 'lost', report: reportError(error) });
}

function library(): OpenLibrary | ReadLibrary | ReadOnlyDatabase {
  if (opened !== null) return opened;
  throw new FermataError('INTERRUPTED', words('errors.libraryClosed'), {
    advice: words('errors.startFermataAgain'),
    libraryState: words('errors.everythingSavedIsThere'),
  });
}

function writer(): OpenLibrary {
  const opening = library();
  if (opening instanceof OpenLibrary) return opening;
  if (opening instanceof ReadLibrary) throw onlyRead(opening.location.libraryFile);
  throw new TypeError('This thread only reads the library.');
}

function onlyRead(file: string): FermataError {
  return new FermataError('NO_PERMISSION', words('access.onlyRead'), {
    advice: words('access.openToWrite', { file }),
    libraryState: words('errors.unchanged'),
  });
}

function send(message: ThreadMessage): void {
  parentPort?.postMessage(message);
}
