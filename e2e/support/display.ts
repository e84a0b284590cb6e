/** Where a test shows its windows: on a display that no test beside it has. */
import type { ElectronWithDisplays } from './global-setup.ts';

/** For DISPLAY; null where windows need no X server. */
export function displayOf({ displays }: ElectronWithDisplays): string | null {
  return displays[Number(process.env.VITEST_POOL_ID) % displays.length] ?? null;
}
