/** Which addresses leave the app: those of Fermata's own pages on the web, and no others. */

/** Pages of other hosts than these are not opened. */
const KNOWN_HOSTS: ReadonlySet<string> = new Set(['github.com']);

/** Whether an address is one that Fermata links to. */
export function isKnownPage(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, host, username, password } = new URL(address);
  return protocol === 'https:' && KNOWN_HOSTS.has(host) && username === '' && password === '';
}
