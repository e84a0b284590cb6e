/**
 * `fermata://app/`: the origin of the app's pages, instead of `file://`. It reaches the built pages
 * and the library's API, and nothing else on this computer.
 */
import { protocol } from 'electron';
import { type FetchHandler, notFound } from '../../pages.ts';

const SCHEME = 'fermata';
const HOST = 'app';

/** What the address of each of the app's pages begins with. */
export const APP_ORIGIN = `${SCHEME}://${HOST}`;

/** Declares the scheme; to be called before the app is ready. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: SCHEME,
      privileges: {
        standard: true,
        secure: true,
        supportFetchAPI: true,
        stream: true,
        codeCache: true,
      },
    },
  ]);
}

/** Answers requests to the scheme; to be called once the app is ready. */
export function serveScheme(pages: FetchHandler): void {
  protocol.handle(SCHEME, async (request) => {
    return isAppAddress(request.url) ? pages(request) : notFound();
  });
}

/** Whether an address lies at the app's own origin. */
export function isAppAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, host, username, password } = new URL(address);
  return protocol === `${SCHEME}:` && host === HOST && username === '' && password === '';
}
