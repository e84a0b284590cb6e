/** What a release tells people, and the tags that none is made of. */
import { describe, expect, test } from 'vitest';
import { releaseNotes, taggedVersion } from './changelog.ts';

const CHANGELOG = `# Changelog

## 0.3.0 (unreleased)

- Not yet.

## 0.2.0 (2026-11-30)

- First.
- Second.

## 0.1.0 (2026-11-01)

`;

describe('Release notes', () => {
  test("are the version's section without its heading", () => {
    expect(releaseNotes(CHANGELOG, '0.2.0')).toBe('- First.\n- Second.');
  });

  test('are refused where there are none, and of what has not been released', () => {
    expect(() => releaseNotes(CHANGELOG, '0.2')).toThrow('does not tell of 0.2.');
    expect(() => releaseNotes(CHANGELOG, '0.1.0')).toThrow('says nothing about 0.1.0');
    expect(() => releaseNotes(CHANGELOG, '0.3.0')).toThrow('unreleased');
  });
});

test('A tag names the version in package.json', () => {
  expect(taggedVersion('v0.2.0', '0.2.0')).toBe('0.2.0');
  expect(() => taggedVersion('v0.2.1', '0.2.0')).toThrow('The tag v0.2.1 is not v0.2.0');
  expect(() => taggedVersion('0.2.0', '0.2.0')).toThrow('The tag 0.2.0 is not v0.2.0');
});
