/** What the splash says, phase by phase. */
import { afterEach, expect, test } from 'vitest';
import type { LifecycleEvent, LockHolder } from '../../shared/lifecycle-events.ts';
import {
  INITIAL_LIFECYCLE_VIEW,
  progressFraction,
  reduceLifecycle,
} from '../../shared/lifecycle-view.ts';
import { speak } from '../../shared/words/words.ts';
import { announcement, elapsedWords, phaseTitle, progressDetail } from './progress-words.ts';

afterEach(() => speak('en'));

const HOLDER: LockHolder = {
  pid: 4711,
  host: 'studio',
  bootId: 'boot',
  appVersion: '1.2.0',
  purpose: 'the command line is upgrading the library',
  since: '2026-11-23T20:23:05.000Z',
  token: 'token',
};

function viewAfter(...events: LifecycleEvent[]) {
  return events.reduce(reduceLifecycle, INITIAL_LIFECYCLE_VIEW);
}

test('a backup is told in bytes', () => {
  const view = viewAfter(
    { event: 'phase', phase: 'backup' },
    { event: 'progress', phase: 'backup', done: 250_000_000, total: 1_000_000_000, unit: 'bytes' },
  );
  expect(phaseTitle(view)).toBe('Backing up your library');
  expect(progressDetail(view)).toBe('250 MB of 1.0 GB');
  expect(progressFraction(view)).toBe(0.25);
});

test('a migration is told by its steps', () => {
  const view = viewAfter(
    { event: 'phase', phase: 'migrate' },
    { event: 'progress', phase: 'migrate', done: 2, total: 10, unit: 'steps' },
    { event: 'step', version: 6, name: 'history', title: 'Add play history', index: 3, total: 10 },
  );
  expect(progressDetail(view)).toBe('Step 3 of 10: Add play history');
  expect(progressFraction(view)).toBe(0.2);
  expect(announcement(view)).toBe('Upgrading your library, Step 3 of 10: Add play history');
});

test('whoever is waited for is named, and nobody pretends to know how long', () => {
  const view = viewAfter(
    { event: 'phase', phase: 'wait' },
    { event: 'waiting', holder: HOLDER, waitedMs: 100, timeoutMs: 30_000 },
  );
  expect(progressDetail(view)).toMatch(
    /^The command line is upgrading the library \(process 4711 on studio, since .+\)$/,
  );
  expect(progressFraction(view)).toBeNull();
  expect(announcement(view)).toBe(`Waiting for your library, ${progressDetail(view)}`);
});

test('who is waited for is named in German', async () => {
  await speak('de');
  const view = viewAfter({ event: 'waiting', holder: HOLDER, waitedMs: 100, timeoutMs: 30_000 });
  expect(progressDetail(view)).toMatch(
    /^Die Kommandozeile aktualisiert die Mediathek \(Prozess 4711 auf studio, seit .+\)$/,
  );
});

test('a phase that has not said how long it is has no fraction', () => {
  expect(progressFraction(viewAfter({ event: 'phase', phase: 'verify' }))).toBeNull();
  const empty = { event: 'progress', phase: 'backup', done: 0, total: 0, unit: 'bytes' } as const;
  expect(progressFraction(viewAfter({ event: 'phase', phase: 'backup' }, empty))).toBeNull();
});

test.each([
  [0, ''],
  [2, ''],
  [3, '3 s'],
  [59, '59 s'],
  [60, '1 min 0 s'],
  [3_725, '62 min 5 s'],
])('%s seconds are told as "%s"', (seconds, words) => {
  expect(elapsedWords(seconds)).toBe(words);
});
