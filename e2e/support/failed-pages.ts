/** What the pages of a test that failed show: printed, as nobody can look at them afterwards. */
import type { Page } from 'playwright';
import type { TestContext } from 'vitest';

/** A page that does not answer in this time has hung itself. */
const SNAPSHOT_MS = 5_000;

/** Prints what each page shows, as a screen reader would read it, where the test has failed. */
export async function printFailedPages(
  { task }: Pick<TestContext, 'task'>,
  pages: readonly Page[],
): Promise<void> {
  if (task.result?.state !== 'fail') return;
  for (const page of pages) {
    console.error(`“${task.name}” failed with ${page.url()}:\n${await contentOf(page)}`);
  }
}

async function contentOf(page: Page): Promise<string> {
  try {
    return await page.locator('body').ariaSnapshot({ timeout: SNAPSHOT_MS });
  } catch (error) {
    return String(error);
  }
}
