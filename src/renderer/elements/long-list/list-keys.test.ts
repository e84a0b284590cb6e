/** Keys in a long list. */
import { describe, expect, test } from 'vitest';
import { listAction } from './list-keys.ts';

const PLACE = { active: 5, total: 100, rowsAScreen: 10 };
const pressed = (
  key: string,
  keys: Partial<Record<'ctrlKey' | 'shiftKey' | 'altKey', boolean>> = {},
) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...keys,
});

describe('a key that leads to a row', () => {
  test.each([
    ['ArrowDown', 6],
    ['ArrowUp', 4],
    ['PageDown', 15],
    ['PageUp', 0],
    ['Home', 0],
    ['End', 99],
  ])('selects it: %s', (key, to) => {
    expect(listAction(pressed(key), PLACE)).toEqual({ do: 'go', to, selects: 'row' });
  });

  test('leads to the first row where the keyboard is nowhere yet', () => {
    const nowhere = { ...PLACE, active: null };
    expect(listAction(pressed('ArrowDown'), nowhere)).toMatchObject({ to: 0 });
  });

  test('extends the selection with Shift, and leaves it alone with Ctrl', () => {
    expect(listAction(pressed('End', { shiftKey: true }), PLACE)).toMatchObject({
      selects: 'range',
    });
    expect(listAction(pressed('End', { ctrlKey: true }), PLACE)).toMatchObject({
      selects: 'nothing',
    });
  });

  test('leads nowhere with Alt, which moves the row itself, and in an empty list', () => {
    expect(listAction(pressed('ArrowDown', { altKey: true }), PLACE)).toBeNull();
    expect(listAction(pressed('ArrowDown'), { ...PLACE, total: 0 })).toBeNull();
  });
});

test('Ctrl+A selects all and Escape nothing', () => {
  expect(listAction(pressed('a', { ctrlKey: true }), PLACE)).toEqual({ do: 'select-all' });
  expect(listAction(pressed('Escape'), PLACE)).toEqual({ do: 'select-none' });
});

test('the menu opens with its key and with Shift+F10', () => {
  expect(listAction(pressed('ContextMenu'), PLACE)).toEqual({ do: 'menu' });
  expect(listAction(pressed('F10', { shiftKey: true }), PLACE)).toEqual({ do: 'menu' });
  expect(listAction(pressed('F10'), PLACE)).toBeNull();
});

test('letters of any script are typed; names of keys and the space bar are not', () => {
  expect(listAction(pressed('ö'), PLACE)).toEqual({ do: 'type', text: 'ö' });
  expect(listAction(pressed('𝔉'), PLACE)).toEqual({ do: 'type', text: '𝔉' });
  expect(listAction(pressed('Tab'), PLACE)).toBeNull();
  expect(listAction(pressed(' '), PLACE)).toBeNull();
});

describe('an arrow among covers', () => {
  const among = { ...PLACE, columns: 4 };

  test.each([
    ['ArrowDown', 9],
    ['ArrowUp', 1],
    ['ArrowRight', 6],
    ['ArrowLeft', 4],
  ])('leads to the next one in its direction: %s', (key, to) => {
    expect(listAction(pressed(key), among)).toEqual({ do: 'go', to, selects: 'row' });
  });

  test('leads the other way where covers are read from right to left', () => {
    const right = listAction(pressed('ArrowRight'), { ...among, isRightToLeft: true });
    expect(right).toMatchObject({ to: 4 });
  });

  test('down from above a row that is not full leads to the last one', () => {
    expect(listAction(pressed('ArrowDown'), { ...among, active: 97 })).toMatchObject({ to: 99 });
  });
});
