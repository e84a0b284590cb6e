/** Why an update came to nothing, in words: electron-updater tells it in codes and in Chromium's. */
import { z } from 'zod';
import { FermataError, systemCode } from '../../../shared/errors.ts';
import { type Words, words } from '../../../shared/words/words.ts';

/** What was being done when it failed. */
export type UpdateStep = 'check' | 'download' | 'install';

/** The server was waited for in vain. */
export class UpdateTimeout extends Error {
  override readonly name = 'UpdateTimeout';
}

/** The error to show and to log for whatever electron-updater threw. */
export function explainUpdateFailure(step: UpdateStep, thrown: unknown): FermataError {
  if (thrown instanceof FermataError) return thrown;
  const [message, advice] = explain(step, thrown);
  return new FermataError('UPDATE_FAILED', message, {
    advice,
    libraryState: words('updates.stateKept'),
    cause: thrown,
  });
}

function explain(step: UpdateStep, thrown: unknown): [message: Words, advice: Words] {
  if (step === 'install') return [words('updates.notInstalled'), words('updates.tryOrDownload')];
  const code = systemCode(thrown) ?? '';
  if (code === 'ERR_CHECKSUM_MISMATCH' || code === 'ERR_UPDATER_INVALID_SIGNATURE') {
    return [words('updates.wrongFile'), words('updates.againOrDownload')];
  }
  if (code === 'ENOSPC') return [words('updates.noSpace'), words('updates.freeSpace')];
  const isCheck = step === 'check';
  if (isNetworkFailure(thrown)) {
    const message = words(isCheck ? 'updates.noServer' : 'updates.interrupted');
    return [message, words('updates.checkNetwork')];
  }
  if (isBrokenFeed(thrown)) return [words('updates.brokenFeed'), words('updates.tryLater')];
  const message = words(isCheck ? 'updates.cannotCheck' : 'updates.cannotDownload');
  return [message, words('updates.tryLater')];
}

/** Chromium names its network errors in the message: net::ERR_CONNECTION_REFUSED, say. */
function isNetworkFailure(thrown: unknown): boolean {
  return (
    thrown instanceof UpdateTimeout ||
    (thrown instanceof Error && /\bnet::ERR_/.test(thrown.message))
  );
}

/** What answered is no feed of updates: no file of that name, another kind of file, half of one. */
function isBrokenFeed(thrown: unknown): boolean {
  return (
    thrown instanceof z.ZodError ||
    thrown instanceof TypeError ||
    /^(ERR_UPDATER_|HTTP_ERROR_)/.test(systemCode(thrown) ?? '')
  );
}
