/**
 * What a browser shows that was not let in: why, and the way on. Nothing else is given to it, no file
 * of the app's pages, so that this page brings its style along.
 */
import { createHash } from 'node:crypto';
import { chooseLanguage, languagesOfHeader } from '../../shared/words/language.ts';
import { tellIn, words } from '../../shared/words/words.ts';
import { addSecurityHeaders } from '../pages.ts';

/** Which door it is: a link that was opened before, or none at all. */
export type ClosedDoor = 'used-link' | 'no-link';

/** The colours and sizes of tokens.css. */
const STYLE = `
:root { color-scheme: light dark; --paper: #faf7f1; --ink: #221d17; --soft: #574e43; --brass: #86550a; }
@media (prefers-color-scheme: dark) { :root { --paper: #181512; --ink: #efe8dc; --soft: #c2b7a6; --brass: #e0ad57; } }
* { box-sizing: border-box; }
html { height: 100%; }
body { display: flex; flex-direction: column; align-items: center; justify-content: safe center; min-height: 100%;
  margin: 0; padding: 32px; background: var(--paper); color: var(--ink); text-align: center;
  font: 0.9375rem / 1.54 "Inter Variable", system-ui, sans-serif; }
svg { width: min(180px, 50vw); margin-block-end: 24px; fill: var(--brass); }
h1 { margin: 0 0 12px; font: 500 1.875rem / 1.2 "Newsreader Variable", Georgia, ui-serif, serif;
  letter-spacing: -0.01em; text-wrap: balance; }
p { max-width: 46ch; margin: 0; text-wrap: balance; }
p + p { margin-block-start: 12px; color: var(--soft); }
`;

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The answer to a browser that was not let in, in the language that it asks for. */
export async function closedDoorPage(door: ClosedDoor, request: Request): Promise<Response> {
  const language = chooseLanguage(languagesOfHeader(request.headers.get('accept-language')));
  const [title, advice, reason] = await Promise.all([
    tellIn(language, words(door === 'used-link' ? 'web.usedLink' : 'web.noLink')),
    tellIn(language, words('web.copyNewest')),
    tellIn(language, words('web.worksOnce')),
  ]);
  const page = `<!doctype html>
<html lang="${language}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <title>Fermata</title>
    <style>${STYLE}</style>
  </head>
  <body>
    <main>
      <svg viewBox="0 0 200 124" aria-hidden="true">
        <path d="M16 108A84 84 0 0 1 184 108A84 62 0 0 0 16 108Z" />
        <circle cx="100" cy="97" r="11.5" />
      </svg>
      <h1>${title}</h1>
      <p>${advice}</p>
      <p>${reason}</p>
    </main>
  </body>
</html>
`;
  const headers = { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' };
  const response = addSecurityHeaders(new Response(page, { status: 401, headers }));
  response.headers.set('Content-Security-Policy', CONTENT_SECURITY_POLICY);
  return response;
}

/** Whether a page is asked for: programs and scripts are answered in plain text. */
export function asksForPage(request: Request): boolean {
  return request.method === 'GET' && (request.headers.get('accept') ?? '').includes('text/html');
}
