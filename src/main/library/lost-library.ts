/** The errors of a library that is no longer where, or what, it was when it was opened. */
import { FermataError } from '../../shared/errors.ts';
import { words } from '../../shared/words/words.ts';

/** Another file has its name, as after a restore over a damaged or newer library. */
export function libraryReplaced(file: string): FermataError {
  return new FermataError('LIBRARY_MOVED', words('libraryErrors.libraryReplaced', { file }), {
    advice: words('libraryErrors.openNew'),
    libraryState: words('libraryErrors.oldInQuarantine'),
  });
}

/** What was written there is no library: a part of it was cut off, or overwritten. */
export function libraryDamaged(file: string): FermataError {
  return new FermataError('LIBRARY_DAMAGED', words('errors.damaged', { file }), {
    advice: words('errors.restoreBackup'),
    libraryState: words('errors.damagedFileKept'),
  });
}

/** @param folder where a copy of what was written last is kept; null where there is none */
export function libraryOverwritten(file: string, folder: string | null): FermataError {
  return new FermataError('LIBRARY_MOVED', words('logs.overwritten', { file }), {
    advice: words('logs.openWhatIsThere'),
    libraryState: folder === null ? words('logs.noLogKept') : words('logs.logKept', { folder }),
  });
}

/** No file has its name any more. */
export function libraryGone(file: string): FermataError {
  return new FermataError('LIBRARY_DAMAGED', words('libraryErrors.libraryGone', { file }), {
    advice: words('libraryErrors.putBack'),
    libraryState: words('libraryErrors.backupsThere'),
  });
}

/** What is in the log that is still open is written into the library as it is closed. */
export function logGone(file: string): FermataError {
  return new FermataError(
    'LIBRARY_MOVED',
    words('libraryErrors.partRemoved', { file: `${file}-wal` }),
    {
      advice: words('libraryErrors.openAgain'),
      libraryState: words('libraryErrors.savedStill'),
    },
  );
}
