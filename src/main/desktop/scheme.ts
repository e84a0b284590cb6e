/**
 * `fermata://app/`: the origin of the app's pages, instead of `file://`. It reaches the built pages
 * and the library's API, and nothing else on this computer.
 */
import { protocol } from 'electron';
import type { FetchHandler } from '../pages.ts';

const SCHEME = 'fermata';

/** What the address of each of the app's pages begins with. */
export const APP_ORIGIN = `${SCHEME}://app`;

/** Declares the scheme; to be called before the app is ready. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true },
    },
  ]);
}

/** Answers requests to the scheme; to be called once the app is ready. */
export function serveScheme(pages: FetchHandler): void {
  protocol.handle(SCHEME, async (request) => {
    if (new URL(request.url).host !== 'app') return new Response(null, { status: 404 });
    return pages(request);
  });
}
