/** Addresses that leave the app: opened in the person's browser, and only after a check. */
import { shell } from 'electron';

/** Pages of other hosts than these are not opened. */
const KNOWN_HOSTS: ReadonlySet<string> = new Set(['github.com']);

/**
 * Opens a page in the person's browser.
 *
 * @throws Error if the address is not one that Fermata links to, or if nothing can open it
 */
export async function openInBrowser(address: string): Promise<void> {
  const { protocol, host, username } = new URL(address);
  if (protocol !== 'https:' || !KNOWN_HOSTS.has(host) || username !== '') {
    throw new Error(`Fermata does not open ${address}.`);
  }
  await shell.openExternal(address);
}
