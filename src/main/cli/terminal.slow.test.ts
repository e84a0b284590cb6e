/** The command line as a process at a terminal of its own, which script(1) makes. */
import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { makeBackup, makeMusicLibrary, play } from '../lifecycle/testing/music-library.ts';
import { queryValue } from '../lifecycle/testing/scratch-library.ts';
import { CLI, NO_COLOURS } from './testing.ts';

const PLAYS = 'SELECT count(*) FROM plays';

test('a restore asks there, and does what is answered', async ({ skip }) => {
  if (spawnSync('script', ['--version']).error !== undefined) skip('There is no script(1) here');
  const library = makeMusicLibrary();
  await makeBackup(library);
  play(library.libraryFile, '2025-01-01T00:00:00Z');
  const command = `'${process.execPath}' '${CLI}' restore latest --library '${library.libraryFile}'`;
  for (const { answer, status, said, plays } of [
    { answer: 'n', status: 130, said: 'Nothing was restored, as you answered.', plays: 301 },
    { answer: 'y', status: 0, said: 'is restored', plays: 300 },
  ]) {
    const ended = spawnSync('script', ['-qec', command, '/dev/null'], {
      input: `${answer}\n`,
      encoding: 'utf8',
      env: { ...process.env, ...NO_COLOURS, SHELL: '/bin/sh', TERM: 'xterm' },
    });
    expect(ended.stdout).toContain('Restoring it would remove 1 play.');
    expect(ended.stdout).toContain('Restore it? [y/N] ');
    expect(ended.stdout).toContain(said);
    expect([ended.status, queryValue(library.libraryFile, PLAYS)]).toEqual([status, plays]);
  }
});
