/** `fermata serve` as a real process, and its page in a real browser. */
import type { TestContext } from 'vitest';
import { startBrowser } from './browser.ts';
import { type FermataProcess, type StartOptions, startFermata } from './processes.ts';
import type { TestLibrary } from './test-library.ts';

/** Starts the web process on a library. */
export async function serve(
  library: TestLibrary,
  options: StartOptions = {},
): Promise<{ server: FermataProcess; url: URL }> {
  const server = startFermata(['serve', '--port', '0', ...library.args], options);
  return { server, url: new URL((await server.waitFor('listening')).url) };
}

/** Opens the address that the web process prints, as soon as it does. */
export async function openInBrowser(
  context: TestContext,
  library: TestLibrary,
  options: StartOptions = {},
) {
  const browser = await startBrowser(context);
  const { server, url } = await serve(library, options);
  const page = await browser.newPage();
  await page.goto(url.href);
  return { browser, page, server, url };
}
