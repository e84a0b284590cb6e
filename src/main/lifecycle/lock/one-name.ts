/**
 * A file with several names (a hard link, a mount of the file alone, as into a container) has a log for
 * each name: two processes that write it under two of them lose what they write. So a library that is open
 * under another name is refused, before anything is written.
 *
 * Who has a file open in WAL mode keeps a shared lock on the file itself, whatever name it was opened by: the
 * first process under a name finds out by asking for the exclusive one, which works across mounts, containers
 * and users. Linux also tells which process it is, if it can be seen from here.
 */
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readlinkSync,
  statSync,
  writeSync,
} from 'node:fs';
import { FermataError, systemCode } from '../../../shared/errors.ts';
import { type Words, words } from '../../../shared/words/words.ts';
import { locksOn } from '../files/open-files.ts';
import { hasContent, openAlone, openWalGuard } from '../sqlite/connection.ts';
import { Backoff } from './backoff.ts';

/** How long processes under the same name may be in the middle of opening it, in milliseconds. */
const OPENING_MS = 1_500;

interface Holder {
  readonly pid: number;
  /** By which it has the file open; null where that cannot be seen. */
  readonly name: string | null;
}

/**
 * Checks that no process has a library open under another name. A process that has it open here, or under
 * this name, has checked that before.
 *
 * @param options.withLog whether a log beside it may be played in: it is known to be its own
 * @throws FermataError `LOCK_TIMEOUT` naming the process and the other name, where they can be seen
 */
export async function requireOneName(
  file: string,
  { withLog = false }: { readonly withLog?: boolean } = {},
): Promise<void> {
  if (!hasContent(file)) return;
  const backoff = new Backoff();
  const giveUpAt = performance.now() + OPENING_MS;
  for (;;) {
    const { isOpenHere, others, strangers } = await holdersOf(file);
    if (isOpenHere) return;
    if (strangers.length > 0) throw openUnderOtherName(file, strangers);
    if (others) return;
    // A log is played into its file by who asks for the lock: it is settled before (settle-log.ts).
    const hasLog = hasContent(`${file}-wal`) || hasContent(`${file}-journal`);
    if (hasLog && !withLog) return;
    if (!isLockedElsewhere(file)) return;
    if (performance.now() >= giveUpAt) break;
    await backoff.pause(undefined);
  }
  // Processes of another container are not seen; where they share this name's log, they share its `-shm`.
  if (hasContent(`${file}-shm`) && !isFirstOfName(file)) return;
  throw openUnderOtherName(file, (await holdersOf(file)).unseen);
}

/**
 * The same for a process that has just opened it: of two that did so at the same moment at least one sees the
 * other.
 *
 * @throws FermataError as {@link requireOneName}
 */
export async function requireStillOneName(file: string): Promise<void> {
  const { strangers } = await holdersOf(file);
  if (strangers.length > 0) throw openUnderOtherName(file, strangers);
}

/**
 * Whether another process has a file open in WAL mode, under whatever name. A log with content beside this
 * name is played into it if none has.
 */
export function isLockedElsewhere(file: string): boolean {
  try {
    openAlone(file).close();
    return false;
  } catch (error) {
    // With any other error nothing will be written under this name either.
    return systemCode(error)?.startsWith('SQLITE_BUSY') === true;
  }
}

/**
 * Whether no other process has this name's shared memory (`-shm`) open: SQLite cuts that off when it is the
 * first to open it, and so a byte that was added to it is gone. For a library that this process does not
 * have open.
 */
function isFirstOfName(file: string): boolean {
  const sharedMemory = `${file}-shm`;
  const marked = addByte(sharedMemory);
  if (marked === null) return false;
  const db = openWalGuard(file);
  try {
    return statSync(sharedMemory).size !== marked;
  } finally {
    db.close();
  }
}

/** @returns its size then; null where it is no ordinary file of its own, which is left as it is */
function addByte(sharedMemory: string): number | null {
  const { O_WRONLY, O_APPEND, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
  const before = lstatSync(sharedMemory);
  if (!before.isFile() || before.nlink !== 1) return null;
  const descriptor = openSync(sharedMemory, O_WRONLY | O_APPEND | O_NOFOLLOW | O_NONBLOCK);
  try {
    writeSync(descriptor, '\0');
    return fstatSync(descriptor).size;
  } finally {
    closeSync(descriptor);
  }
}

/** Who holds SQLite's locks on the file, as far as this system tells. */
async function holdersOf(file: string) {
  const pids = new Set((await locksOn(file)).map(({ pid }) => pid));
  const ofThisName = new Set((await locksOn(`${file}-shm`)).map(({ pid }) => pid));
  const isOpenHere = ofThisName.has(process.pid);
  const elsewhere = [...pids].filter((pid) => pid !== process.pid && !ofThisName.has(pid));
  const holders = elsewhere.map((pid) => ({ pid, name: otherNameIn(pid, file) }));
  return {
    isOpenHere,
    /** Whether other processes have it open under this name. */
    others: [...ofThisName].some((pid) => pid !== process.pid),
    strangers: holders.filter(({ name }) => name !== null),
    /** What they have open cannot be seen: processes of another user. */
    unseen: holders,
  };
}

/**
 * The name by which a process has a library open with a log that is not this name's; null where it has
 * none, as while it opens it, or where what it has open cannot be seen.
 */
function otherNameIn(pid: number, file: string): string | null {
  const library = numberOf(file);
  const open = filesOpenIn(pid);
  const names = open.flatMap(({ path, number }) => (number === library ? [path] : []));
  const logs = ['-wal', '-shm'];
  const own = logs.map((ending) => numberOf(`${file}${ending}`));
  const isStranger = ({ path, number }: OpenFile, name: string) =>
    logs.some((ending) => path === `${name}${ending}`) && !own.includes(number);
  return names.find((name) => open.some((each) => isStranger(each, name))) ?? null;
}

interface OpenFile {
  readonly path: string;
  readonly number: string | null;
}

function filesOpenIn(pid: number): OpenFile[] {
  const folder = `/proc/${pid}/fd`;
  try {
    return readdirSync(folder).flatMap((descriptor) => {
      try {
        const link = `${folder}/${descriptor}`;
        return [{ path: readlinkSync(link), number: numberOf(link) }];
      } catch {
        // It was closed meanwhile.
        return [];
      }
    });
  } catch {
    // The process has ended, or belongs to another user.
    return [];
  }
}

function numberOf(path: string): string | null {
  const stats = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stats === undefined ? null : `${stats.dev}/${stats.ino}`;
}

function openUnderOtherName(file: string, holders: readonly Holder[]): FermataError {
  const [first] = holders;
  return new FermataError('LOCK_TIMEOUT', sentence(file, first), {
    advice: words('logs.oneNameOnly'),
  });
}

function sentence(file: string, holder: Holder | undefined): Words {
  if (holder === undefined) return words('logs.openSomewhere', { file });
  const pid = String(holder.pid);
  return holder.name === null
    ? words('logs.openInProcess', { file, pid })
    : words('logs.openUnderOtherName', { file, pid, name: holder.name });
}
