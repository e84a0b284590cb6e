/**
 * What the codes of the system and of SQLite mean for a person: one sentence and one way on for each
 * kind. Only their names are known here; what a vague one means is asked of the file system where there
 * is one (files/storage-errors.ts).
 */
import { type Words, words } from './words/words.ts';

/** What a kind of failure is for whoever asked: an error's code, what happened, and the way on. */
interface Meaning {
  readonly code:
    | 'USAGE'
    | 'LOCK_TIMEOUT'
    | 'LIBRARY_DAMAGED'
    | 'LIBRARY_MOVED'
    | 'NO_SPACE'
    | 'NO_PERMISSION'
    | 'STORAGE_FAILED';
  readonly message: (file: string | Words) => Words;
  readonly advice: Words;
}

const MEANINGS = {
  diskFull: {
    code: 'NO_SPACE',
    message: (file) => words('errors.diskFull', { file }),
    advice: words('errors.freeSpace'),
  },
  quotaUsed: {
    code: 'NO_SPACE',
    message: (file) => words('systemErrors.quotaUsed', { file }),
    advice: words('systemErrors.freeQuota'),
  },
  fileTooLarge: {
    code: 'NO_SPACE',
    message: (file) => words('systemErrors.fileTooLarge', { file }),
    advice: words('systemErrors.otherFileSystem'),
  },
  mayNotWrite: {
    code: 'NO_PERMISSION',
    message: (file) => words('errors.cannotWrite', { file }),
    advice: words('errors.allowWriting'),
  },
  mayNotRead: {
    code: 'NO_PERMISSION',
    message: (file) => words('systemErrors.mayNotRead', { file }),
    advice: words('errors.allowReadingAndWriting'),
  },
  readOnlyDisk: {
    code: 'NO_PERMISSION',
    message: (file) => words('systemErrors.readOnlyDisk', { file }),
    advice: words('systemErrors.makeWritable'),
  },
  pathTooLong: {
    code: 'USAGE',
    message: (file) => words('systemErrors.pathTooLong', { file }),
    advice: words('systemErrors.shorterPath'),
  },
  circularLinks: {
    code: 'USAGE',
    message: (file) => words('systemErrors.circularLinks', { file }),
    advice: words('systemErrors.correctLinks'),
  },
  fileInPath: {
    code: 'USAGE',
    message: (file) => words('systemErrors.fileInPath', { file }),
    advice: words('systemErrors.checkPath'),
  },
  isFolder: {
    code: 'USAGE',
    message: (file) => words('systemErrors.isFolder', { file }),
    advice: words('systemErrors.moveFolder'),
  },
  noSuchFolder: {
    code: 'USAGE',
    message: (path) => words('errors.noSuchFolderOf', { path }),
    advice: words('errors.createFolderOrChoose'),
  },
  notThere: {
    code: 'STORAGE_FAILED',
    message: (file) => words('systemErrors.notThere', { file }),
    advice: words('systemErrors.putBack'),
  },
  replaced: {
    code: 'LIBRARY_MOVED',
    message: (file) => words('libraryErrors.libraryGone', { file }),
    advice: words('libraryErrors.putBack'),
  },
  diskError: {
    code: 'STORAGE_FAILED',
    message: (file) => words('systemErrors.diskError', { file }),
    advice: words('systemErrors.copyAway'),
  },
  fileSystemDamaged: {
    code: 'STORAGE_FAILED',
    message: (file) => words('systemErrors.fileSystemDamaged', { file }),
    advice: words('systemErrors.checkDisk'),
  },
  diskAway: {
    code: 'STORAGE_FAILED',
    message: (file) => words('systemErrors.diskAway', { file }),
    advice: words('systemErrors.connectDisk'),
  },
  staleShare: {
    code: 'STORAGE_FAILED',
    message: (file) => words('systemErrors.staleShare', { file }),
    advice: words('systemErrors.connectShare'),
  },
  shareSilent: {
    code: 'STORAGE_FAILED',
    message: (file) => words('systemErrors.shareSilent', { file }),
    advice: words('systemErrors.connectShare'),
  },
  inUse: {
    code: 'LOCK_TIMEOUT',
    message: (file) => words('systemErrors.inUse', { file }),
    advice: words('systemErrors.quitOrUnmount'),
  },
  otherProgramWrites: {
    code: 'LOCK_TIMEOUT',
    message: (file) => words('errors.otherProgramWrites', { file }),
    advice: words('errors.letItFinish'),
  },
  noLocks: {
    code: 'STORAGE_FAILED',
    message: (file) => words('systemErrors.noLocks', { file }),
    advice: words('systemErrors.localDisk'),
  },
  tooManyOpen: {
    code: 'STORAGE_FAILED',
    message: (file) => words('systemErrors.tooManyOpen', { file }),
    advice: words('libraryErrors.closePrograms'),
  },
  noMemory: {
    code: 'STORAGE_FAILED',
    message: (file) => words('systemErrors.noMemory', { file }),
    advice: words('libraryErrors.closePrograms'),
  },
  noTemporaryFolder: {
    code: 'STORAGE_FAILED',
    message: (file) => words('systemErrors.noTemporaryFolder', { file }),
    advice: words('systemErrors.setTemporaryFolder'),
  },
  notSupported: {
    code: 'STORAGE_FAILED',
    message: (file) => words('systemErrors.notSupported', { file }),
    advice: words('systemErrors.localDisk'),
  },
  valueTooLong: {
    code: 'STORAGE_FAILED',
    message: (file) => words('systemErrors.valueTooLong', { file }),
    advice: words('errors.tryAgainOrSendLog'),
  },
  cannotOpen: {
    code: 'STORAGE_FAILED',
    message: (file) => words('systemErrors.cannotOpen', { file }),
    advice: words('systemErrors.checkDiskAndTry'),
  },
  damaged: {
    code: 'LIBRARY_DAMAGED',
    message: (file) => words('errors.damaged', { file }),
    advice: words('errors.restoreBackup'),
  },
} as const satisfies Record<string, Meaning>;

export type SystemErrorKind = keyof typeof MEANINGS;

/** https://www.sqlite.org/rescode.html and errno(3); the first that fits. */
const KINDS: readonly (readonly [RegExp, SystemErrorKind])[] = [
  // The few kilobytes of a WAL's shared memory do not fit any more.
  [/^(ENOSPC|SQLITE_FULL|SQLITE_IOERR_SHMSIZE)$/, 'diskFull'],
  [/^EDQUOT$/, 'quotaUsed'],
  [/^(EFBIG|EOVERFLOW|SQLITE_NOLFS)$/, 'fileTooLarge'],
  [/^(EACCES|EPERM|SQLITE_PERM|SQLITE_AUTH|SQLITE_IOERR_AUTH)$/, 'mayNotWrite'],
  [/^EROFS$/, 'readOnlyDisk'],
  [/^SQLITE_READONLY_DBMOVED$|^SQLITE_IOERR_VNODE$/, 'replaced'],
  [/^SQLITE_READONLY/, 'mayNotWrite'],
  // A journal cannot be removed from a folder that may not be written any more.
  [/^SQLITE_IOERR_DELETE$/, 'mayNotWrite'],
  [/^ENAMETOOLONG$/, 'pathTooLong'],
  [/^ELOOP$/, 'circularLinks'],
  [/^ENOTDIR$/, 'fileInPath'],
  [/^(EISDIR|SQLITE_CANTOPEN_ISDIR)$/, 'isFolder'],
  [/^SQLITE_IOERR_GETTEMPPATH$|^SQLITE_CANTOPEN_NOTEMPDIR$/, 'noTemporaryFolder'],
  [/^(EUCLEAN|EBADMSG)$/, 'fileSystemDamaged'],
  [/^SQLITE_IOERR_NOMEM$|^SQLITE_NOMEM|^ENOMEM$/, 'noMemory'],
  [/^SQLITE_IOERR_(\w*LOCK|BLOCKED)$|^ENOLCK$/, 'noLocks'],
  [/^EIO$|^SQLITE_IOERR/, 'diskError'],
  [/^(ENODEV|ENXIO|ENOMEDIUM)$/, 'diskAway'],
  [/^ESTALE$/, 'staleShare'],
  [
    /^(ETIMEDOUT|EHOSTDOWN|EHOSTUNREACH|ENETDOWN|ENETUNREACH|ECONNRESET|ECONNABORTED|ECONNREFUSED|ENOTCONN|ESHUTDOWN|EREMOTEIO)$/,
    'shareSilent',
  ],
  [/^(EBUSY|ETXTBSY)$/, 'inUse'],
  [/^SQLITE_(BUSY|LOCKED|PROTOCOL)/, 'otherProgramWrites'],
  [/^(EMFILE|ENFILE)$/, 'tooManyOpen'],
  [/^(ENOSYS|ENOTSUP|EOPNOTSUPP)$/, 'notSupported'],
  [/^SQLITE_TOOBIG$/, 'valueTooLong'],
  [/^SQLITE_CANTOPEN/, 'cannotOpen'],
  [/^SQLITE_(CORRUPT|NOTADB)/, 'damaged'],
];

/**
 * Of errors that libuv has no name for, by the numbers of Linux and of macOS: Node calls them "Unknown
 * system error -116".
 */
const UNNAMED: Readonly<Record<string, string>> = {
  '-116': 'ESTALE',
  '-70': 'ESTALE',
  '-122': 'EDQUOT',
  '-69': 'EDQUOT',
  '-117': 'EUCLEAN',
  '-74': 'EBADMSG',
  '-123': 'ENOMEDIUM',
  '-37': 'ENOLCK',
  '-77': 'ENOLCK',
};

/** What a code is of; undefined where it says nothing by itself (ENOENT, a faulty statement). */
export function systemErrorKind(code: string): SystemErrorKind | undefined {
  const number = /^Unknown system error (-\d+)$/.exec(code)?.[1];
  const named = number === undefined ? code : (UNNAMED[number] ?? code);
  return KINDS.find(([pattern]) => pattern.test(named))?.[1];
}

/** The error of a kind, of a file or of whatever the system named. */
export function meaningOf(kind: SystemErrorKind): Meaning {
  return MEANINGS[kind];
}

/** Calls for a file that is open: Node's errors of them do not name it. */
const OF_OPEN_FILES = /^(read|write|fsync|fdatasync|ftruncate|fstat|close|copyfile|scandir)$/;

/**
 * The kind of an error of the file system, and the file as far as it is named: what no caller has
 * explained is told so.
 */
export function namedSystemError(
  thrown: unknown,
): { kind: SystemErrorKind; file: string | Words } | null {
  if (!(thrown instanceof Error) || !('code' in thrown) || typeof thrown.code !== 'string') {
    return null;
  }
  const kind = systemErrorKind(thrown.code);
  if (kind === undefined) return null;
  if ('path' in thrown && typeof thrown.path === 'string') return { kind, file: thrown.path };
  const call = 'syscall' in thrown ? String(thrown.syscall) : '';
  return OF_OPEN_FILES.test(call) ? { kind, file: words('systemErrors.openFile') } : null;
}
