/** A remembered window on displays that may have changed since: it can always be seen and reached. */
import { describe, expect, test } from 'vitest';
import { type Bounds, fitToDisplays } from './window-placement.ts';

const PRIMARY: Bounds = { x: 0, y: 25, width: 1920, height: 1055 };
const LEFT: Bounds = { x: -1280, y: 0, width: 1280, height: 1024 };

const at = (x: number, y: number, width = 800, height = 600): Bounds => ({ x, y, width, height });

describe('a window', () => {
  test('stays where it was', () => {
    expect(fitToDisplays(at(100, 100), [PRIMARY])).toEqual(at(100, 100));
    expect(fitToDisplays(at(-1000, 200), [PRIMARY, LEFT])).toEqual(at(-1000, 200));
  });

  test.each([
    ['left', at(-300, 100), at(0, 100)],
    ['right', at(1800, 100), at(1120, 100)],
    ['top', at(100, -10), at(100, 25)],
    ['bottom', at(100, 1000), at(100, 480)],
  ])('is moved back from beyond the %s edge', (_edge, bounds, expected) => {
    expect(fitToDisplays(bounds, [PRIMARY])).toEqual(expected);
  });

  test('between two displays goes to the one that has more of it', () => {
    expect(fitToDisplays(at(-300, 100), [PRIMARY, LEFT])).toEqual(at(0, 100));
    expect(fitToDisplays(at(-500, 100), [PRIMARY, LEFT])).toEqual(at(-800, 100));
  });

  test('of a display that is gone is in the middle of the primary one', () => {
    expect(fitToDisplays(at(-1000, 200), [PRIMARY])).toEqual(at(560, 253));
    expect(fitToDisplays(at(9000, 9000, 5000, 200), [PRIMARY])).toEqual(at(0, 453, 1920, 200));
  });

  test('larger than its display fills it', () => {
    expect(fitToDisplays(at(-50, -50, 4000, 3000), [PRIMARY])).toEqual(PRIMARY);
  });
});
