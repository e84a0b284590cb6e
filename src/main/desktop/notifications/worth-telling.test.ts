/** What a person who looks elsewhere is told, and that it is little. */
import { expect, test } from 'vitest';
import type { ApiEvent } from '../../../shared/api/events.ts';
import type { ScanState } from '../../../shared/api/scan.ts';
import type { BackupActivity } from '../../../shared/backups.ts';
import { type ErrorCode, FermataError, reportError } from '../../../shared/errors.ts';
import { NO_SCAN } from '../../library/scan/scan-state.ts';
import { WorthTelling } from './worth-telling.ts';

const IDLE: BackupActivity = {
  work: 'none',
  state: 'idle',
  phase: null,
  progress: null,
  outcome: null,
  undo: null,
  salvage: null,
  notices: [],
  error: null,
};

const scan = (changes: Partial<ScanState>): ApiEvent => ({
  type: 'scan',
  scan: { ...NO_SCAN, ...changes },
});

const backups = (changes: Partial<BackupActivity>): ApiEvent => ({
  type: 'backups',
  activity: { ...IDLE, ...changes },
});

const failure = (code: ErrorCode) =>
  reportError(new FermataError(code, 'It did not work.', { advice: 'Try again.' }));

/** What is told of events that come at these times, in seconds. */
function told(...events: readonly (readonly [number, ApiEvent])[]): unknown[] {
  const worth = new WorthTelling();
  return events.flatMap(([seconds, event]) => worth.hear(event, seconds * 1000) ?? []);
}

test('a long scan that has finished', () => {
  const events = [
    [0, scan({ state: 'scanning' })],
    [9, scan({ state: 'scanning', done: 5 })],
    [12, scan({ state: 'done', added: 1 })],
    [13, scan({ state: 'done', added: 1 })],
  ] as const;
  expect(told(...events)).toEqual([{ title: 'The scan has finished', body: '1 track added.' }]);
});

test('a long scan that has failed, not one that was cancelled', () => {
  const begin = [0, scan({ state: 'scanning' })] as const;
  expect(told(begin, [60, scan({ state: 'cancelled' })])).toEqual([]);
  expect(told(begin, [60, scan({ state: 'failed', error: failure('NO_SPACE') })])).toEqual([
    { title: 'The scan has failed', body: 'It did not work.' },
  ]);
});

test('not a scan that nobody had to wait for, nor one that ended before', () => {
  expect(told([0, scan({ state: 'scanning' })], [2, scan({ state: 'done' })])).toEqual([]);
  expect(told([60, scan({ state: 'done' })])).toEqual([]);
});

test('a restore, however it ended', () => {
  const begin = [0, backups({ work: 'restore', state: 'running' })] as const;
  const done = backups({ work: 'restore', state: 'done', outcome: 'The backup is restored.' });
  expect(told(begin, [1, done], [2, done])).toEqual([
    { title: 'The restore has finished', body: 'The backup is restored.' },
  ]);
  const failed = backups({
    work: 'restore',
    state: 'failed',
    error: failure('RESTORE_FAILED'),
  });
  expect(told(begin, [1, failed])).toEqual([
    {
      title: 'The restore has failed',
      body: 'It did not work. Your library has not been changed.',
    },
  ]);
});

test('a backup that failed, not one that was made, nor one that was stopped', () => {
  const begin = [0, backups({ work: 'back-up', state: 'running' })] as const;
  const failed = (code: ErrorCode) =>
    backups({ work: 'back-up', state: 'failed', error: failure(code) });
  expect(told(begin, [1, failed('BACKUP_FAILED')])).toMatchObject([
    { title: 'The backup has failed' },
  ]);
  expect(told(begin, [1, backups({ work: 'back-up', state: 'done' })])).toEqual([]);
  expect(told(begin, [1, failed('INTERRUPTED')])).toEqual([]);
});

test('not that backups were verified or copied', () => {
  for (const work of ['verify', 'copy', 'salvage'] as const) {
    expect(
      told([0, backups({ work, state: 'running' })], [9, backups({ work, state: 'done' })]),
    ).toEqual([]);
  }
});
