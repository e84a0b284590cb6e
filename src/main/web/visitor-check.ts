/**
 * Who may talk to the web process: only a browser that was given the address printed in the
 * terminal, and only pages of that address. A page of another site, one whose name was rebound to
 * this machine, or another user of this machine is refused.
 */
import { parse } from 'hono/utils/cookie';
import type { ClosedDoor } from './closed-door-page.ts';
import { isOwnName } from './listening-address.ts';
import type { PublicUrl } from './public-url.ts';
import { isSameSecret, makeSecret, type Session, Sessions } from './sessions.ts';

/** How long a printed address works, in milliseconds: a clock that nobody sets. */
const TOKEN_MS = 10 * 60_000;

/** Requests that change nothing; browsers send every other one with an Origin. */
const SAFE_METHODS = new Set(['GET', 'HEAD']);

/** What to do with a request. */
export type Verdict =
  | { readonly kind: 'admitted'; readonly session: Session }
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
  readonly onAddress: (address: Address) => void;
}

/** What is printed for a person to open. */
export interface Address {
  readonly url: string;
  /**
   * The same under a name that no other program of this computer has, which gets no cookie of Fermata's
   * then; null where there is none. Not every browser finds this computer by it.
   */
  readonly ownUrl: string | null;
}

/** Checks the requests of one web process; knows its secrets. */
export class VisitorCheck {
  readonly #options: VisitorCheckOptions;
  /** The origin by each Host header; those leave out the port that the scheme implies. */
  readonly #origins: ReadonlyMap<string, string>;
  /** What every path of it begins with in a browser. */
  readonly #prefix: string;
  readonly sessions = new Sessions();
  #token: { readonly secret: string; readonly madeMs: number } | null = null;

  constructor(options: VisitorCheckOptions) {
    const { names, port, publicUrl } = options;
    this.#options = options;
    const sites =
      publicUrl === null ? names.map((name) => new URL(`http://${name}:${port}`)) : [publicUrl];
    this.#origins = new Map(sites.map(({ host, origin }) => [host, origin]));
    this.#prefix = publicUrl?.prefix ?? '/';
  }

  /** Tells an address to open, unless the one told last still works. */
  invite(): void {
    if (this.#isTokenGood()) return;
    const secret = makeSecret();
    this.#token = { secret, madeMs: performance.now() };
    const path = `${this.#prefix}?token=${secret}`;
    const [origin] = this.#origins.values();
    const own = [...this.#origins.values()].find((each) => isOwnName(new URL(each).hostname));
    this.#options.onAddress({
      url: `${origin}${path}`,
      ownUrl: own === undefined ? null : `${own}${path}`,
    });
  }

  judge(request: Request): Verdict {
    const origin = this.#origins.get(request.headers.get('host')?.toLowerCase() ?? '');
    if (origin === undefined) return refused(this.#notAtThisAddress());
    const url = new URL(request.url);
    if (!isOwnOrigin(request, origin) || isSentByAnotherSite(request, url.pathname)) {
      return refused('Another site may not talk to Fermata.');
    }
    const token = url.searchParams.get('token');
    if (url.pathname === '/' && request.method === 'GET' && token !== null) {
      const welcomed = this.#welcome(token, request);
      if (welcomed !== null) {
        return { kind: 'welcomed', cookie: this.#cookie(welcomed), location: this.#prefix };
      }
    }
    const session = this.#sessionOf(request);
    if (session !== null) return { kind: 'admitted', session };
    // Somebody stands before a closed door: the terminal shows a new key, which only its owner sees.
    this.invite();
    return { kind: 'not-let-in', door: token === null ? 'no-link' : 'used-link' };
  }

  /** A browser that comes again has its session still: it may find the address in its history. */
  #welcome(token: string, request: Request): Session | null {
    const session = this.#sessionOf(request);
    if (!this.#isTokenGood() || !isSameSecret(token, this.#token?.secret ?? '')) return session;
    this.#token = null;
    return session ?? this.sessions.begin(request.headers.get('user-agent'));
  }

  #isTokenGood(): boolean {
    return this.#token !== null && performance.now() - this.#token.madeMs < TOKEN_MS;
  }

  #sessionOf(request: Request): Session | null {
    const name = this.#cookieName();
    const secret = parse(request.headers.get('cookie') ?? '', name)[name];
    return secret === undefined ? null : this.sessions.find(secret);
  }

  #cookie({ secret }: Session): string {
    const secure = this.#options.publicUrl?.isSecure === true ? '; Secure' : '';
    const scope = `Path=${this.#prefix}; HttpOnly; SameSite=Strict${secure}`;
    return `${this.#cookieName()}=${secret}; ${scope}`;
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
 * Browsers say since 2020-2023 who sends a request. A link on another site may open the page itself, in
 * a window, where the cookie, which is strict, is not sent; nothing else may be asked from there, nor in
 * a frame. Another port of this computer is the same site: it gets the cookie sent.
 */
function isSentByAnotherSite(request: Request, path: string): boolean {
  const sender = request.headers.get('sec-fetch-site');
  if (sender === null || sender === 'none' || sender === 'same-origin') return false;
  const isWindow = (request.headers.get('sec-fetch-dest') ?? 'document') === 'document';
  const isOpened = request.headers.get('sec-fetch-mode') === 'navigate' && isWindow;
  return !(isOpened && path === '/' && SAFE_METHODS.has(request.method));
}

function refused(reason: string): Verdict {
  return { kind: 'refused', reason };
}
