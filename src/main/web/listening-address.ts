/**
 * Where the web process listens, and by which names browsers may ask for it. The names are IP
 * addresses and `localhost` with what is below it, which nobody can rebind to this machine: only names in
 * the DNS can be.
 */
import { randomBytes } from 'node:crypto';
import { BlockList, isIPv6 } from 'node:net';
import { networkInterfaces } from 'node:os';

/** Reached from this machine alone. */
export const LOOPBACK = '127.0.0.1';

const LOOPBACK_ADDRESSES = new BlockList();
LOOPBACK_ADDRESSES.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK_ADDRESSES.addAddress('::1', 'ipv6');

/** What browsers take names below `localhost` for. */
const FOUND_BY_NAME: ReadonlySet<string> = new Set([LOOPBACK, '::1']);

/** What stands for every address of this machine. */
const UNSPECIFIED: ReadonlySet<string> = new Set(['0.0.0.0', '::']);

/** Whether only this machine reaches an IP address. */
export function isLoopback(address: string): boolean {
  return LOOPBACK_ADDRESSES.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}

/**
 * The names of a listening server in addresses, the one to print first; IPv6 addresses in brackets.
 *
 * @param address an IP address of this machine, or the one that stands for all of them
 */
export function namesOf(address: string): [string, ...string[]] {
  if (FOUND_BY_NAME.has(address)) return [inUrl(address), 'localhost', makeOwnName()];
  if (isLoopback(address)) return [inUrl(address), 'localhost'];
  if (!UNSPECIFIED.has(address)) return [inUrl(address)];
  const interfaces = Object.values(networkInterfaces()).flatMap((addresses = []) => addresses);
  const reachable = interfaces
    .filter(({ family, internal }) => !internal && (family === 'IPv4' || address === '::'))
    .map((found) => inUrl(found.address));
  const [first = LOOPBACK, ...others] = reachable;
  return [first, ...others, LOOPBACK, 'localhost', ...(address === '::' ? ['[::1]'] : [])];
}

/**
 * A name of this process alone. Cookies belong to a name and all its ports: under a name that no one else
 * can know, no other web server of this computer is sent Fermata's. Chromium and Firefox look for what is
 * below `localhost` on this computer (https://www.rfc-editor.org/rfc/rfc6761#section-6.3).
 */
function makeOwnName(): string {
  return `fermata-${randomBytes(6).toString('hex')}.localhost`;
}

/** Whether a name is one that no other program has. */
export function isOwnName(name: string): boolean {
  return name.endsWith('.localhost');
}

function inUrl(address: string): string {
  return isIPv6(address) ? `[${address}]` : address;
}
