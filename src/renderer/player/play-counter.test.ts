/** Plays are counted in order, again and again while the library is being written, and not for ever. */
import { expect, test } from 'vitest';
import { FermataError } from '../../shared/errors.ts';
import { PlayCounter } from './play-counter.ts';

const BUSY = new FermataError('LOCK_TIMEOUT', 'Another process writes.', { advice: 'Wait.' });
const FULL = new FermataError('NO_SPACE', 'There is no room.', { advice: 'Free some.' });
const BEGAN = new Date('2026-11-24T12:00:00Z');

/** A counter whose host answers each attempt with the next failure, and then well. */
function counterWith(failures: readonly FermataError[], giveUpAfterMs = 60_000) {
  const attempts: number[] = [];
  const told: FermataError[] = [];
  const left = [...failures];
  const counter = new PlayCounter({
    async record(trackId, startedAt) {
      expect(startedAt).toBe(BEGAN.toISOString());
      attempts.push(trackId);
      const failure = left.shift();
      if (failure !== undefined) throw failure;
    },
    onFailure: (error) => told.push(error),
    retryAfterMs: 1,
    giveUpAfterMs,
  });
  return { counter, attempts, told };
}

test('a play that cannot be written yet is told again, and those after it wait', async () => {
  const { counter, attempts, told } = counterWith([BUSY, BUSY]);
  await Promise.all([1, 2, 3].map((id) => counter.count(id, BEGAN)));
  expect(attempts).toEqual([1, 1, 1, 2, 3]);
  expect(told).toEqual([]);
});

test('a play that cannot be counted at all is told, and the next one is counted', async () => {
  const { counter, attempts, told } = counterWith([FULL]);
  await Promise.all([1, 2].map((id) => counter.count(id, BEGAN)));
  expect(attempts).toEqual([1, 2]);
  expect(told).toEqual([FULL]);
});

test('a library that stays busy is given up on in time, after each was tried', async () => {
  const { counter, attempts, told } = counterWith(
    Array.from({ length: 50_000 }, () => BUSY),
    50,
  );
  await Promise.all([1, 2].map((id) => counter.count(id, BEGAN)));
  expect(new Set(attempts)).toEqual(new Set([1, 2]));
  expect(told).toEqual([BUSY, BUSY]);
});
