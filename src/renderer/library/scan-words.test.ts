/** How a scan ended, in words. */
import { expect, test } from 'vitest';
import type { ScanState } from '../../shared/api/scan.ts';
import { scanResults } from './scan-words.ts';

const DONE: ScanState = {
  state: 'done',
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
  isQuiet: false,
  leftOut: { hidden: 0, system: 0, marked: 0, format: 0 },
  error: null,
};

test('only what happened is told', () => {
  expect(scanResults({ ...DONE, added: 1, failed: 2 })).toBe(
    'Scan finished: 1 track added, 2 files could not be read.',
  );
  expect(scanResults({ ...DONE, changed: 3, unchanged: 1_200, missing: 4 })).toBe(
    'Scan finished: 3 changed, 1,200 unchanged, 4 missing.',
  );
});

test('a folder without music, and a scan that was cancelled', () => {
  expect(scanResults(DONE)).toBe('Scan finished: no audio files were found.');
  expect(scanResults({ ...DONE, state: 'cancelled', added: 5 })).toBe(
    'Scan cancelled: 5 tracks added.',
  );
});
