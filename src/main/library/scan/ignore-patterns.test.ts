/** Patterns of what a scan leaves out: what they mean to git, and that none of them takes for ever. */
import fc from 'fast-check';
import ignore from 'ignore';
import { expect, test } from 'vitest';
import { IgnorePatterns } from './ignore-patterns.ts';

const leavesOut = (patterns: readonly string[], path: string) =>
  new IgnorePatterns(patterns).leaveOut(path.replace(/\/$/, ''), path.endsWith('/'));

test.each([
  ['*.m4a', 'a/b/Song.M4A', true],
  ['/live', 'live/', true],
  ['/live', 'old/live/', false],
  ['live/', 'old/live/', true],
  ['live/', 'old/live', false],
  ['live/', 'old/live/song.mp3', true],
  ['a/**/b', 'a/b', true],
  ['a/**/b', 'a/x/y/b', true],
  ['a/**', 'a/', false],
  ['a/**', 'a/x', true],
  ['**/b', 'b', true],
  ['?.mp3', '音.mp3', true],
  ['[a-c]x', 'Bx', true],
  ['[!a-c]x', 'bx', false],
  ['[]]', ']', true],
  ['[a', '[a', false],
  ['\\*', '*', true],
  ['\\*', 'a', false],
  ['\\#1', '#1', true],
  ['a\\ ', 'a ', true],
  ['a  ', 'a', true],
  ['# remark', '# remark', false],
  ['*', 'a', true],
] as const)('%s and %s: %s', (pattern, path, isLeftOut) => {
  expect(leavesOut([pattern], path)).toBe(isLeftOut);
});

test('the last pattern that fits decides, but not below a folder that is left out', () => {
  expect(leavesOut(['*.mp3', '!keep.mp3'], 'keep.mp3')).toBe(false);
  expect(leavesOut(['old/', '!old/keep.mp3'], 'old/keep.mp3')).toBe(true);
});

const part = fc
  .array(fc.constantFrom('a', 'b', 'B', '.', '*', '?', '[ab]', '[a-b]', '-'), {
    minLength: 1,
    maxLength: 5,
  })
  .map((signs) => signs.join('').replaceAll(/\*+/g, '*'));
/** Others differ from git, and from each other, where stars for folders stand at the end. */
const pattern = fc
  .tuple(
    fc.constantFrom('', '', '!'),
    fc.constantFrom('', '', '/', '**/'),
    part,
    fc.constantFrom('', '', '/**', '/**/**'),
    fc.oneof(
      fc.constant(''),
      part.map((last) => `/${last}`),
    ),
    fc.constantFrom('', '', '/'),
  )
  .map(([not, before, first, between, last, after]) => {
    return not + before + first + (last === '' ? '' : between + last) + after;
  });
const path = fc
  .array(fc.string({ unit: fc.constantFrom('a', 'b', 'c', '.'), minLength: 1, maxLength: 4 }), {
    minLength: 1,
    maxLength: 4,
  })
  .filter((names) => !names.some((name) => /^\.+$/.test(name)))
  .map((names) => names.join('/'));

test('patterns mean what they mean to others', () => {
  fc.assert(
    fc.property(
      fc.array(pattern, { minLength: 1, maxLength: 3 }),
      path,
      fc.boolean(),
      (patterns, some, isFolder) => {
        const others = ignore()
          .add([...patterns])
          .ignores(isFolder ? `${some}/` : some);
        expect(new IgnorePatterns(patterns).leaveOut(some, isFolder)).toBe(others);
      },
    ),
    { numRuns: 3_000 },
  );
});

test('a pattern of many stars is tried at once, on names and on folders', () => {
  const begun = performance.now();
  expect(leavesOut([`${'*a'.repeat(100)}b`], 'a'.repeat(255))).toBe(false);
  expect(leavesOut([`${'**/a/'.repeat(100)}b`], 'a/'.repeat(1_000))).toBe(false);
  expect(performance.now() - begun).toBeLessThan(5_000);
});
