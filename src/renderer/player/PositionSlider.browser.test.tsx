/** The slider of the player in a real browser: what it says, and where keys and a pointer go. */
import { describe, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { expectNoViolations } from '../testing/accessibility.ts';
import { show } from '../testing/show.tsx';
import { PositionSlider } from './PositionSlider.tsx';

describe('The position slider', () => {
  test('says the position and the length as times', async () => {
    const screen = await show(<PositionSlider position={65} duration={180} onSeek={vi.fn()} />);
    const slider = screen.getByRole('slider', { name: 'Position' });
    await expect.element(slider).toHaveAttribute('aria-valuetext', '1:05 of 3:00');
    await expect.element(screen.getByText('1:05')).toBeVisible();
  });

  test('seeks by five seconds with an arrow key, and never past either end', async () => {
    const onSeek = vi.fn();
    const screen = await show(<PositionSlider position={2} duration={180} onSeek={onSeek} />);
    screen.getByRole('slider').element().focus();
    await userEvent.keyboard('{ArrowRight}{ArrowLeft}');
    expect(onSeek.mock.calls).toEqual([[7], [0]]);
  });

  test('seeks once, where the pointer lets go of it', async () => {
    const onSeek = vi.fn();
    const screen = await show(<PositionSlider position={0} duration={100} onSeek={onSeek} />);
    await screen.getByRole('slider').click();
    expect(onSeek).toHaveBeenCalledTimes(1);
    expect(onSeek.mock.calls[0]?.[0]).toBeCloseTo(50, 0);
  });

  test('is disabled where the length is not known', async () => {
    const screen = await show(<PositionSlider position={0} duration={null} onSeek={vi.fn()} />);
    await expect.element(screen.getByRole('slider')).toBeDisabled();
  });

  test.each(['light', 'dark'] as const)('has no violations in the %s look', async (look) => {
    await show(<PositionSlider position={65} duration={180} onSeek={vi.fn()} />, { look });
    await expectNoViolations();
  });
});
