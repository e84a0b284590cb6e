/** Paths as text that knows its bytes. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shownPath } from '../../../shared/shown-path.ts';
import { bytesOfPath, mayLackBytes, pathOfBytes, systemPath } from './path-bytes.ts';

const isLinux = process.platform === 'linux';

test('a path of any bytes has them again', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      expect(bytesOfPath(pathOfBytes(bytes))).toEqual(Buffer.from(bytes));
    }),
  );
});

test('two paths of other bytes are two texts, and neither is lost on its way through a library', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 12 }),
      fc.uint8Array({ maxLength: 12 }),
      (one, other) => {
        const [path, otherPath] = [pathOfBytes(one), pathOfBytes(other)];
        expect(path === otherPath).toBe(Buffer.from(one).equals(Buffer.from(other)));
        expect(path.isWellFormed()).toBe(true);
      },
    ),
  );
});

test('a path of Unicode stays what it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (path) => {
      fc.pre(!mayLackBytes(path));
      expect(pathOfBytes(Buffer.from(path))).toBe(path);
      expect(systemPath(path)).toBe(path);
    }),
  );
});

test.runIf(isLinux)(
  'a name that has a character of those that stand for bytes is kept apart',
  () => {
    const name = Buffer.from('a \uefe9.mp3');
    expect(systemPath(pathOfBytes(name))).toEqual(name);
    expect(pathOfBytes(name)).not.toBe(pathOfBytes(Buffer.from('a \xe9.mp3', 'latin1')));
  },
);

test('people see a sign in the place of each such byte', () => {
  expect(shownPath(pathOfBytes(Buffer.from('caf\xe9 \xfc.mp3', 'latin1')))).toBe(
    'caf\ufffd \ufffd.mp3',
  );
});
