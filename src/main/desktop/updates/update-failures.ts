/** Why an update came to nothing, in words: electron-updater tells it in codes and in Chromium's. */
import { z } from 'zod';
import { FermataError, systemCode } from '../../../shared/errors.ts';

/** What was being done when it failed. */
export type UpdateStep = 'check' | 'download' | 'install';

/** The server was waited for in vain. */
export class UpdateTimeout extends Error {
  override readonly name = 'UpdateTimeout';
}

const TRY_LATER = 'Fermata tries again by itself: there is nothing for you to do.';

/** The error to show and to log for whatever electron-updater threw. */
export function explainUpdateFailure(step: UpdateStep, thrown: unknown): FermataError {
  if (thrown instanceof FermataError) return thrown;
  const [message, advice] = explain(step, thrown);
  return new FermataError('UPDATE_FAILED', message, {
    advice,
    libraryState: 'Your library and this version of Fermata are as they were.',
    cause: thrown,
  });
}

function explain(step: UpdateStep, thrown: unknown): [message: string, advice: string] {
  if (step === 'install') {
    return [
      'The update could not be installed.',
      'Try again, or get the new version from the releases page.',
    ];
  }
  const code = systemCode(thrown) ?? '';
  if (code === 'ERR_CHECKSUM_MISMATCH' || code === 'ERR_UPDATER_INVALID_SIGNATURE') {
    return [
      'The downloaded update is not the file that was published. It has been thrown away.',
      'Try again. If it happens again, get the new version from the releases page.',
    ];
  }
  if (code === 'ENOSPC') {
    return ['There is no room to download the update.', 'Free some space, then check again.'];
  }
  if (isNetworkFailure(thrown)) {
    return step === 'check'
      ? ['The update server cannot be reached.', `Check the network connection. ${TRY_LATER}`]
      : [
          'The download of the update was interrupted.',
          `Check the network connection. ${TRY_LATER}`,
        ];
  }
  if (isBrokenFeed(thrown)) {
    return ['The update server did not answer as it should.', TRY_LATER];
  }
  return [
    step === 'check' ? 'Updates could not be checked for.' : 'The update could not be downloaded.',
    TRY_LATER,
  ];
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
