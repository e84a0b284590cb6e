/** What axe-core finds wrong with a whole page, in each look, and in a window at 400 % zoom. */
import axe from 'axe-core';
import type { Page } from 'playwright';
import { z } from 'zod';

/** In CSS pixels. */
const WINDOWS = {
  wide: { width: 1280, height: 800 },
  /** What is left of 1280 × 1024 at 400 % zoom, as WCAG 1.4.10 asks for. */
  zoomed: { width: 320, height: 256 },
} as const;

const LOOKS = ['light', 'dark'] as const;

const ViolationsSchema = z.array(
  z.object({
    id: z.string(),
    help: z.string(),
    nodes: z.array(z.object({ target: z.array(z.unknown()), failureSummary: z.string() })),
  }),
);

/** Looks at a page in all ways; what is wrong, with the way in which it is, in words. */
export async function violationsOn(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const [name, size] of Object.entries(WINDOWS)) {
    await page.setViewportSize(size);
    for (const colorScheme of LOOKS) {
      // Without motion: what fades in would be measured while it does.
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      for (const violation of await violationsNow(page)) {
        found.push(`${name}, ${colorScheme}: ${violation}`);
      }
      if (await scrollsSideways(page)) found.push(`${name}, ${colorScheme}: scrolls sideways`);
    }
  }
  await page.setViewportSize(WINDOWS.wide);
  return found;
}

/** A menu that is open lies over the page, as a dialog does, which axe allows outside of landmarks. */
const CHECKS = [
  {
    id: 'region',
    options: { regionMatcher: 'dialog, [role=dialog], [role=alertdialog], [role=menu], svg' },
  },
];

async function violationsNow(page: Page): Promise<string[]> {
  // Through the debugger, which the page's security policy does not bind.
  await page.evaluate(axe.source);
  await page.evaluate(`axe.configure({ checks: ${JSON.stringify(CHECKS)} })`);
  const violations = ViolationsSchema.parse(
    await page.evaluate(
      `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations)`,
    ),
  );
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} (${help}): ${target}\n${failureSummary}`),
  );
}

/** Reading must not need two directions (WCAG 1.4.10). */
async function scrollsSideways(page: Page): Promise<boolean> {
  const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
  return z.number().parse(await page.evaluate(overflow)) > 0;
}
