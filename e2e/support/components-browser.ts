/** Vitest's browser for the tests of components: the Chromium that the end-to-end tests use. */
import { type PlaywrightProviderOptions, playwright } from '@vitest/browser-playwright';
import type { BrowserCommand, BrowserProviderOption, TestProject } from 'vitest/node';

/** Tests may run as root, which Chromium's sandbox refuses; there is no GPU to draw with. */
const SWITCHES = ['--no-sandbox', '--disable-gpu'];

/**
 * The provider for the project whose global setup is components-setup.ts. Vitest's own would start
 * the browser that Playwright downloads, as early as the configuration is read.
 */
export function componentsBrowser(): BrowserProviderOption<PlaywrightProviderOptions> {
  const { prewarm: _tooEarly, ...provider } = playwright();
  return { ...provider, providerFactory };
}

function providerFactory(project: TestProject) {
  const browser = project.getProvidedContext().chromium;
  if ('missing' in browser) throw new Error(browser.missing);
  const launchOptions = { executablePath: browser.thing, args: SWITCHES };
  return playwright({ launchOptions }).providerFactory(project);
}

/** A command that tests of components call: lets the page have the light or the dark look. */
export const emulateLook: BrowserCommand<[look: 'light' | 'dark']> = ({ page }, look) =>
  // Without motion: what fades in would be measured while it does.
  page.emulateMedia({ colorScheme: look, reducedMotion: 'reduce' });
