/** library-log.ts: one line for each thing that happens, with how long it took. */
import { afterEach, expect, test } from 'vitest';
import type { ScanState } from '../../../shared/api/scan.ts';
import type { BackupActivity } from '../../../shared/backups.ts';
import { FermataError, reportError } from '../../../shared/errors.ts';
import type { LifecycleEvent, LockHolder } from '../../../shared/lifecycle-events.ts';
import { speak } from '../../../shared/words/words.ts';
import { LibraryLog } from './library-log.ts';

afterEach(() => speak('en'));

const HOLDER: LockHolder = {
  pid: 4711,
  host: 'studio',
  bootId: 'boot',
  appVersion: '1.2.0',
  purpose: 'the command line is upgrading the library',
  since: '2026-11-24T15:00:00.000Z',
  token: 'one',
};

const FULL = new FermataError('NO_SPACE', 'The disk is full.', {
  advice: 'Free some.',
  cause: new Error('ENOSPC'),
});

const WORK: BackupActivity = {
  work: 'back-up',
  state: 'running',
  phase: null,
  progress: null,
  outcome: null,
  undo: null,
  salvage: null,
  notices: [],
  error: null,
};

const SCAN: ScanState = {
  state: 'scanning',
  folders: ['/music'],
  found: 0,
  done: 0,
  added: 0,
  moved: 0,
  changed: 0,
  unchanged: 0,
  missing: 0,
  failed: 0,
  notThere: 0,
  leftOut: { hidden: 0, system: 0, marked: 0, format: 0 },
  isQuiet: false,
  error: null,
};

/** A log whose clock moves on by ten milliseconds each time it is looked at. */
function startLog() {
  const lines: string[] = [];
  let time = 0;
  const log = new LibraryLog(
    (level, line) => lines.push(`${level} ${line}`),
    () => {
      time += 10;
      return time;
    },
  );
  return { log, lines };
}

test('tells how long each phase and step took, and leaves each small step forward out', () => {
  const { log, lines } = startLog();
  const events: LifecycleEvent[] = [
    { event: 'phase', phase: 'inspect' },
    { event: 'phase', phase: 'migrate' },
    { event: 'step', version: 4, name: 'add_mood', title: 'Add mood', index: 1, total: 2 },
    { event: 'progress', phase: 'migrate', done: 1, total: 2, unit: 'steps' },
    { event: 'step-applied', version: 4, name: 'add_mood', durationMs: 7.4 },
    { event: 'ready', fromVersion: 3, toVersion: 4, durationMs: 123.4 },
  ];
  for (const event of events) log.lifecycle(event);
  expect(lines).toEqual([
    'info library: inspect begins',
    'info library: inspect took 10 ms',
    'info library: migrate begins',
    'info library: step 1 of 2, add_mood, begins',
    'info library: add_mood took 7 ms',
    'info library: migrate took 10 ms',
    'info library: ready after 123 ms, version 3 → 4',
  ]);
});

test('names each holder that is waited for once, and tells how long the wait was', () => {
  const { log, lines } = startLog();
  const wait = { event: 'waiting', waitedMs: 0, timeoutMs: 30_000 } as const;
  log.lifecycle({ event: 'phase', phase: 'wait' });
  log.lifecycle({ ...wait, holder: null });
  log.lifecycle({ ...wait, holder: null });
  log.lifecycle({ ...wait, holder: HOLDER });
  log.lifecycle({ ...wait, holder: HOLDER });
  log.lifecycle({ event: 'phase', phase: 'open' });
  expect(lines).toEqual([
    'info library: wait begins',
    'info library: waits for another process, at most 30000 ms',
    expect.stringMatching(/^info library: waits for process 4711 on studio .*, at most 30000 ms$/),
    'info library: wait took 10 ms',
    'info library: open begins',
  ]);
});

test('ends the phase in which it failed, and names the cause', () => {
  const { log, lines } = startLog();
  log.lifecycle({ event: 'phase', phase: 'backup' });
  log.lifecycle({ event: 'failed', error: reportError(FULL) });
  expect(lines.slice(1)).toEqual([
    'info library: backup took 10 ms',
    'error library: it cannot be used: NO_SPACE: The disk is full. Your library has not been changed. Cause: ENOSPC',
  ]);
});

test('tells of work on backups once when it begins and once when it ends', () => {
  const { log, lines } = startLog();
  log.backups(WORK);
  log.lifecycle({ event: 'phase', phase: 'backup' });
  log.backups({ ...WORK, progress: { done: 1, total: 2 } });
  log.backups({ ...WORK, state: 'done', outcome: 'It is made.' });
  log.backups({ ...WORK, state: 'running', work: 'verify' });
  log.backups({ ...WORK, state: 'failed', work: 'verify', error: reportError(FULL) });
  expect(lines).toEqual([
    'info library: back-up begins',
    'info library: backup begins',
    'info library: backup took 10 ms',
    'info library: back-up took 30 ms: It is made.',
    'info library: verify begins',
    expect.stringMatching(/^error library: verify failed after 10 ms: NO_SPACE: /),
  ]);
});

test('tells of a scan once when it begins and once when it ends', () => {
  const { log, lines } = startLog();
  log.scan({ ...SCAN, state: 'idle' });
  log.scan(SCAN);
  log.scan({ ...SCAN, found: 3 });
  log.scan({ ...SCAN, state: 'done', found: 3, added: 2, failed: 1 });
  expect(lines).toEqual([
    'info library: scan begins',
    'info library: scan done after 10 ms: 3 files, 2 added, 0 changed, 0 missing, 1 not readable',
  ]);
});

test('tells of a check once when it begins and once when it ends', () => {
  const { log, lines } = startLog();
  const check = { state: 'running', depth: 'full', progress: null, error: null } as const;
  log.check({ ...check, state: 'idle', depth: null });
  log.check(check);
  log.check({ ...check, progress: { done: 1, total: 2 } });
  log.check({ ...check, state: 'cancelled' });
  expect(lines).toEqual([
    'info library: full check begins',
    'info library: full check cancelled after 10 ms',
  ]);
});

test('the log is English where the app speaks German', async () => {
  const { log, lines } = startLog();
  await speak('de');
  log.lifecycle({ event: 'waiting', holder: HOLDER, waitedMs: 0, timeoutMs: 30_000 });
  log.lifecycle({ event: 'backup-made', path: '/backups/1.db', bytes: 1_200_000 });
  expect(lines).toEqual([
    expect.stringContaining('the command line is upgrading the library'),
    'info library: backup made: /backups/1.db (1.2 MB)',
  ]);
});
