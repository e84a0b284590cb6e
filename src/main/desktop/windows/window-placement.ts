/** Where a window was, and where it goes on the displays that there are now. */
import { z } from 'zod';

const BoundsSchema = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
});
/** A rectangle on the desktop, in pixels as windows have them. */
export type Bounds = z.infer<typeof BoundsSchema>;

export const PlacementSchema = z.object({
  /** While neither maximised nor full screen. */
  bounds: BoundsSchema,
  isMaximized: z.boolean(),
  isFullScreen: z.boolean(),
});
export type Placement = z.infer<typeof PlacementSchema>;

/**
 * The place for a window that was somewhere: moved and made smaller as far as it takes to lie on one
 * display. A display may have been taken away since, or have fewer pixels.
 *
 * @param workAreas what each display has room for, the primary one first
 */
export function fitToDisplays(bounds: Bounds, workAreas: readonly [Bounds, ...Bounds[]]): Bounds {
  const area = workAreas.reduce((best, other) =>
    overlap(bounds, other) > overlap(bounds, best) ? other : best,
  );
  const width = Math.min(bounds.width, area.width);
  const height = Math.min(bounds.height, area.height);
  if (overlap(bounds, area) === 0) {
    return {
      x: area.x + Math.round((area.width - width) / 2),
      y: area.y + Math.round((area.height - height) / 2),
      width,
      height,
    };
  }
  return {
    x: clamp(bounds.x, area.x, area.x + area.width - width),
    y: clamp(bounds.y, area.y, area.y + area.height - height),
    width,
    height,
  };
}

/** How much two rectangles share, in square pixels. */
function overlap(one: Bounds, other: Bounds): number {
  const width = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
  const height = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
  return Math.max(0, width) * Math.max(0, height);
}

function clamp(value: number, lowest: number, highest: number): number {
  return Math.min(Math.max(value, lowest), highest);
}
