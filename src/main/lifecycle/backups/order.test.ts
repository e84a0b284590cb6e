/** order.ts: by number where there is one, and in days of use, whatever the dates say. */
import { expect, test } from 'vitest';
import { daysOf, newestFirst, nextDay } from './order.ts';

/** @param time such as '2026-03-01 12:00' */
function backup(time: string, sequence?: number, day?: number) {
  const createdAt = `${time.replace(' ', 'T')}:00.000Z`;
  return { id: `${time} ${sequence}`, createdAt, sequence, day };
}

const idsOf = (backups: readonly { readonly id: string }[]) => backups.map(({ id }) => id);

test('backups are in the order of their numbers; those of earlier versions come before, by their dates', () => {
  const ahead = backup('2029-01-01 12:00', 7);
  const later = backup('2026-03-02 12:00', 8);
  const [old, older] = [backup('2031-01-01 12:00'), backup('2026-01-01 12:00')];
  expect(idsOf([older, ahead, later, old].sort(newestFirst))).toEqual(
    idsOf([later, ahead, old, older]),
  );
});

test('two of one number, from two copies of a library, are in the order of their dates', () => {
  const [one, other] = [backup('2026-03-01 12:00', 7), backup('2026-03-02 12:00', 7)];
  expect(idsOf([one, other].sort(newestFirst))).toEqual(idsOf([other, one]));
});

test('a pause, a clock that jumps ahead and one that goes back are one day each', () => {
  const backups = [
    backup('2026-01-01 12:00', 1),
    backup('2026-01-01 13:00', 2),
    backup('2027-01-01 13:00', 3),
    backup('2031-01-01 13:00', 4),
    backup('2026-01-02 13:00', 5),
    backup('2026-01-02 12:00', 6),
  ].reverse();
  expect(daysOf(backups)).toEqual([5, 4, 3, 2, 1, 1]);
  expect(nextDay(backups, new Date('2026-01-02T14:00:00Z'))).toBe(5);
  expect(nextDay(backups, new Date('2020-01-02T14:00:00Z'))).toBe(6);
});

test('days whose backups are gone count, as the others recorded them', () => {
  const backups = [backup('2026-01-20 12:00', 30, 21), backup('2026-01-01 12:00', 3, 2)];
  expect(daysOf(backups)).toEqual([21, 2]);
  // More days than backups there cannot have been.
  expect(daysOf([backup('2026-01-20 12:00', 5, 900), backup('2026-01-01 12:00', 3, 2)])).toEqual([
    4, 2,
  ]);
});

test('days that were counted anew in another folder go on', () => {
  const backups = [
    backup('2026-01-03 12:00', 32, 2),
    backup('2026-01-02 12:00', 31, 1),
    backup('2026-01-01 12:00', 30, 21),
  ];
  expect(daysOf(backups)).toEqual([23, 22, 21]);
});

test('the weeks between those of earlier versions stay weeks, and which are gone changes no day', () => {
  const legacy = ['2026-01-01', '2026-01-08', '2026-01-15', '2026-01-16'].map((date) =>
    backup(`${date} 12:00`),
  );
  const backups = [backup('2026-01-17 12:00', 1, 17), ...legacy.reverse()];
  expect(daysOf(backups)).toEqual([17, 16, 15, 8, 1]);
  expect(daysOf(backups.slice(0, 3))).toEqual([17, 16, 15]);
});

test('the first backup is of the first day', () => {
  expect(nextDay([], new Date())).toBe(1);
});
