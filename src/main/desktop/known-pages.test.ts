/** What is opened in the person's browser. */
import { expect, test } from 'vitest';
import { isKnownPage } from './known-pages.ts';
import { RELEASES_PAGE } from './releases.ts';

test('Fermata opens its own pages', () => {
  expect(isKnownPage(RELEASES_PAGE)).toBe(true);
});

test.each([
  'http://github.com/fermata-player/fermata',
  'https://github.com.evil.example/',
  'https://evil.example/?https://github.com/',
  'https://github.com@evil.example/',
  'https://somebody@github.com/',
  'https://github.com:8443/',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'smb://github.com/share',
  'ms-msdt:/id PCWDiagnostic',
  '\\\\github.com\\share',
  'github.com',
  '',
])('and nothing else: %s', (address) => {
  expect(isKnownPage(address)).toBe(false);
});
