/** The first start after an update is known as one, until a library was opened. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type ErrorCode, FermataError, reportError, sentencesOf } from '../../../shared/errors.ts';
import { words } from '../../../shared/words/words.ts';
import { makeScratchFolder } from '../../lifecycle/testing/scratch-library.ts';
import { PreviousVersion } from './previous-version.ts';

const problems: string[] = [];

function start(file: string, version: string): PreviousVersion {
  return new PreviousVersion({ file, version, onProblem: (what) => void problems.push(what) });
}

function scratchFile(): string {
  return join(makeScratchFolder(), 'last-version.json');
}

function failure(code: ErrorCode) {
  return reportError(new FermataError(code, 'It happened.', { advice: 'Do this.' }));
}

test('is the one that last opened a library, until this one has', async () => {
  const file = scratchFile();
  const first = start(file, '0.9.0');
  expect(first.version).toBeNull();
  first.hasOpened();
  expect(first.version).toBeNull();
  await first.written();

  const updated = start(file, '0.10.0');
  expect(updated.version).toBe('0.9.0');
  // A second start after the update, since the first could not open the library.
  expect(start(file, '0.10.0').version).toBe('0.9.0');
  updated.hasOpened();
  expect(updated.version).toBeNull();
  await updated.written();
  expect(start(file, '0.10.0').version).toBeNull();
});

test('is no newer version: that is one to go back from', async () => {
  const file = scratchFile();
  await writeFile(file, JSON.stringify({ version: '2.0.0' }));
  expect(start(file, '1.9.9').version).toBeNull();
  expect(start(file, '2.0.1').version).toBe('2.0.0');
});

test.each(['', '{', '{"version":"../../else"}', '{"version":7}'])(
  'is nothing that a damaged file says: %s',
  async (content) => {
    const file = scratchFile();
    await writeFile(file, content);
    problems.length = 0;
    const started = start(file, '1.0.0');
    expect(started.version).toBeNull();
    expect(problems).toHaveLength(1);
    started.hasOpened();
    await started.written();
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({ version: '1.0.0' });
  },
);

test('is offered where its migrations failed, and nowhere else', async () => {
  const file = scratchFile();
  await writeFile(file, JSON.stringify({ version: '1.0.0' }));
  const updated = start(file, '2.0.0');
  for (const code of ['MIGRATION_FAILED', 'MIGRATION_SET_INVALID'] as const) {
    const { advice, actions } = updated.explain(failure(code));
    expect(advice).toBe(
      'Do this. Fermata 1.0.0, which you had before the update, still opens your library.',
    );
    expect(actions).toEqual(
      failure(code).actions.toSpliced(
        failure(code).actions.indexOf('update-app') + 1,
        0,
        'previous-version',
      ),
    );
  }
  // What a screen shows is what the words say.
  const broken = new FermataError('MIGRATION_FAILED', 'It happened.', {
    advice: words('errors.restoreBackup'),
  });
  expect(sentencesOf(updated.explain(reportError(broken))).advice).toBe(
    'Restore a backup. Fermata 1.0.0, which you had before the update, still opens your library.',
  );
  const full = failure('NO_SPACE');
  expect(updated.explain(full)).toEqual(full);
  updated.hasOpened();
  expect(updated.explain(failure('MIGRATION_FAILED'))).toEqual(failure('MIGRATION_FAILED'));
});
