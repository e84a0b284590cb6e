/** What may leave the app for the person's browser, and what may not. */
import { expect, test } from 'vitest';
import { RELEASES_PAGE, releasePage } from '../updates/releases.ts';
import { isKnownPage, NEW_ISSUE_PAGE, WEBSITE } from './known-pages.ts';

test.each([WEBSITE, NEW_ISSUE_PAGE, RELEASES_PAGE, releasePage('1.2.3')])(
  '%s is opened',
  (address) => {
    expect(isKnownPage(address)).toBe(true);
  },
);

test.each([
  'http://github.com/fermata-player/fermata',
  'https://github.com/fermata-player/fermata-tools',
  'https://github.com/fermata-player/fermata/../../elsewhere',
  'https://github.com/',
  'https://github.com:8443/fermata-player/fermata',
  'https://github.com.example.org/fermata-player/fermata',
  'https://github.com@example.org/fermata-player/fermata',
  'https://me:secret@github.com/fermata-player/fermata',
  'https://raw.github.com/fermata-player/fermata',
  'file:///etc/passwd',
  'fermata://app/index.html',
  'javascript:alert(1)',
  'smb://github.com/share',
  'ms-msdt:/id PCWDiagnostic',
  '\\\\github.com\\share',
  'https://evil.example/?https://github.com/fermata-player/fermata',
  'github.com/fermata-player/fermata',
  '',
])('%j is not', (address) => {
  expect(isKnownPage(address)).toBe(false);
});
