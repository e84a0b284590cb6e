/** Why tags were not written: the file is what it was then. */
import { FermataError, type Sentence, systemCode } from '../../../shared/errors.ts';
import { words } from '../../../shared/words/words.ts';
import { storageError } from '../../lifecycle/files/storage-errors.ts';

const NOTHING_WRITTEN = words('tagErrors.nothingWritten');

interface Refusal {
  readonly advice: Sentence;
  readonly cause?: unknown;
}

function refused(
  code: 'CONFLICT' | 'NO_PERMISSION' | 'NOT_FOUND' | 'TAGS_NOT_WRITTEN' | 'NO_SPACE',
  message: Sentence,
  { advice, cause }: Refusal,
): FermataError {
  return new FermataError(code, message, { advice, libraryState: NOTHING_WRITTEN, cause });
}

export function isPartOfFile(path: string): FermataError {
  return refused('CONFLICT', words('tagErrors.isPart', { path }), {
    advice: words('tagErrors.editSheet'),
  });
}

export function isLink(path: string): FermataError {
  return refused('CONFLICT', words('tagErrors.isLink', { path }), {
    advice: words('tagErrors.editTarget'),
  });
}

export function hasOtherNames(path: string, names: number): FermataError {
  return refused('CONFLICT', words('tagErrors.hardLinks', { path, names }), {
    advice: words('tagErrors.copyFirst'),
  });
}

export function changedMeanwhile(path: string): FermataError {
  return refused('CONFLICT', words('tagErrors.changedMeanwhile', { path }), {
    advice: words('tagErrors.lookAgain'),
  });
}

/** @param field whose value is another one than the one that was seen, or written */
export function valueChanged(path: string, field: string): FermataError {
  return refused('CONFLICT', words('tagErrors.valueChanged', { path, field }), {
    advice: words('tagErrors.lookAgain'),
  });
}

export function isReadOnly(path: string, cause?: unknown): FermataError {
  return refused('NO_PERMISSION', words('tagErrors.readOnly', { path }), {
    advice: words('tagErrors.allowWriting'),
    cause,
  });
}

export function cannotKeepAccess(path: string, cause?: unknown): FermataError {
  return refused('NO_PERMISSION', words('tagErrors.cannotKeepAccess', { path }), {
    advice: words('tagErrors.editAsOwner'),
    cause,
  });
}

export function cannotBeTagged(path: string): FermataError {
  return refused('TAGS_NOT_WRITTEN', words('tagErrors.format', { path }), {
    advice: words('tagErrors.convert'),
  });
}

export function isTooLarge(path: string): FermataError {
  return refused('TAGS_NOT_WRITTEN', words('tagErrors.tooLarge', { path }), {
    advice: words('tagErrors.otherProgram'),
  });
}

export function isDamaged(path: string, cause?: unknown): FermataError {
  return refused('TAGS_NOT_WRITTEN', words('tagErrors.damaged', { path }), {
    advice: words('tagErrors.otherProgram'),
    cause,
  });
}

/** What was to be written would have changed more than was asked for. */
export function wouldChangeAudio(path: string): FermataError {
  return refused('TAGS_NOT_WRITTEN', words('tagErrors.audioWouldChange', { path }), {
    advice: words('tagErrors.otherProgram'),
  });
}

export function wouldChangeOthers(path: string, field: string): FermataError {
  return refused('TAGS_NOT_WRITTEN', words('tagErrors.otherTagsWouldChange', { path, field }), {
    advice: words('tagErrors.otherProgram'),
  });
}

export function isNotKept(path: string, field: string): FermataError {
  return refused('TAGS_NOT_WRITTEN', words('tagErrors.valueNotKept', { path, field }), {
    advice: words('tagErrors.otherValue'),
  });
}

/** The error of a system call on a file whose tags were to be written. */
export function asTagError(error: unknown, path: string): unknown {
  if (error instanceof FermataError) return error;
  const code = systemCode(error);
  if (code === 'ENOENT') {
    return refused('NOT_FOUND', words('libraryErrors.fileMissing', { path }), {
      advice: words('libraryErrors.connectOrScan'),
      cause: error,
    });
  }
  if (code === 'ELOOP') return isLink(path);
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return isReadOnly(path, error);
  const known = storageError(error, path);
  if (known === null) return error;
  return new FermataError(known.code, known.sentence, {
    advice: known.advice,
    libraryState: NOTHING_WRITTEN,
    cause: error,
  });
}
