/** A real browser for the web page, driven from outside by Playwright: one for all tests of a file. */
import { type Browser, type BrowserContext, chromium } from 'playwright';
import { afterAll, inject, onTestFinished, type TestContext } from 'vitest';
import { printFailedPages } from './failed-pages.ts';
import { HANGS_MS, STEP_HANGS_MS } from './patience.ts';

let browser: Promise<Browser> | null = null;

afterAll(async () => {
  await (await browser)?.close();
  browser = null;
});

/**
 * A browser that nobody has used before, as its pages see it; skips the test where there is none. Its
 * pages are closed when the test ends.
 */
export async function startBrowser(test: TestContext, locale = 'en-US'): Promise<BrowserContext> {
  const browserOffer = inject('chromium');
  if ('missing' in browserOffer) return test.skip(browserOffer.missing);
  browser ??= chromium.launch({ executablePath: browserOffer.thing, timeout: HANGS_MS });
  const context = await (await browser).newContext({ locale });
  context.setDefaultTimeout(STEP_HANGS_MS);
  onTestFinished(async () => {
    await printFailedPages(test, context.pages());
    await context.close();
  });
  return context;
}
