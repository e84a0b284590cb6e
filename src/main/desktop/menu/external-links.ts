/** Addresses that leave the app: opened in the person's browser, and only after a check. */
import { shell } from 'electron';
import { isKnownPage } from './known-pages.ts';

/**
 * Opens a page in the person's browser.
 *
 * @throws Error if the address is not one that Fermata links to, or if nothing can open it
 */
export async function openInBrowser(address: string): Promise<void> {
  if (!isKnownPage(address)) throw new Error(`Fermata does not open ${address}.`);
  await shell.openExternal(address);
}
