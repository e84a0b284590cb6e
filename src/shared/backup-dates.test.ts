/** backup-dates.ts: which dates of backups cannot be right. */
import { expect, test } from 'vitest';
import { doubtfulDates, newestOfThePast } from './backup-dates.ts';

const NOW = new Date('2026-11-30T12:00:00Z');

/** @param dates newest backup first */
function made(...dates: readonly string[]) {
  return dates.map((date) => ({ id: date, createdAt: `${date}T12:00:00.000Z` }));
}

const doubted = (...dates: readonly string[]) => [...doubtfulDates(made(...dates), NOW)].sort();

test('dates in the order of the backups are as good as they can be', () => {
  expect(doubted('2026-11-30', '2026-11-29', '2024-01-01', '2023-12-31')).toEqual([]);
});

test('a date in the future is doubtful, and makes none after it so', () => {
  expect(doubted('2026-11-30', '2029-01-01', '2026-11-28')).toEqual(['2029-01-01']);
});

test('a date before that of an earlier backup is doubtful', () => {
  expect(doubted('2026-11-30', '2025-11-28', '2026-11-27')).toEqual(['2025-11-28']);
});

test('a date of a clock that began anew is doubtful', () => {
  expect(doubted('2026-11-30', '1970-01-01', '2019-12-31')).toEqual(['1970-01-01', '2019-12-31']);
});

test('clocks that differ by minutes are no reason to doubt', () => {
  const backups = [
    { id: 'ahead', createdAt: '2026-11-30T12:30:00.000Z' },
    { id: 'behind', createdAt: '2026-11-30T11:50:00.000Z' },
    { id: 'before', createdAt: '2026-11-30T12:00:00.000Z' },
  ];
  expect(doubtfulDates(backups, NOW).size).toBe(0);
});

test('the newest of the past tells how long ago the last one was made', () => {
  const backups = made('2029-01-01', '2026-11-28', '2026-11-29');
  expect(newestOfThePast(backups, NOW)?.id).toBe('2026-11-28');
  expect(newestOfThePast(made('2029-01-01'), NOW)).toBeUndefined();
});
