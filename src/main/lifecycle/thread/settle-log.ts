/**
 * After an unclean end: a log with content lies beside the library, and no process has it open. It is found
 * out whose it is, and whether the library is sound with it, before anything is built on that. A clean
 * start never comes here.
 */
import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { FermataError, reportError, toFermataError } from '../../../shared/errors.ts';
import { notice } from '../../../shared/lifecycle-events.ts';
import { tellInEnglish, type Words, words } from '../../../shared/words/words.ts';
import { lockLocation } from '../files/file-names.ts';
import { setLogAside } from '../files/log-aside.ts';
import { locksOn } from '../files/open-files.ts';
import { unwritablePart } from '../files/rights.ts';
import { storageError } from '../files/storage-errors.ts';
import type { CrashCheck } from '../jobs/check-after-crash.ts';
import type { LogJudgement } from '../jobs/judge-log.ts';
import { addToHistory } from '../lock/library-history.ts';
import { DEFAULT_LOCK_TIMEOUT_MS } from '../lock/lock.ts';
import { requireOneName } from '../lock/one-name.ts';
import { APPLICATION_ID, hasContent } from '../sqlite/connection.ts';
import { readDatabaseHeader } from '../sqlite/database-header.ts';
import type { LibraryRun } from './library-run.ts';
import { underLock } from './locked-work.ts';
import { lockRequest } from './options.ts';
import { waitUntilClosed } from './wait-until-closed.ts';

/** Up to this size a library is checked before it is opened, in bytes: it takes well under a second. */
const SMALL_LIBRARY_BYTES = 64 * 1024 * 1024;

/** What settling a log needs to know. */
type LogRun = Omit<LibraryRun, 'set'>;

type Log = Exclude<LogJudgement, { whose: 'none' }>;

/** `later`: the library is opened, and must be checked by {@link checkLater}. */
export type Settled = 'settled' | 'later';

/** Whether a log with content lies beside a library. */
export function hasLog(libraryFile: string): boolean {
  return hasContent(`${libraryFile}-wal`) || hasContent(`${libraryFile}-journal`);
}

/**
 * Settles what an unclean end has left, under the library's lock. A log that another process is writing is
 * left alone.
 *
 * @throws FermataError `LIBRARY_DAMAGED` if the library is damaged with its log and without it; it is then as
 *   it was, its log beside it. `LOCK_TIMEOUT` naming the process that has a library open that was overwritten
 */
export async function settleLog(run: LogRun): Promise<Settled> {
  await requireOneName(run.libraryFile);
  if ((await judge(run)) === null) return 'settled';
  const request = lockRequest(run.options, run.libraryFile, 'inUse.checks');
  return underLock(request, run.threads, run.onEvent, () => settleLogLocked(run));
}

/** The same for a caller that holds the lock. */
export async function settleLogLocked(run: LogRun): Promise<Settled> {
  const log = await judge(run);
  if (log === null) return 'settled';
  if (log.whose === 'stranger') {
    const { libraryFile: file, options } = run;
    await waitUntilClosed(file, options.lockTimeoutMs ?? DEFAULT_LOCK_TIMEOUT_MS, options.signal);
    // The process that was waited for may have set it aside itself.
    const still = await judge(run);
    if (still?.whose === 'stranger') await setStrangersAside(run, still.ending);
    return 'settled';
  }
  if (isLarge(run.libraryFile)) {
    await recoverAlone(run, log.ending);
    return 'later';
  }
  await checkNow(run, log.ending);
  return 'settled';
}

/** Checks a large library while it is in use: its outcome is emitted, and a line of its history. */
export async function checkLater(run: LogRun): Promise<void> {
  const { libraryFile: file, threads, onEvent } = run;
  onEvent(notice(words('logs.checksLater')));
  try {
    const startedAt = performance.now();
    const found = await threads.sqlite.run('check-after-crash', { file, ending: null });
    writeDown(run, found.damage, performance.now() - startedAt);
    tellOutcome(run, found);
  } catch (error) {
    const { message: reason, code } = toFermataError(error);
    if (code !== 'INTERRUPTED') onEvent(notice(words('logs.checkBrokeOff', { reason })));
  }
}

/** Null where there is nothing to settle, or a process has the library open: this one must not read it then. */
async function judge({ libraryFile: file, threads }: LogRun): Promise<Log | null> {
  const holders = [...(await locksOn(file)), ...(await locksOn(`${file}-shm`))].map(
    ({ pid }) => pid,
  );
  // Where nothing can be written, nothing is built on it either.
  if (unwritablePart(file) !== null) return null;
  // Where its file is gone or empty, the log is what is left of the library.
  if (holders.includes(process.pid) || !hasContent(file)) return null;
  if (isOfAnotherApp(file)) return null;
  const log = await threads.sqlite.run('judge-log', { file });
  if (log.whose === 'none') return null;
  if (log.whose === 'stranger') return log;
  // Elsewhere it cannot be told whether a process is writing it.
  return holders.length > 0 || process.platform !== 'linux' ? null : log;
}

/** Another application's database is left as it is, its log too. */
function isOfAnotherApp(file: string): boolean {
  const header = readDatabaseHeader(file);
  return typeof header !== 'string' && header.applicationId !== APPLICATION_ID;
}

async function setStrangersAside(run: LogRun, ending: Log['ending']): Promise<void> {
  const { libraryFile: file, threads, onEvent } = run;
  const aside = await moveAside(file, ending);
  const startedAt = performance.now();
  try {
    await requireOneName(file);
    const { damage } = await threads.sqlite.run('check-after-crash', { file, ending: null });
    writeDown(run, damage, performance.now() - startedAt);
    if (damage !== null) throw damaged(file, damage);
  } catch (error) {
    await aside.putBack();
    throw error;
  }
  onEvent(notice(words('logs.strangersLog', { file: `${file}${ending}`, folder: aside.folder })));
}

async function checkNow(run: LogRun, ending: Log['ending']): Promise<void> {
  const { libraryFile: file, threads, onEvent } = run;
  const startedAt = performance.now();
  const found = await threads.sqlite.run('check-after-crash', { file, ending });
  const { damage, isSoundAlone } = found;
  writeDown(run, damage, performance.now() - startedAt);
  if (damage === null) {
    // What is to be mended is left as it is.
    if (found.mendable === null) await recoverAlone(run, ending);
    return tellOutcome(run, found);
  }
  if (!isSoundAlone) throw damaged(file, damage);
  const { folder } = await moveAside(file, ending);
  onEvent(notice(words('logs.logBroke', { folder })));
}

/**
 * Plays a WAL in while no process has the file open, under this name or another: one that has it open under
 * another name has a log of its own.
 */
async function recoverAlone({ libraryFile: file, threads }: LogRun, ending: Log['ending']) {
  if (ending !== '-wal') return;
  const isLocked = await threads.sqlite.run('recover', { file });
  if (isLocked) await requireOneName(file, { withLog: true });
}

async function moveAside(file: string, ending: Log['ending']) {
  try {
    return await setLogAside(file, ending);
  } catch (error) {
    throw storageError(error, dirname(file)) ?? error;
  }
}

function isLarge(file: string): boolean {
  return (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > SMALL_LIBRARY_BYTES;
}

function tellOutcome({ onEvent }: LogRun, { damage, mendable }: CrashCheck): void {
  if (mendable !== null) {
    onEvent(notice(words('receipts.mendable', { what: mendable })));
    return;
  }
  onEvent(
    notice(
      damage === null
        ? words('logs.endedUncleanly')
        : words('logs.foundDamaged', { reason: damage }),
    ),
  );
}

/** The history is for people: where it cannot be written, that is a notice. */
function writeDown(
  { libraryFile, options, onEvent }: LogRun,
  damage: string | null,
  durationMs: number,
): void {
  const { lockDir, appVersion } = options;
  const at = new Date().toISOString();
  const told: Words =
    damage === null ? words('logs.endedUncleanly') : words('logs.foundDamaged', { reason: damage });
  const finding = {
    check: 'After an unclean end',
    verdict: damage === null ? ('ok' as const) : ('problem' as const),
    message: tellInEnglish(told),
    advice: null,
    code: damage === null ? null : ('LIBRARY_DAMAGED' as const),
    words: { check: words('logs.check'), message: told },
  };
  try {
    addToHistory(lockLocation(libraryFile, lockDir), {
      kind: 'check',
      at,
      depth: 'full',
      appVersion,
      durationMs,
      findings: [finding],
    });
  } catch (error) {
    onEvent(notice(words('logs.notNoted', { reason: reportError(error).message })));
  }
}

function damaged(file: string, reason: string): FermataError {
  return new FermataError('LIBRARY_DAMAGED', words('errors.damagedBecause', { file, reason }), {
    advice: words('errors.restoreBackup'),
    libraryState: words('errors.damagedFileKept'),
  });
}
