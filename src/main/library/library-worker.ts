/**
 * A thread that has the library open. One of them writes, runs scans and looks at what other processes
 * do to the library; the others only read, so that no read waits for a write.
 */
import { parentPort } from 'node:worker_threads';
import { z } from 'zod';
import type { Call } from '../../shared/api/define.ts';
import { FermataError, reportError } from '../../shared/errors.ts';
import { words } from '../../shared/words/words.ts';
import { canOnlyBeRead } from '../lifecycle/files/rights.ts';
import { Backoff } from '../lifecycle/lock/backoff.ts';
import { requireOneName, requireStillOneName } from '../lifecycle/lock/one-name.ts';
import type { LibraryLocation } from '../lifecycle/lock/own-files.ts';
import { isSearchDamage, isSearchSound } from '../lifecycle/search-index.ts';
import { lowerPriority } from '../lifecycle/thread/priority.ts';
import type { ReadableDb } from './handlers.ts';
import { handleCall, isSearch, type ThreadCallName, threadContract } from './library-contract.ts';
import { OpenDatabase } from './open-database.ts';
import { ReadOnlyDatabase } from './read-only-database.ts';
import type { Opening, OpenRequest, RequestMessage, ThreadRequest } from './thread-messages.ts';
import { forgetCounts } from './tracks/list-counts.ts';
import { OpenLibrary, ReadLibrary } from './watched-library.ts';
import { reportIfLost, send } from './worker-news.ts';

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
    case 'linked-folders':
      return writer().scanner.linkedFolders;
    case 'mend-search':
      return opened instanceof OpenLibrary && opened.mendSearch();
    case 'forget-counts':
      return forgetCounts(library().db);
    case 'close':
      return close();
  }
}

async function open({
  location,
  schemaVersion,
  purpose,
  sortLanguage,
}: OpenRequest): Promise<Opening> {
  if (purpose !== 'writing') opened = new ReadOnlyDatabase(location, schemaVersion);
  else if (canOnlyBeRead(location.libraryFile)) opened = new ReadLibrary(location, schemaVersion);
  else {
    opened = new OpenLibrary(await openUnderOneName(location, schemaVersion), sortLanguage);
  }
  // A search of a million tracks keeps a processor busy for long: a page of a list, or an edit, goes first.
  if (purpose === 'searches') lowerPriority();
  return {
    isReadOnly: opened instanceof ReadLibrary,
    isHeldUp: opened instanceof OpenLibrary && opened.isHeldUp,
    mended: opened instanceof OpenLibrary ? opened.mendedSchema : null,
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
