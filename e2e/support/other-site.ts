/** A site of this machine that is none of Fermata's: it has one empty page, and records what it is asked. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { onTestFinished } from 'vitest';
import { z } from 'zod';

interface OtherSite {
  readonly address: string;
  /** The paths of every request so far. */
  readonly requests: readonly unknown[];
}

/** Starts it; gone when the test ends. */
export async function startOtherSite(): Promise<OtherSite> {
  const requests: unknown[] = [];
  const site = createServer((request, response) => {
    requests.push(request.url);
    response.setHeader('Content-Type', 'text/html').end('<title>Another site</title>');
  });
  site.on('upgrade', (request, socket) => {
    requests.push(request.url);
    socket.destroy();
  });
  site.listen(0, '127.0.0.1');
  await once(site, 'listening');
  onTestFinished(() => {
    site.closeAllConnections();
    site.close();
  });
  const { port } = z.object({ port: z.number() }).parse(site.address());
  // Not by the name of Fermata's own address: it would be the same site.
  return { address: `http://localhost:${port}/`, requests };
}
