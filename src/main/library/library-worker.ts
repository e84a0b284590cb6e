/** The worker thread that has the library's database open: answers calls and runs the scan. */
import { parentPort } from 'node:worker_threads';
import { FermataError, reportError } from '../../shared/errors.ts';
import type {
  LibraryCallMessage,
  LibraryCallName,
  LibraryCalls,
  LibraryWorkerMessage,
} from './library-calls.ts';
import { FileLost, OpenDatabase } from './open-database.ts';
import { findRecordedFile, readArtwork, recordPlay } from './playback/playback-queries.ts';
import { deletePlaylist, importPlaylist } from './playlists/playlist-store.ts';
import { Scanner } from './scan/scanner.ts';
import { listScanProblems, summarize } from './summary-queries.ts';
import { findTrack, findTracks, listTrackIds } from './tracks/track-queries.ts';

type CallFunctions = {
  readonly [Name in LibraryCallName]: (
    request: LibraryCalls[Name]['request'],
  ) => LibraryCalls[Name]['result'] | Promise<LibraryCalls[Name]['result']>;
};

/** How often to look whether another process has changed the library, in milliseconds. */
const LOOK_EVERY_MS = 1_000;

let opened: OpenLibrary | null = null;

const calls: CallFunctions = {
  open({ schemaVersion, ...location }) {
    opened = new OpenLibrary(new OpenDatabase(location, schemaVersion));
    return undefined;
  },
  summary: () => summarize(library().database),
  tracks: (query) => findTracks(library().database.db, query),
  'track-ids': (query) => listTrackIds(library().database.db, query),
  track: ({ id }) => findTrack(library().database.db, id),
  'track-file': ({ id }) => findRecordedFile(library().database, id),
  play({ id, startedAt }) {
    const track = recordPlay(library().database, id, startedAt);
    send({ kind: 'changed' });
    return track;
  },
  artwork: ({ sha256 }) => readArtwork(library().database, sha256),
  'import-playlist'(content) {
    const imported = importPlaylist(library().database, content, new Date().toISOString());
    if (imported.id !== null) send({ kind: 'changed' });
    return imported;
  },
  'delete-playlist'({ id, createdAt }) {
    deletePlaylist(library().database, id, createdAt);
    send({ kind: 'changed' });
    return undefined;
  },
  'scan-problems': () => listScanProblems(library().database),
  scan: ({ folders }) => library().scanner.scan(folders),
  'cancel-scan': () => opened?.scanner.cancel(),
  async close() {
    const closing = opened;
    opened = null;
    await closing?.close();
    return undefined;
  },
};

/** The database, its scanner, and the look at what others do to it. */
class OpenLibrary {
  readonly database: OpenDatabase;
  readonly scanner: Scanner;
  readonly #looking: NodeJS.Timeout;
  #dataVersion: unknown;

  constructor(database: OpenDatabase) {
    this.database = database;
    this.scanner = new Scanner(database, {
      onState: (scan) => send({ kind: 'scan', scan }),
      onChanged: () => send({ kind: 'changed' }),
    });
    this.#dataVersion = database.dataVersion();
    this.#looking = setInterval(() => this.#look(), LOOK_EVERY_MS);
  }

  async close(): Promise<void> {
    clearInterval(this.#looking);
    await this.scanner.stop();
    this.database.close();
  }

  #look(): void {
    try {
      this.database.requireOurs();
      const dataVersion = this.database.dataVersion();
      if (dataVersion === this.#dataVersion) return;
      this.#dataVersion = dataVersion;
      send({ kind: 'changed' });
    } catch (error) {
      clearInterval(this.#looking);
      tellIfLost(this.database.asTypedError(error));
    }
  }
}

parentPort?.on('message', (message: LibraryCallMessage) => {
  void answer(message);
});

async function answer({ id, name, request }: LibraryCallMessage): Promise<void> {
  try {
    const call: (request: never) => unknown = calls[name];
    send({ kind: 'result', id, result: await call(request) });
  } catch (error) {
    const typed = opened?.database.asTypedError(error) ?? error;
    send({ kind: 'error', id, report: reportError(typed) });
    tellIfLost(typed);
  }
}

function tellIfLost(error: unknown): void {
  const isLost =
    error instanceof FileLost ||
    (error instanceof FermataError &&
      (error.code === 'LIBRARY_DAMAGED' || error.code === 'LIBRARY_TOO_NEW'));
  if (isLost) send({ kind: 'lost', report: reportError(error) });
}

function library(): OpenLibrary {
  if (opened !== null) return opened;
  throw new FermataError('INTERRUPTED', 'The library is closed.', {
    advice: 'Start Fermata again.',
    libraryState: 'Everything that was saved is in your library.',
  });
}

function send(message: LibraryWorkerMessage): void {
  parentPort?.postMessage(message);
}
