/** For tests: a process of its own that does what the test asks of it over IPC (see peer.ts). */
import { createHash } from 'node:crypto';
import { appendFileSync, copyFileSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { reportError, systemCode } from '../../../shared/errors.ts';
import type { LifecycleEvent } from '../../../shared/lifecycle-events.ts';
import { type BackupRequest, backUpLibrary } from '../backups/backup.ts';
import { locksOn, processesThatHold } from '../files/open-files.ts';
import { acquireLock, type LibraryLock, type LockRequest } from '../lock/lock.ts';
import { type PrepareOptions, prepareLibrary } from '../prepare.ts';
import { openReader } from '../sqlite/connection.ts';
import { isSnapshot } from '../sqlite/database.ts';
import { type LifecycleThreads, withThreads } from '../thread/lifecycle-thread.ts';
import type { PeerRequest } from './peer.ts';

const databases = new Map<string, Database.Database>();
const stopping = new AbortController();
let lock: LibraryLock | null = null;
let writing: NodeJS.Timeout | undefined;

const calls: Record<PeerRequest['call'], (args: never) => unknown> = {
  /** Runs SQL on a plain connection that stays open; the rows, if it has any. */
  sql({ file, sql }: { file: string; sql: string }) {
    const db = database(file);
    const statement = db.prepare(sql);
    return statement.reader ? statement.raw().all() : statement.run().changes;
  },
  /** Writes on and on, as an app that is in use does, until it is asked how often. */
  'start-writing'({ file, sql }: { file: string; sql: string }) {
    const statement = database(file).prepare(sql);
    writing = setInterval(() => {
      statement.run();
      writes += 1;
    }, 1);
  },
  'stop-writing'() {
    clearInterval(writing);
    return writes;
  },
  'close-databases'() {
    for (const db of databases.values()) db.close();
    databases.clear();
  },
  async prepare(options: Omit<PrepareOptions<string>, 'open'>) {
    const open = async (file: string) => file;
    return await prepareLibrary({ ...options, open, signal: stopping.signal }, tell);
  },
  async lock(request: LockRequest) {
    lock = await acquireLock({ ...request, signal: stopping.signal }, tell);
  },
  async release() {
    await lock?.release();
  },
  'fill-disk'({ folder }: { folder: string }) {
    for (let bytes = 2 ** 20; bytes >= 1; bytes = Math.floor(bytes / 2)) {
      while (tryToAppend(join(folder, 'filling'), bytes));
    }
  },
  'copy-file': ({ from, to }: { from: string; to: string }) => copyFileSync(from, to),
  'digest-of': ({ file }: { file: string }) =>
    createHash('sha256').update(readFileSync(file)).digest('hex'),
  'names-in': ({ folder }: { folder: string }) =>
    readdirSync(folder)
      .filter((name) => !name.endsWith('.history.jsonl'))
      .sort(),
  'back-up'(request: BackupRequest) {
    const work = (threads: LifecycleThreads) => backUpLibrary(request, threads, tell);
    return withThreads(tell, work, stopping.signal);
  },
  'file-number': ({ file }: { file: string }) => statSync(file).ino,
  'processes-that-hold': ({ file }: { file: string }) => processesThatHold(file),
  'locks-on': ({ file }: { file: string }) => locksOn(file),
  read({ file, sql }: { file: string; sql: string }) {
    const db = openReader(file);
    try {
      return { rows: db.prepare(sql).raw().all(), isSnapshot: isSnapshot(db) };
    } finally {
      db.close();
    }
  },
  /** What a host does on SIGINT. */
  abort() {
    stopping.abort(new Error('asked to stop'));
  },
};

let writes = 0;

process.on('message', (message: PeerRequest) => void answer(message));
process.on('disconnect', () => process.exit());
process.send?.({ kind: 'started' });

async function answer({ id, call, args }: PeerRequest): Promise<void> {
  try {
    const run: (args: never) => unknown = calls[call];
    process.send?.({ kind: 'result', id, result: (await run(args)) ?? null });
  } catch (error) {
    process.send?.({ kind: 'error', id, report: reportError(error) });
  }
}

function tell(event: LifecycleEvent): void {
  process.send?.({ kind: 'event', event });
}

function tryToAppend(file: string, bytes: number): boolean {
  try {
    appendFileSync(file, Buffer.alloc(bytes));
    return true;
  } catch (error) {
    if (systemCode(error) === 'ENOSPC') return false;
    throw error;
  }
}

function database(file: string): Database.Database {
  const open = databases.get(file) ?? new Database(file);
  databases.set(file, open);
  return open;
}
