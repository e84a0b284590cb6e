/** A grid of covers under the keyboard and the mouse. */
import { useState } from 'react';
import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { NOTHING_SELECTED, selectedCount } from '../../features/selection/selection.ts';
import { expectNoViolations } from '../../testing/accessibility.ts';
import { show } from '../../testing/show.tsx';
import { CoverGrid } from './CoverGrid.tsx';

interface Tried {
  readonly total?: number;
  readonly onOpen?: (id: number) => void;
}

/** Covers with numbers; the id of each is a thousand more than its place. */
function Numbers({ total = 100_000, onOpen }: Tried) {
  const [selection, setSelection] = useState(NOTHING_SELECTED);
  // Each test begins at the top, wherever the one before has scrolled to.
  const [place] = useState(() => crypto.randomUUID());
  return (
    <div style={{ display: 'flex', flexDirection: 'column', blockSize: '100%' }}>
      <CoverGrid
        id="numbers"
        label="Numbers"
        total={total}
        order="up"
        place={place}
        coverSize={180}
        itemAt={(index) => index + 1000}
        idOf={(item: number) => item}
        idsOf={(first, last) =>
          Promise.resolve(Array.from({ length: last - first + 1 }, (_, at) => first + at + 1000))
        }
        tile={(item) => <span>{`Number ${(item ?? 0) - 1000}`}</span>}
        selection={selection}
        onSelect={setSelection}
        onShown={() => {}}
        onOpen={(item) => onOpen?.(item)}
        findPrefix={(text) => Promise.resolve(text === '42' ? 4242 : null)}
      />
      <output>{`${selectedCount(selection, total)} selected`}</output>
    </div>
  );
}

const cell = (number: number) =>
  page.getByRole('gridcell', { name: `Number ${number}`, exact: true });

test('arrows lead in two dimensions, Enter opens, and axe finds nothing', async () => {
  const onOpen = vi.fn<(id: number) => void>();
  await show(<Numbers onOpen={onOpen} />);
  await expect.element(cell(0)).toBeVisible();
  const columns = Number(page.getByRole('grid').element().getAttribute('aria-colcount'));
  expect(columns).toBe(6);
  await userEvent.tab();
  await userEvent.keyboard('{ArrowRight}{ArrowDown}');
  await expect.element(cell(1 + columns)).toHaveAttribute('aria-selected', 'true');
  await userEvent.keyboard('{Enter}');
  expect(onOpen).toHaveBeenLastCalledWith(1001 + columns);
  await expectNoViolations();
});

test('End leads to the last of a hundred thousand, of which few are drawn, and typing anywhere', async () => {
  await show(<Numbers />);
  await userEvent.tab();
  await userEvent.keyboard('{End}');
  await expect.element(cell(99_999)).toBeVisible();
  expect(document.querySelectorAll('[role=gridcell]').length).toBeLessThan(80);
  await userEvent.keyboard('42');
  await expect.element(cell(4242)).toHaveAttribute('aria-selected', 'true');
});

test('a click opens, with Ctrl and Shift it selects', async () => {
  const onOpen = vi.fn<(id: number) => void>();
  await show(<Numbers onOpen={onOpen} />);
  await cell(2).click();
  expect(onOpen).toHaveBeenCalledExactlyOnceWith(1002);
  await cell(2).click({ modifiers: ['Control'] });
  await cell(5).click({ modifiers: ['Shift'] });
  await expect.element(page.getByText('4 selected')).toBeVisible();
});

test('on a phone two covers stand beside one another', async () => {
  await show(<Numbers />, { window: 'narrow' });
  await expect.element(page.getByRole('grid')).toHaveAttribute('aria-colcount', '2');
  await expectNoViolations();
});

test('from right to left the right arrow leads back', async () => {
  await show(<Numbers />, { direction: 'rtl' });
  await userEvent.tab();
  await userEvent.keyboard('{ArrowLeft}{ArrowLeft}{ArrowRight}');
  await expect.element(cell(1)).toHaveAttribute('aria-selected', 'true');
});
