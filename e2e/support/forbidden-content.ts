/**
 * What a content security policy forbids: JavaScript that does it in a page, and the directive by
 * which the page refuses it. Nothing here is fetched where the policy works.
 */

/** By name: what a page does, and the directive that its policy names then. */
export const FORBIDDEN_CONTENT: Readonly<Record<string, readonly [act: string, by: string]>> = {
  'a script of another site': [`add('script', { src: ELSEWHERE })`, 'script-src-elem'],
  'an inline script': [`add('script', { textContent: 'ran = true' })`, 'script-src-elem'],
  'a script in a data address': [
    `add('script', { src: 'data:text/javascript,ran=true' })`,
    'script-src-elem',
  ],
  'a script in a blob': [
    `add('script', { src: URL.createObjectURL(new Blob(['ran = true'])) })`,
    'script-src-elem',
  ],
  'an inline handler': [
    `const button = add('button', {}); button.setAttribute('onclick', 'ran = true'); button.click()`,
    'script-src-attr',
  ],
  'a javascript address': [
    `add('a', { href: 'javascript:ran = true' }).click()`,
    'script-src-elem',
  ],
  // Later, since what is evaluated from outside, as this is, may evaluate.
  'text as code': [`setTimeout(() => { try { (0, eval)('ran = true') } catch {} })`, 'script-src'],
  'an inline style': [`add('style', { textContent: 'body { color: red }' })`, 'style-src-elem'],
  'a style attribute': [`add('p', {}).setAttribute('style', 'color: red')`, 'style-src-attr'],
  'a style sheet of another site': [
    `add('link', { rel: 'stylesheet', href: ELSEWHERE })`,
    'style-src-elem',
  ],
  'an image of another site': [`add('img', { src: ELSEWHERE })`, 'img-src'],
  'a sound of another site': [`add('audio', { src: ELSEWHERE })`, 'media-src'],
  'a font of another site': [
    `new FontFace('Elsewhere', 'url(' + ELSEWHERE + ')').load().catch(() => {})`,
    'font-src',
  ],
  'a frame of another site': [`add('iframe', { src: ELSEWHERE })`, 'frame-src'],
  'a plugin': [`add('object', { data: ELSEWHERE, type: 'text/html' })`, 'object-src'],
  'a worker in a blob': [
    `try { new Worker(URL.createObjectURL(new Blob(['']))) } catch {}`,
    'worker-src',
  ],
  'a request to another site': [`fetch(ELSEWHERE).catch(() => {})`, 'connect-src'],
  'a beacon': [`navigator.sendBeacon(ELSEWHERE, 'secret')`, 'connect-src'],
  'a socket': [`try { new WebSocket('wss://example.org/') } catch {}`, 'connect-src'],
  'a form for another site': [
    `add('form', { action: ELSEWHERE, method: 'post' }).submit()`,
    'form-action',
  ],
  'another base for addresses': [`add('base', { href: ELSEWHERE })`, 'base-uri'],
};

/** The directive by which a page refuses to do something, or `nothing` after a second. */
export function refusalOf(act: string): string {
  return `(async () => {
    const ELSEWHERE = 'https://example.org/x';
    const add = (name, properties) => {
      const element = Object.assign(document.createElement(name), properties);
      document.body.append(element);
      return element;
    };
    globalThis.ran = false;
    const refusal = new Promise((resolve) => {
      addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), { once: true });
      setTimeout(resolve, 1000, 'nothing');
    });
    ${act};
    const by = await refusal;
    return ran ? 'it ran' : by;
  })()`;
}
