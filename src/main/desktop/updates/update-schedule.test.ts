/** When updates are looked for. Hours pass at once here: nothing but the clock is not real. */
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { UpdateSchedule } from './update-schedule.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Starts a schedule whose first looks end as told, and the others well; the time of each look. */
function startSchedule(...outcomes: boolean[]) {
  const startedAt = Date.now();
  const looks: number[] = [];
  const schedule = new UpdateSchedule(async () => {
    looks.push(Date.now() - startedAt);
    return outcomes.shift() ?? true;
  });
  onTestFinished(() => schedule.stop());
  schedule.start();
  return { schedule, looks };
}

test('five seconds after the start, and then every four hours', async () => {
  const { looks } = startSchedule();
  await vi.advanceTimersByTimeAsync(9 * HOUR);
  expect(looks).toEqual([5 * SECOND, 4 * HOUR + 5 * SECOND, 8 * HOUR + 5 * SECOND]);
});

test('half an hour after a look that failed, until one does not', async () => {
  const { looks } = startSchedule(false, false, true);
  await vi.advanceTimersByTimeAsync(6 * HOUR);
  expect(looks).toEqual([
    5 * SECOND,
    30 * MINUTE + 5 * SECOND,
    60 * MINUTE + 5 * SECOND,
    5 * HOUR + 5 * SECOND,
  ]);
});

test('once, however often a library is opened', async () => {
  const { schedule, looks } = startSchedule();
  schedule.start();
  await vi.advanceTimersByTimeAsync(10 * SECOND);
  schedule.start();
  await vi.advanceTimersByTimeAsync(3 * HOUR);
  expect(looks).toEqual([5 * SECOND]);
});

test('not any more once the app ends, even if that is in the middle of a look', async () => {
  const answer = Promise.withResolvers<boolean>();
  const look = vi.fn(() => answer.promise);
  const schedule = new UpdateSchedule(look);
  schedule.start();
  await vi.advanceTimersByTimeAsync(5 * SECOND);
  schedule.stop();
  answer.resolve(true);
  await vi.advanceTimersByTimeAsync(9 * HOUR);
  expect(look).toHaveBeenCalledTimes(1);
});
