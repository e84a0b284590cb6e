/**
 * The address at which a reverse proxy shows the web process: the only one that is then answered. It is
 * said on the command line and taken from there alone; headers that proxies add (`Forwarded`,
 * `X-Forwarded-…`) come from outside, and are not looked at.
 */

/** Where the pages are, as browsers see it. */
export interface PublicUrl {
  /** `https://music.example`. */
  readonly origin: string;
  /** The Host header: without the port that the scheme implies. */
  readonly host: string;
  /** The path that everything is below, with a slash at both ends: `/`, or `/fermata/`. */
  readonly prefix: string;
  readonly isSecure: boolean;
}

/** Folders of the pages' own: a path that begins so could mean either. */
const OWN_FOLDERS = /^\/(api|assets|licences)\//;

/** Reads an address; null for what is none that a browser could be sent to. */
export function parsePublicUrl(text: string): PublicUrl | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const isWeb = url.protocol === 'https:' || url.protocol === 'http:';
  const isPlain =
    url.username === '' && url.password === '' && url.search === '' && url.hash === '';
  const prefix = url.pathname.endsWith('/') ? url.pathname : `${url.pathname}/`;
  if (!isWeb || !isPlain || OWN_FOLDERS.test(prefix) || prefix.includes('//')) return null;
  return { origin: url.origin, host: url.host, prefix, isSecure: url.protocol === 'https:' };
}

/**
 * The path of a request below the prefix, with its query; a proxy may have taken the prefix away, or left
 * it. Null for the prefix without its slash: addresses on the page would lead beside it.
 */
export function belowPrefix(path: string, prefix: string): string | null {
  if (prefix === '/') return path;
  const [name] = path.split('?', 1);
  if (name === prefix.slice(0, -1)) return null;
  return path.startsWith(prefix) ? path.slice(prefix.length - 1) : path;
}
