/** What leads from one state of an update to the next, and what of it a person sees. */
import { describe, expect, test } from 'vitest';
import { FermataError, reportError } from '../../../shared/errors.ts';
import type { UpdateState } from '../../../shared/updates.ts';
import {
  INITIAL_UPDATE_STATE,
  isUnderWay,
  reduceUpdate,
  type UpdateEvent,
} from './update-state.ts';

const OFFER = { version: '2.0.0', notes: 'New.' };
const FOUND = { event: 'found', offer: OFFER } as const;
const DOWNLOADED = { event: 'downloaded' } as const;
const QUIETLY = { event: 'checking', byPerson: false } as const;
const ASKED = { event: 'checking', byPerson: true } as const;
const FAILED = {
  event: 'failed',
  error: reportError(new FermataError('UPDATE_FAILED', 'No.', { advice: 'Wait.' })),
} as const;

function stateAfter(...events: UpdateEvent[]): UpdateState {
  return events.reduce(reduceUpdate, INITIAL_UPDATE_STATE);
}

describe('In the background', () => {
  test('nothing is shown before an update is ready', () => {
    const progress = { event: 'progress', done: 1, total: 2 } as const;
    expect(stateAfter(QUIETLY).isShown).toBe(false);
    expect(stateAfter(QUIETLY, FOUND, progress).isShown).toBe(false);
    expect(stateAfter(QUIETLY, FOUND, progress, DOWNLOADED)).toEqual({
      at: { stage: 'ready', offer: OFFER, refusal: null },
      isShown: true,
    });
  });

  test('neither a failure nor that all is up to date is shown', () => {
    expect(stateAfter(QUIETLY, FAILED).isShown).toBe(false);
    expect(stateAfter(QUIETLY, { event: 'current', version: '1.0.0' }).isShown).toBe(false);
  });

  test('what a person has seen of an earlier check goes away', () => {
    expect(stateAfter(ASKED, FAILED, QUIETLY)).toEqual({
      at: { stage: 'checking' },
      isShown: false,
    });
  });
});

describe('When a person asks', () => {
  test('each step is shown', () => {
    expect(stateAfter(ASKED)).toEqual({ at: { stage: 'checking' }, isShown: true });
    expect(stateAfter(ASKED, FOUND)).toEqual({
      at: { stage: 'downloading', offer: OFFER, progress: null },
      isShown: true,
    });
    expect(stateAfter(ASKED, FOUND, { event: 'progress', done: 1, total: 2 }).at).toEqual({
      stage: 'downloading',
      offer: OFFER,
      progress: { done: 1, total: 2 },
    });
    expect(stateAfter(ASKED, FAILED).isShown).toBe(true);
    expect(stateAfter(ASKED, { event: 'unsupported', reason: 'No.' }).isShown).toBe(true);
  });

  test('what is under way is shown, not begun again', () => {
    const downloading = stateAfter(QUIETLY, FOUND);
    expect(isUnderWay(downloading)).toBe(true);
    expect(reduceUpdate(downloading, ASKED)).toEqual({ ...downloading, isShown: true });
    const postponed = stateAfter(QUIETLY, FOUND, DOWNLOADED, { event: 'dismissed' });
    expect(postponed.isShown).toBe(false);
    expect(reduceUpdate(postponed, QUIETLY)).toEqual(postponed);
    expect(reduceUpdate(postponed, ASKED)).toEqual({ ...postponed, isShown: true });
  });

  test.each([
    FAILED,
    { event: 'current', version: '1.0.0' },
    { event: 'unsupported', reason: 'No.' },
  ] as const)('it is looked for anew after "$event"', (event) => {
    expect(isUnderWay(stateAfter(ASKED, event))).toBe(false);
    expect(stateAfter(ASKED, event, ASKED).at).toEqual({ stage: 'checking' });
  });
});

describe('Installing', () => {
  const ready = stateAfter(QUIETLY, FOUND, DOWNLOADED, { event: 'dismissed' });

  test('says what it waits for, and stays possible', () => {
    const refused = reduceUpdate(ready, { event: 'refused', reason: 'A scan runs.' });
    expect(refused).toEqual({
      at: { stage: 'ready', offer: OFFER, refusal: 'A scan runs.' },
      isShown: true,
    });
    expect(reduceUpdate(refused, { event: 'installing' }).at).toEqual({
      stage: 'installing',
      offer: OFFER,
    });
  });

  test('is not possible before an update has been downloaded and verified', () => {
    const installing = { event: 'installing' } as const;
    for (const state of [
      stateAfter(),
      stateAfter(ASKED),
      stateAfter(ASKED, FOUND),
      stateAfter(ASKED, FAILED),
    ]) {
      expect(reduceUpdate(state, installing)).toEqual(state);
      expect(reduceUpdate(state, { event: 'refused', reason: 'No.' })).toEqual(state);
    }
  });
});

test('progress and an end that come late change nothing', () => {
  const failed = stateAfter(ASKED, FOUND, FAILED);
  expect(reduceUpdate(failed, { event: 'progress', done: 2, total: 2 })).toEqual(failed);
  expect(reduceUpdate(failed, DOWNLOADED)).toEqual(failed);
});
