/** A real browser for the web page, driven from outside by Playwright. */
import { type BrowserContext, chromium } from 'playwright';
import { inject, onTestFinished, type TestContext } from 'vitest';

/**
 * Starts a browser that nobody has used before; skips the test where there is none. It is closed
 * when the test ends.
 */
export async function startBrowser({ skip }: TestContext): Promise<BrowserContext> {
  const browserOffer = inject('chromium');
  if ('missing' in browserOffer) return skip(browserOffer.missing);
  const browser = await chromium.launch({ executablePath: browserOffer.thing });
  onTestFinished(() => browser.close());
  return browser.newContext();
}
