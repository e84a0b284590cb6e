/** How dates are written, by what the browser says of its person. */
import { afterEach, expect, test, vi } from 'vitest';
import { dateLocale } from './date-locale.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

test.each([
  [['en-GB', 'en'], 'en-GB'],
  [['de-AT', 'en-US'], 'en-US'],
  // A system without a language, as Chromium names it.
  [['en-US@posix'], 'en'],
  [[], 'en'],
])('a browser of %j has its dates written as %s', (languages, locale) => {
  vi.stubGlobal('navigator', { languages });
  expect(dateLocale()).toBe(locale);
});
