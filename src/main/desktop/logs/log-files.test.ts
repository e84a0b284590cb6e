/** log-files.ts: whose the log's files are, and how old ones give way. */
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeScratchFolder } from '../../lifecycle/testing/scratch-library.ts';
import { currentLogFile, rotateLogFiles, secureLogFolder } from './log-files.ts';

test.skipIf(process.platform === 'win32')(
  'takes a folder and files that others could read back from them (Windows has no such modes)',
  () => {
    const folder = join(makeScratchFolder(), 'logs');
    mkdirSync(folder, { mode: 0o755 });
    for (const name of ['fermata.log', 'fermata.2.log', 'other.txt']) {
      writeFileSync(join(folder, name), '');
      chmodSync(join(folder, name), 0o644);
    }
    secureLogFolder(folder);
    const modeOf = (path: string) => statSync(path).mode & 0o777;
    expect(modeOf(folder)).toBe(0o700);
    expect(modeOf(join(folder, 'fermata.log'))).toBe(0o600);
    expect(modeOf(join(folder, 'fermata.2.log'))).toBe(0o600);
    expect(modeOf(join(folder, 'other.txt'))).toBe(0o644);
  },
);

test('keeps three full files, and the oldest goes', () => {
  const folder = makeScratchFolder();
  for (const content of ['first', 'second', 'third', 'fourth', 'fifth']) {
    writeFileSync(currentLogFile(folder), content);
    rotateLogFiles(folder);
  }
  const contents = [1, 2, 3].map((n) => readFileSync(join(folder, `fermata.${n}.log`), 'utf8'));
  expect(contents).toEqual(['fifth', 'fourth', 'third']);
  expect(existsSync(join(folder, 'fermata.4.log'))).toBe(false);
  expect(existsSync(currentLogFile(folder))).toBe(false);
});
