/** errors.ts: one code, one exit status, and everything a person needs, across every boundary. */
import { expect, test } from 'vitest';
import {
  type ErrorCode,
  ErrorReportSchema,
  EXIT_STATUS,
  errorFromReport,
  FermataError,
  reportError,
  systemCode,
  toFermataError,
} from './errors.ts';

const CODES = Object.keys(EXIT_STATUS).flatMap((code) => (isErrorCode(code) ? [code] : []));

function isErrorCode(code: string): code is ErrorCode {
  return code in EXIT_STATUS;
}

test('has the exit statuses that the command line promises', () => {
  expect(EXIT_STATUS).toEqual({
    USAGE: 2,
    LOCK_TIMEOUT: 10,
    BACKUP_FAILED: 11,
    MIGRATION_FAILED: 12,
    MIGRATION_SET_INVALID: 13,
    LIBRARY_TOO_NEW: 14,
    LIBRARY_DAMAGED: 15,
    NOT_A_LIBRARY: 16,
    NO_SPACE: 17,
    NO_PERMISSION: 18,
    BACKUP_INVALID: 19,
    RESTORE_FAILED: 20,
    UPDATE_FAILED: 21,
    NOT_FOUND: 22,
    CONFLICT: 23,
    BUSY: 24,
    LIBRARY_MOVED: 25,
    STORAGE_FAILED: 26,
    TAGS_NOT_WRITTEN: 27,
    INTERNAL: 70,
    INTERRUPTED: 130,
  });
});

test.each(CODES)('%s offers a way on, and a way out', (code) => {
  const report = reportError(new FermataError(code, 'It happened.', { advice: 'Do this.' }));
  expect(report.actions.length).toBeGreaterThan(1);
  expect(report.actions).toContain('quit');
  expect(new Set(report.actions).size).toBe(report.actions.length);
});

test.each(CODES)('%s is the same error after it crossed a boundary as JSON', (code) => {
  const error = new FermataError(code, 'It happened.', {
    advice: 'Do this.',
    libraryState: 'It is asleep.',
    cause: new Error('deep down'),
  });
  const report = ErrorReportSchema.parse(JSON.parse(JSON.stringify(reportError(error))));
  const arrived = errorFromReport(report);
  expect(arrived).toBeInstanceOf(FermataError);
  expect(reportError(arrived)).toEqual(report);
  expect(arrived.exitStatus).toBe(EXIT_STATUS[code]);
});

test('says that the library is unchanged unless it says otherwise', () => {
  const error = new FermataError('NO_SPACE', 'Full.', { advice: 'Free some.' });
  expect(error.libraryState).toBe('Your library has not been changed.');
});

test('tells the chain of causes, outermost first, with their codes', () => {
  const innermost = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
  const inner = new Error('writing the page failed', { cause: innermost });
  const error = new FermataError('BACKUP_FAILED', 'No backup.', { advice: '', cause: inner });
  expect(reportError(error).causes).toEqual([
    'writing the page failed',
    'ENOSPC: no space left on device',
  ]);
});

test('does not say a code twice', () => {
  const cause = Object.assign(new Error('ENOENT: no such file'), { code: 'ENOENT' });
  const error = new FermataError('INTERNAL', 'x', { advice: '', cause });
  expect(reportError(error).causes).toEqual(['ENOENT: no such file']);
});

test('has no causes where there were none, also after a crossing', () => {
  const report = reportError(new FermataError('USAGE', 'x', { advice: '' }));
  expect(report.causes).toEqual([]);
  expect(errorFromReport(report).cause).toBeUndefined();
});

test('tells a cause that is no error', () => {
  const error = new FermataError('INTERNAL', 'x', { advice: '', cause: 'a mere word' });
  expect(reportError(error).causes).toEqual(['a mere word']);
});

test('keeps a Fermata error, and makes one of anything else', () => {
  const error = new FermataError('USAGE', 'x', { advice: '' });
  expect(toFermataError(error)).toBe(error);
  const thrown = new TypeError('x is not a function');
  expect(toFermataError(thrown)).toMatchObject({
    code: 'INTERNAL',
    message: 'Something unexpected went wrong: x is not a function',
    libraryState: 'Nothing that was saved is lost.',
    cause: thrown,
  });
  expect(toFermataError('a word').message).toBe('Something unexpected went wrong: a word');
  expect(toFermataError(undefined).code).toBe('INTERNAL');
});

test('reads the code of a system error, and no other', () => {
  expect(systemCode(Object.assign(new Error(), { code: 'EIO' }))).toBe('EIO');
  expect(systemCode(Object.assign(new Error(), { code: 5 }))).toBeUndefined();
  expect(systemCode(new Error('EIO'))).toBeUndefined();
  expect(systemCode({ code: 'EIO' })).toBeUndefined();
  expect(systemCode(null)).toBeUndefined();
});

test('does not take a report for one that is not', () => {
  const report = reportError(new FermataError('USAGE', 'x', { advice: '' }));
  expect(ErrorReportSchema.safeParse({ ...report, code: 'SOMETHING_NEW' }).success).toBe(false);
  expect(ErrorReportSchema.safeParse({ ...report, actions: ['format-disk'] }).success).toBe(false);
  expect(ErrorReportSchema.safeParse({ ...report, advice: undefined }).success).toBe(false);
});
