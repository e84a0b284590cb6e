/** The tests of components see what they ask for: the look, the window, the direction, violations. */
import { describe, expect, test } from 'vitest';
import { expectNoViolations } from './accessibility.ts';
import { type Look, show, WINDOWS } from './show.tsx';

describe('A component under test', () => {
  test.each<[Look, string]>([
    ['light', 'rgb(250, 247, 241)'],
    ['dark', 'rgb(24, 21, 18)'],
  ])('is shown on the paper of the %s look', async (look, paper) => {
    await show(<p>Paper</p>, { look });
    expect(getComputedStyle(document.body).backgroundColor).toBe(paper);
  });

  test.each(['wide', 'narrow', 'zoomed'] as const)('is shown in a %s window', async (window) => {
    await show(<p>Wide</p>, { window });
    expect([innerWidth, innerHeight]).toEqual(WINDOWS[window]);
  });

  test.each(['rtl', 'ltr'] as const)('is shown in the direction %s', async (direction) => {
    const screen = await show(<p>Play</p>, { direction });
    expect(getComputedStyle(screen.getByText('Play').element()).direction).toBe(direction);
  });
});

describe('The check for violations', () => {
  test('names the rule and the element of each', async () => {
    await show(<button type="button" />);
    await expect(expectNoViolations()).rejects.toThrow(/^button-name .*: button\n/);
  });

  test('finds what stands outside of the component', async () => {
    await show(<p>Fine</p>);
    const outside = document.createElement('img');
    outside.src = '/outside.png';
    document.body.append(outside);
    await expect(expectNoViolations()).rejects.toThrow(/image-alt/);
    outside.remove();
  });
});
