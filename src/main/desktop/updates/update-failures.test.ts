/** What a person is told of each way in which an update comes to nothing. */
import { expect, test } from 'vitest';
import { FermataError } from '../../../shared/errors.ts';
import { explainUpdateFailure, UpdateTimeout } from './update-failures.ts';
import { readOffer } from './update-offer.ts';

function coded(code: string, message = 'It happened.'): Error {
  return Object.assign(new Error(message), { code });
}

test.each([
  ['check', new Error('net::ERR_INTERNET_DISCONNECTED'), 'cannot be reached'],
  ['check', new UpdateTimeout('The server said nothing.'), 'cannot be reached'],
  ['check', coded('HTTP_ERROR_503'), 'did not answer as it should'],
  ['check', coded('ERR_UPDATER_CHANNEL_FILE_NOT_FOUND'), 'did not answer as it should'],
  [
    'check',
    new TypeError("Cannot read properties of undefined (reading 'version')"),
    'did not answer as it should',
  ],
  ['check', new Error('Something else'), 'could not be checked for'],
  ['download', new Error('net::ERR_CONNECTION_RESET'), 'was interrupted'],
  ['download', coded('ERR_CHECKSUM_MISMATCH'), 'not the file that was published'],
  ['download', coded('ERR_UPDATER_INVALID_SIGNATURE'), 'not the file that was published'],
  ['download', coded('ERR_UPDATER_NO_CHECKSUM'), 'did not answer as it should'],
  ['download', coded('ENOSPC'), 'no space'],
  ['download', new Error('Cannot download, status 404'), 'could not be downloaded'],
  ['install', coded('EACCES'), 'could not be installed'],
] as const)('%s: %s', (step, thrown, sentence) => {
  const error = explainUpdateFailure(step, thrown);
  expect(error.code).toBe('UPDATE_FAILED');
  expect(error.message).toContain(sentence);
  expect(error.advice).not.toBe('');
  expect(error.cause).toBe(thrown);
});

test('a feed that is not in order is no failure of the network', () => {
  let thrown: unknown;
  try {
    readOffer(
      Object.assign({ version: 'soon' }, { files: [], path: '', sha512: '', releaseDate: '' }),
      '1.0.0',
    );
  } catch (error) {
    thrown = error;
  }
  expect(explainUpdateFailure('check', thrown).message).toContain('did not answer as it should');
});

test('what is explained already stays as it is', () => {
  const error = new FermataError('NO_SPACE', 'Full.', { advice: 'Free some.' });
  expect(explainUpdateFailure('download', error)).toBe(error);
});
