/**
 * What Fermata's pages are served by, in the desktop app and in the web process alike: the built
 * renderer files and the library's API behind one fetch handler, with one set of security headers.
 */
import { readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Hono } from 'hono';
import { systemCode } from '../shared/errors.ts';
import { isPathWithNul } from '../shared/nul.ts';

/** A fetch handler: how the library's API and the pages are mounted on any host. */
export type FetchHandler = (request: Request) => Promise<Response>;

interface PagesOptions {
  readonly api: FetchHandler;
  /** The built renderer; that of this app by default. */
  readonly rendererDir?: string;
}

/**
 * Pages load their own files and nothing else; no script or style is ever inline. A cover that a
 * page hands to the system's media controls is one of its own in memory (blob:).
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' blob:",
  "media-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** No answer goes without these. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), usb=(), serial=(), hid=()',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
};

/** The kinds of files that the renderer is built into; nothing else is served. */
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.woff2': 'font/woff2',
};

/** Serves `/api/…` by the API and everything else from the built renderer. */
export function createPages({ api, rendererDir = builtRendererDir() }: PagesOptions): FetchHandler {
  const app = new Hono();
  app.use(async (context, next) => {
    await next();
    addSecurityHeaders(context.res);
  });
  app.all('/api/*', async (context) => {
    const response = await api(context.req.raw);
    const headers = new Headers(response.headers);
    headers.set('Cache-Control', 'no-store');
    return new Response(response.body, { status: response.status, headers });
  });
  app.get('*', async (context) => {
    if (isPathWithNul(context.req.path)) return badPath();
    return serveFile(rendererDir, context.req.path);
  });
  return async (request) => app.fetch(request);
}

/** For what is answered without asking the pages, too: no answer goes without these headers. */
export function addSecurityHeaders(response: Response): Response {
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.headers.set(name, value);
  return response;
}

/** As far above `src/main` as above `out/main`. */
function builtRendererDir(): string {
  return fileURLToPath(new URL('../../out/renderer', import.meta.url));
}

async function serveFile(rendererDir: string, urlPath: string): Promise<Response> {
  const file = fileOf(rendererDir, urlPath === '/' ? '/index.html' : urlPath);
  const contentType = file === null ? undefined : CONTENT_TYPES[extname(file)];
  if (file === null || contentType === undefined) return notFound();
  try {
    const content = await readFile(file);
    return new Response(content, {
      headers: { 'Content-Type': contentType, 'Cache-Control': cacheControl(urlPath) },
    });
  } catch (error) {
    if (isAbsent(error)) return notFound();
    throw error;
  }
}

/** The file that a URL's path names, or null where it would lie outside the folder. */
function fileOf(folder: string, urlPath: string): string | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(urlPath);
  } catch {
    // Not an encoding of anything, so not of a file either.
    return null;
  }
  // A backslash separates folders on Windows.
  if (decoded.includes('\\')) return null;
  const file = join(folder, decoded);
  return file.startsWith(folder + sep) ? file : null;
}

/** The build puts a hash of the content into the names of assets; pages keep theirs. */
function cacheControl(urlPath: string): string {
  return urlPath.startsWith('/assets/') ? 'private, max-age=31536000, immutable' : 'no-store';
}

function isAbsent(error: unknown): boolean {
  return ['ENOENT', 'EISDIR', 'ENOTDIR'].includes(systemCode(error) ?? '');
}

/** What is answered for an address at which there is nothing. */
export function notFound(): Response {
  return plain(404, 'There is nothing here.');
}

function badPath(): Response {
  return plain(400, 'No address has a NUL in it.');
}

function plain(status: number, sentence: string): Response {
  const headers = { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' };
  return addSecurityHeaders(new Response(`${sentence}\n`, { status, headers }));
}
