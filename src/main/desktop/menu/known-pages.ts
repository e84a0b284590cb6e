/** The pages on the web that Fermata leads to: no others are ever opened. */

export const WEBSITE = 'https://github.com/fermata-player/fermata';

export const NEW_ISSUE_PAGE = `${WEBSITE}/issues/new`;

/** Whether an address is Fermata's website or a page below it. */
export function isKnownPage(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { origin, pathname, username, password } = new URL(address);
  const known = new URL(WEBSITE);
  return (
    origin === known.origin &&
    username === '' &&
    password === '' &&
    (pathname === known.pathname || pathname.startsWith(`${known.pathname}/`))
  );
}
