/** A long list under the keyboard, the mouse and the scrollbar. */
import { useState } from 'react';
import { describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { isSelected, NOTHING_SELECTED, selectedCount } from '../../features/selection/selection.ts';
import { expectNoViolations } from '../../testing/accessibility.ts';
import { show } from '../../testing/show.tsx';
import { LongList } from './LongList.tsx';

const ROW_HEIGHT = 44;

interface Tried {
  readonly total: number;
  /** The greatest number first. */
  readonly isReversed?: boolean;
  /** Rows whose content is on its way. */
  readonly isLate?: boolean;
  readonly onOpen?: (id: number) => void;
  readonly onRemove?: () => void;
  readonly onMenu?: () => void;
}

/** A list of numbers; the id of each is a thousand more than its place. */
function Numbers(props: Tried) {
  const { total, isReversed = false, isLate = false, onOpen, onRemove, onMenu } = props;
  const [selection, setSelection] = useState(NOTHING_SELECTED);
  const idAt = (index: number) => 1000 + (isReversed ? total - 1 - index : index);
  const ids = (first: number, last: number) =>
    Promise.resolve(Array.from({ length: last - first + 1 }, (_, at) => idAt(first + at)));
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: as an app's context menu does
    <div
      style={{ display: 'flex', flexDirection: 'column', blockSize: '100%' }}
      onContextMenu={() => onMenu?.()}
    >
      <LongList
        id="numbers"
        label="Numbers"
        total={total}
        order={isReversed ? 'down' : 'up'}
        rowHeight={ROW_HEIGHT}
        header={
          // biome-ignore lint/a11y/useSemanticElements: part of a grid that is no table
          // biome-ignore lint/a11y/useFocusableInteractive: the grid has the keyboard
          <div role="row" aria-rowindex={1}>
            {/* biome-ignore lint/a11y/useSemanticElements: as above */}
            {/* biome-ignore lint/a11y/useFocusableInteractive: as above */}
            <span role="columnheader">Number</span>
          </div>
        }
        headerHeight={32}
        rowAt={(index) => (isLate ? null : idAt(index))}
        idOf={(row: number) => row}
        idsOf={ids}
        cells={(row) => <Cell text={row === null ? 'on its way' : `Number ${row - 1000}`} />}
        selection={selection}
        onSelect={setSelection}
        onShown={() => {}}
        onOpen={(row) => onOpen?.(row)}
        onRemove={() => onRemove?.()}
        findPrefix={(text) => Promise.resolve(text === '42' ? 4242 : null)}
      />
      <output>{`${selectedCount(selection, total)} selected${isSelected(selection, 1003) ? ', with 3' : ''}`}</output>
    </div>
  );
}

function Cell({ text }: { readonly text: string }) {
  // biome-ignore lint/a11y/useSemanticElements: part of a grid that is no table
  // biome-ignore lint/a11y/useFocusableInteractive: the grid has the keyboard
  return <span role="gridcell">{text}</span>;
}

const grid = () => page.getByRole('grid', { name: 'Numbers' });
const row = (number: number) => page.getByRole('row', { name: `Number ${number}`, exact: true });
const chosen = () => page.getByRole('status');

function scroller(): Element {
  const element = grid().element().parentElement;
  if (element === null) throw new Error('The list is not in a scroller.');
  return element;
}

/** How many pixels of a row lie beyond the window's edge. */
function hidden(number: number): number {
  const { top, bottom } = row(number).element().getBoundingClientRect();
  const window = scroller().getBoundingClientRect();
  return Math.max(0, window.top - top, bottom - window.bottom);
}

async function focus(): Promise<void> {
  ((await grid().element()) as HTMLElement).focus();
}

describe('A list of a million rows', () => {
  test('ends at its last row, by the keyboard and back', async () => {
    await show(<Numbers total={1_000_000} />);
    await focus();
    await userEvent.keyboard('{End}');
    await expect.element(row(999_999)).toHaveAttribute('aria-rowindex', '1000001');
    expect(hidden(999_999)).toBeLessThan(1);
    await userEvent.keyboard('{ArrowUp}{ArrowUp}{PageUp}');
    await expect.element(chosen()).toHaveTextContent('1 selected');
    await userEvent.keyboard('{Home}');
    await expect.poll(() => hidden(0)).toBeLessThan(1);
  });

  test('ends at its last row by the scrollbar', async () => {
    await show(<Numbers total={1_000_000} />);
    scroller().scrollTop = scroller().scrollHeight;
    await expect.element(row(999_999)).toBeInTheDocument();
    expect(hidden(999_999)).toBeLessThan(1);
  });

  test('shows rows wherever the scrollbar jumps to', async () => {
    await show(<Numbers total={1_000_000} />);
    for (const part of [0.5, 0.123, 0.987, 0.31]) {
      scroller().scrollTop = scroller().scrollHeight * part;
      await expect.poll(() => rowsSeen()).toBeGreaterThan(15);
    }
  });

  test('moves by as much as is scrolled, also in its middle, and stays there', async () => {
    await show(<Numbers total={1_000_000} />);
    scroller().scrollTop = scroller().scrollHeight / 2;
    await expect.poll(() => firstSeen()).toBeGreaterThan(400_000);
    const before = firstSeen();
    for (let step = 0; step < 10; step += 1) {
      const scrolled = new Promise((done) =>
        scroller().addEventListener('scrollend', done, { once: true }),
      );
      scroller().scrollTop += 2 * ROW_HEIGHT;
      await scrolled;
    }
    await expect.poll(() => firstSeen() - before).toBe(20);
  });

  test('is selected as a whole without its ids', async () => {
    await show(<Numbers total={1_000_000} />);
    await focus();
    await userEvent.keyboard('{Control>}a{/Control}');
    await expect.element(chosen()).toHaveTextContent('1000000 selected, with 3');
    await row(3).click({ modifiers: ['Control'] });
    await expect.element(chosen()).toHaveTextContent('999999 selected');
    await userEvent.keyboard('{Escape}');
    await expect.element(chosen()).toHaveTextContent('0 selected');
  });
});

describe('The selection', () => {
  test('is extended from where it began, with Shift', async () => {
    await show(<Numbers total={100} />);
    await row(2).click();
    await row(5).click({ modifiers: ['Shift'] });
    await expect.element(chosen()).toHaveTextContent('4 selected, with 3');
    await userEvent.keyboard('{Shift>}{ArrowUp}{ArrowUp}{/Shift}');
    await expect.element(chosen()).toHaveTextContent('2 selected, with 3');
    await expect.element(row(2)).toHaveAttribute('aria-selected', 'true');
    await expect.element(row(4)).toHaveAttribute('aria-selected', 'false');
  });

  test('follows what is typed', async () => {
    await show(<Numbers total={10_000} />);
    await focus();
    await userEvent.keyboard('42');
    await expect.element(row(4242)).toHaveAttribute('aria-selected', 'true');
    expect(hidden(4242)).toBeLessThan(1);
  });
});

test('In another order, a list begins at its top with the same rows selected, and keeps the keyboard', async () => {
  const { rerender } = await show(<Numbers total={1_000} />);
  await row(3).click();
  await expect.element(chosen()).toHaveTextContent('1 selected, with 3');
  await rerender(<Numbers total={1_000} isReversed />);
  await expect.element(chosen()).toHaveTextContent('1 selected, with 3');
  expect([firstSeen(), document.activeElement]).toEqual([0, grid().element()]);
  await userEvent.keyboard('{Shift>}{ArrowDown}{/Shift}');
  await expect.element(chosen()).toHaveTextContent('2 selected');
  await expect.element(row(999)).toHaveAttribute('aria-selected', 'true');
  await expect.element(row(998)).toHaveAttribute('aria-selected', 'true');
});

test('In another order, a list that was scrolled down begins at its top', async () => {
  const { rerender } = await show(<Numbers total={1_000_000} />);
  scroller().scrollTop = scroller().scrollHeight / 2;
  await expect.poll(() => firstSeen()).toBeGreaterThan(400_000);
  await rerender(<Numbers total={1_000_000} isReversed />);
  await expect.poll(() => hidden(999_999)).toBeLessThan(1);
});

describe('A row', () => {
  test('is opened by Enter and by two clicks', async () => {
    const opened: number[] = [];
    await show(<Numbers total={100} onOpen={(id) => opened.push(id)} />);
    await row(7).click();
    await userEvent.keyboard('{Enter}');
    await row(8).dblClick();
    expect(opened).toEqual([1007, 1008]);
  });

  test('opens its menu by a click of the right button, by the menu key and by Shift+F10', async () => {
    let menus = 0;
    await show(
      <Numbers
        total={100}
        onMenu={() => {
          menus += 1;
        }}
      />,
    );
    await row(3).click({ button: 'right' });
    await expect.element(chosen()).toHaveTextContent('1 selected, with 3');
    await userEvent.keyboard('{ContextMenu}{Shift>}{F10}{/Shift}');
    expect(menus).toBe(3);
  });

  test('is removed by Delete', async () => {
    let removals = 0;
    await show(
      <Numbers
        total={100}
        onRemove={() => {
          removals += 1;
        }}
      />,
    );
    await row(3).click();
    await userEvent.keyboard('{Delete}');
    expect(removals).toBe(1);
  });

  test('has its place while it is on its way', async () => {
    await show(<Numbers total={100} isLate />);
    expect(rowsSeen()).toBeGreaterThan(15);
    await expect
      .element(page.getByRole('row', { name: 'on its way' }).first())
      .toHaveAttribute('aria-busy', 'true');
  });
});

test.each(['light', 'dark'] as const)('The list violates no rule of access: %s', async (look) => {
  await show(<Numbers total={1_000_000} />, { look });
  await row(3).click();
  await expect.element(chosen()).toHaveTextContent('1 selected, with 3');
  await expectNoViolations();
});

/** How many rows lie in the window. */
function rowsSeen(): number {
  const window = scroller().getBoundingClientRect();
  return [...scroller().querySelectorAll('[role=row]')].filter((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return bottom > window.top && top < window.bottom;
  }).length;
}

/** The place of the first row below the header. */
function firstSeen(): number {
  const start = scroller().getBoundingClientRect().top + 32;
  const rows = [...scroller().querySelectorAll('[aria-rowindex]:not([aria-rowindex="1"])')];
  const first = rows.find((element) => element.getBoundingClientRect().bottom > start);
  return Number(first?.getAttribute('aria-rowindex')) - 2;
}
