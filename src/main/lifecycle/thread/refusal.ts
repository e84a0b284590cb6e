/** The errors of a library that must not be touched: what an inspection says of it, for a person. */
import { FermataError } from '../../../shared/errors.ts';
import { type Words, words } from '../../../shared/words/words.ts';
import { notAnOrdinaryFile, storageError } from '../files/storage-errors.ts';
import { EMPTY, type Inspection, isUsableAhead, NOT_A_FILE } from '../jobs/inspect.ts';
import { readLastAppVersion } from '../migrations/ledger.ts';
import { hasContent, openReader } from '../sqlite/connection.ts';

/**
 * The error of a library that must not be touched; `missing`, `current` and `behind` have none, nor has
 * one that is newer and allows it ({@link isUsableAhead}).
 */
export function refusal(
  file: string,
  inspection: Inspection,
  latestVersion: number,
): FermataError | null {
  switch (inspection.state) {
    case 'missing':
    case 'current':
    case 'behind':
      return null;
    case 'ahead':
      if (isUsableAhead(inspection, latestVersion)) return null;
      return new FermataError('LIBRARY_TOO_NEW', tooNew(makerOf(file)), {
        advice:
          inspection.neededApp === undefined
            ? words('errors.updateFermata')
            : words('errors.updateFermataTo', { version: inspection.neededApp }),
        cause: `${file} has schema version ${inspection.version}; this version knows ${latestVersion}`,
      });
    case 'foreign':
      return new FermataError(
        'NOT_A_LIBRARY',
        words('errors.notALibrary', { reason: inspection.reason }),
        {
          advice: words('errors.chooseAnotherFile'),
          libraryState: words('errors.fileUnchanged'),
        },
      );
    case 'damaged':
      return new FermataError(
        'LIBRARY_DAMAGED',
        words('errors.damagedBecause', { file, reason: inspection.reason }),
        {
          advice: adviceForDamaged(file, inspection),
          libraryState: words('errors.damagedFileKept'),
        },
      );
    case 'unreadable':
      return unreadable(file, inspection);
    case 'busy':
      return new FermataError('LOCK_TIMEOUT', words('errors.otherProgramWrites', { file }), {
        advice: words('errors.letItFinish'),
      });
  }
}

function unreadable(file: string, { reason, code }: Extract<Inspection, { state: 'unreadable' }>) {
  if (code === NOT_A_FILE) return notAnOrdinaryFile(file, reason);
  const cause = Object.assign(new Error(reason), { code });
  const isRefused = code === 'EACCES' || code === 'EPERM';
  const failure = isRefused ? null : storageError(cause, file);
  if (failure !== null) return failure;
  return new FermataError(
    isRefused ? 'NO_PERMISSION' : 'STORAGE_FAILED',
    words('errors.cannotRead', { file, reason }),
    {
      advice: words(isRefused ? 'errors.allowReadingAndWriting' : 'systemErrors.checkDiskAndTry'),
      cause,
    },
  );
}

function adviceForDamaged(
  file: string,
  { reason, unmarkedVersion }: Extract<Inspection, { state: 'damaged' }>,
): Words {
  if (unmarkedVersion !== undefined) return words('receipts.repairIt');
  // Where only a log is left, a new library would swallow it.
  const hasLog = hasContent(`${file}-wal`) || hasContent(`${file}-journal`);
  return reason === EMPTY && !hasLog
    ? words('logs.restoreOrStartAnew', { file })
    : words('errors.restoreBackup');
}

function tooNew(maker: string | null): Words {
  if (maker === null) return words('errors.madeByNewer');
  return words('errors.madeByNewerVersion', { version: maker });
}

/** The newest version of the app that upgraded the library, as far as it can be read. */
function makerOf(file: string): string | null {
  try {
    const db = openReader(file);
    try {
      return readLastAppVersion(db);
    } finally {
      db.close();
    }
  } catch {
    // Naming the app is a courtesy: a newer ledger may look different.
    return null;
  }
}
