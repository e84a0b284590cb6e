/** error-details.ts: everything somebody who helps needs to know, in one text. */
import { expect, test } from 'vitest';
import { describeInDetail } from './error-details.ts';
import { FermataError, reportError } from './errors.ts';

test('tells the error, its causes and where it happened', () => {
  const cause = Object.assign(new Error('no space left'), { code: 'ENOSPC' });
  const error = new FermataError('NO_SPACE', 'The disk is full.', { advice: 'Free some.', cause });
  expect(describeInDetail(reportError(error), ['Fermata 1.0.0', 'Linux'])).toBe(
    [
      'NO_SPACE: The disk is full.',
      'Your library has not been changed.',
      'Free some.',
      '  caused by: ENOSPC: no space left',
      '',
      'Fermata 1.0.0',
      'Linux',
    ].join('\n'),
  );
});
