/** health-words.ts: what a person reads of a check, of the backups and of the lock. */
import { expect, test } from 'vitest';
import type { CheckRecord, Finding, LockRecord } from '../../shared/health.ts';
import { backupFacts, checkVerdict, holdingWords, notable } from './health-words.ts';

const OK: Finding = { check: 'Lock', verdict: 'ok', message: 'free', advice: null, code: null };
const WARNING: Finding = { ...OK, check: 'File system', verdict: 'warning' };
const PROBLEM: Finding = { ...OK, check: 'Library', verdict: 'problem', code: 'LIBRARY_DAMAGED' };

const HOLDING: LockRecord = {
  kind: 'lock',
  pid: 4711,
  host: 'studio',
  appVersion: '1.2.0',
  purpose: 'the desktop app is upgrading the library',
  since: '2026-11-24T15:00:00.000Z',
  waitedMs: 0,
  heldMs: 1_200,
  end: 'freed',
};

function checkWith(...findings: Finding[]): CheckRecord {
  const at = '2026-11-24T15:00:00.000Z';
  return { kind: 'check', at, depth: 'quick', appVersion: '1.2.0', durationMs: 800, findings };
}

test.each([
  [null, 'Your library has not been checked yet.'],
  [checkWith(OK), 'The last check found no problems.'],
  [checkWith(OK, WARNING), 'The last check found no problems, 1 note.'],
  [checkWith(PROBLEM, WARNING, PROBLEM), 'The last check found 2 problems.'],
])('the verdict of %j', (check, verdict) => {
  expect(checkVerdict(check)).toBe(verdict);
});

test('problems come before warnings, and what is well is left out', () => {
  expect(notable([OK, WARNING, PROBLEM])).toEqual([PROBLEM, WARNING]);
});

test('tells who kept others away, after which wait, for how long, and how it ended', () => {
  expect(holdingWords(HOLDING)).toBe(
    'the desktop app is upgrading the library (process 4711 on studio, Fermata 1.2.0), took 1.2 s',
  );
  expect(holdingWords({ ...HOLDING, waitedMs: 2_000, heldMs: null, end: 'died' })).toBe(
    'the desktop app is upgrading the library (process 4711 on studio, Fermata 1.2.0), waited 2.0 s, ended before it was done; the next one took over',
  );
});

test('tells that there is no backup yet, and a second folder out of reach', () => {
  const facts = backupFacts({
    count: 0,
    unusable: 2,
    bytes: 0,
    newest: null,
    lastVerifiedAt: null,
    secondFolder: 'out-of-reach',
    nextAt: null,
  });
  expect(facts).toEqual([
    ['Kept', 'none yet; 2 other files in the folder'],
    ['Second folder', 'out of reach'],
    ['Next', 'soon, if the library has changed'],
  ]);
});
