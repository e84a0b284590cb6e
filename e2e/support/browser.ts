/** A real browser for the web page, driven from outside by Playwright: one for all tests of a file. */
import { type Browser, type BrowserContext, chromium } from 'playwright';
import { afterAll, inject, onTestFinished, type TestContext } from 'vitest';
import { HANGS_MS } from './patience.ts';

let browser: Promise<Browser> | null = null;

afterAll(async () => {
  await (await browser)?.close();
  browser = null;
});

/**
 * A browser that nobody has used before, as its pages see it; skips the test where there is none. Its
 * pages are closed when the test ends.
 */
export async function startBrowser(
  { skip }: TestContext,
  locale = 'en-US',
): Promise<BrowserContext> {
  const browserOffer = inject('chromium');
  if ('missing' in browserOffer) return skip(browserOffer.missing);
  browser ??= chromium.launch({ executablePath: browserOffer.thing, timeout: HANGS_MS });
  const context = await (await browser).newContext({ locale });
  context.setDefaultTimeout(HANGS_MS);
  onTestFinished(() => context.close());
  return context;
}
