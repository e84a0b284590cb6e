/** A library of this process with pages in front of it, as the web process serves them. */
import { LibrarySession } from '../../src/main/library-session.ts';
import { createPages } from '../../src/main/pages.ts';
import { parsePublicUrl } from '../../src/main/web/public-url.ts';
import { startWebServer } from '../../src/main/web/web-server.ts';

interface ServedLibrary {
  /** To be prepared by whoever asked for it. */
  readonly session: LibrarySession;
  /** Of its page, which is the built one: `npm run build` first. */
  readonly address: string;
  /** Ends the server, then closes the library. */
  close(): Promise<void>;
}

/**
 * @param host who asks, for the lock's holder record
 * @param behind where a proxy shows it, and the port that the proxy asks
 */
export async function serveLibrary(
  host: string,
  behind?: { readonly publicUrl: string; readonly port: number },
): Promise<ServedLibrary> {
  const session = new LibrarySession({ host, onEvent: () => {} });
  const address = Promise.withResolvers<string>();
  const server = await startWebServer({
    host: '127.0.0.1',
    port: behind?.port ?? 0,
    publicUrl: behind === undefined ? null : parsePublicUrl(behind.publicUrl),
    pages: createPages({ api: session.api }),
    onAddress: ({ url }) => address.resolve(url),
  });
  return {
    session,
    address: await address.promise,
    async close() {
      await server.close();
      await session.close();
    },
  };
}
