/**
 * Who may talk to the web process: only a browser that was given the address printed in the
 * terminal, and only pages of that address. A page of another site, one whose name was rebound to
 * this machine, or another user of this machine is refused.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { parse } from 'hono/utils/cookie';
import type { ClosedDoor } from './closed-door-page.ts';
import type { PublicUrl } from './public-url.ts';

/** 256 bits: cannot be guessed. */
const SECRET_BYTES = 32;

/** Requests that change nothing; browsers send every other one with an Origin. */
const SAFE_METHODS = new Set(['GET', 'HEAD']);

/** What to do with a request. */
export type Verdict =
  | { readonly kind: 'admitted' }
  | { readonly kind: 'refused'; readonly reason: string }
  /** It was not let in: by a link that was opened before, or by none. */
  | { readonly kind: 'not-let-in'; readonly door: ClosedDoor }
  /** The printed address was opened: the browser gets its cookie. */
  | { readonly kind: 'welcomed'; readonly cookie: string; readonly location: string };

interface VisitorCheckOptions {
  /** By which the web process may be asked, the one to print first (listening-address.ts). */
  readonly names: readonly [string, ...string[]];
  readonly port: number;
  /** Where a proxy shows it: by that address alone, then. */
  readonly publicUrl: PublicUrl | null;
  /** Called with each address to open: its token admits one browser, once. */
  readonly onAddress: (url: string) => void;
}

/** Checks the requests of one web process; knows its secrets. */
export class VisitorCheck {
  readonly #options: VisitorCheckOptions;
  /** The origin by each Host header; those leave out the port that the scheme implies. */
  readonly #origins: ReadonlyMap<string, string>;
  /** What every path of it begins with in a browser. */
  readonly #prefix: string;
  readonly #session = makeSecret();
  #token: string | null = null;

  constructor(options: VisitorCheckOptions) {
    const { names, port, publicUrl } = options;
    this.#options = options;
    const sites =
      publicUrl === null ? names.map((name) => new URL(`http://${name}:${port}`)) : [publicUrl];
    this.#origins = new Map(sites.map(({ host, origin }) => [host, origin]));
    this.#prefix = publicUrl?.prefix ?? '/';
  }

  /** Tells an address to open, unless the one told last has not been opened yet. */
  invite(): void {
    if (this.#token !== null) return;
    const [origin] = this.#origins.values();
    this.#token = makeSecret();
    this.#options.onAddress(`${origin}${this.#prefix}?token=${this.#token}`);
  }

  judge(request: Request): Verdict {
    const origin = this.#origins.get(request.headers.get('host')?.toLowerCase() ?? '');
    if (origin === undefined) return refused(this.#notAtThisAddress());
    if (!isOwnOrigin(request, origin) || isSentByAnotherSite(request)) {
      return refused('Another site may not talk to Fermata.');
    }
    const url = new URL(request.url);
    const token = url.searchParams.get('token');
    if (url.pathname === '/' && request.method === 'GET' && token !== null) {
      if (this.#takeToken(token) || this.#isKnown(request)) {
        return { kind: 'welcomed', cookie: this.#cookie(), location: this.#prefix };
      }
    }
    if (this.#isKnown(request)) return { kind: 'admitted' };
    // Somebody stands before a closed door: the terminal shows a new key, which only its owner sees.
    this.invite();
    return { kind: 'not-let-in', door: token === null ? 'no-link' : 'used-link' };
  }

  #takeToken(token: string): boolean {
    if (this.#token === null || !isSameSecret(token, this.#token)) return false;
    this.#token = null;
    return true;
  }

  #isKnown(request: Request): boolean {
    const name = this.#cookieName();
    const session = parse(request.headers.get('cookie') ?? '', name)[name];
    return session !== undefined && isSameSecret(session, this.#session);
  }

  #cookie(): string {
    const secure = this.#options.publicUrl?.isSecure === true ? '; Secure' : '';
    const scope = `Path=${this.#prefix}; HttpOnly; SameSite=Strict${secure}`;
    return `${this.#cookieName()}=${this.#session}; ${scope}`;
  }

  #notAtThisAddress(): string {
    const { publicUrl } = this.#options;
    const sentence = 'Fermata answers only at the address that it printed.';
    if (publicUrl === null) return sentence;
    return `${sentence} A proxy has to pass on the Host header as the browser sent it: ${publicUrl.host}`;
  }

  /** Cookies do not tell ports apart: each web process needs a name of its own. */
  #cookieName(): string {
    return `fermata-${this.#options.port}`;
  }
}

/** Whether a request comes from a page of the address it asks, as far as it says. */
function isOwnOrigin(request: Request, own: string): boolean {
  const origin = request.headers.get('origin');
  if (origin === null) return SAFE_METHODS.has(request.method);
  return origin === own;
}

/**
 * Browsers say since 2020-2023 who sends a request. A link on another site may open the page, where
 * the cookie, which is strict, is not sent; nothing else may be asked from there.
 */
function isSentByAnotherSite(request: Request): boolean {
  const sender = request.headers.get('sec-fetch-site');
  if (sender === null || sender === 'none' || sender === 'same-origin') return false;
  return request.headers.get('sec-fetch-mode') !== 'navigate';
}

function makeSecret(): string {
  return randomBytes(SECRET_BYTES).toString('base64url');
}

/** Compares digests: they have one length, and the time it takes says nothing of the secret. */
function isSameSecret(given: string, secret: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(secret));
}

function refused(reason: string): Verdict {
  return { kind: 'refused', reason };
}
