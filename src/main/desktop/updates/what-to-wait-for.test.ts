/** Whatever works on the library keeps an update from being installed, and says what it is. */
import { afterEach, expect, test } from 'vitest';
import { speak, tell, tellInEnglish } from '../../../shared/words/words.ts';
import { newHolder } from '../../lifecycle/lock/lock-holder.ts';
import { type LibraryWork, whatToWaitFor } from './what-to-wait-for.ts';

afterEach(() => speak('en'));

function told(work: LibraryWork): string | null {
  const wait = whatToWaitFor(work);
  return wait && tell(wait);
}

const AT_REST: LibraryWork = {
  preparation: 'ready',
  scan: 'done',
  backups: { work: 'back-up', state: 'done' },
  lock: { state: 'free' },
};

test('nothing, where the library is at rest or cannot be opened', () => {
  expect(whatToWaitFor(AT_REST)).toBeNull();
  expect(whatToWaitFor({ ...AT_REST, preparation: 'failed' })).toBeNull();
  const holder = newHolder('1.0.0', 'the command line is backing up the library');
  expect(whatToWaitFor({ ...AT_REST, lock: { state: 'left-behind', holder } })).toBeNull();
});

test.each([
  [{ preparation: 'preparing' }, 'The library is still being prepared.'],
  [{ scan: 'scanning' }, 'A scan is not finished yet.'],
  [{ backups: { work: 'back-up', state: 'running' } }, 'A backup is not finished yet.'],
  [{ backups: { work: 'restore', state: 'running' } }, 'A restore is not finished yet.'],
  [{ backups: { work: 'verify', state: 'running' } }, 'Verifying backups is not finished yet.'],
  [{ lock: { state: 'held', holder: null } }, 'another process is working on the library.'],
] as const)('%o', (work, sentence) => {
  expect(told({ ...AT_REST, ...work })).toContain(sentence);
});

test('another process is named by what it does, in German too, and in the log in English', async () => {
  const holder = newHolder('1.0.0', 'the command line is backing up the library');
  const wait = whatToWaitFor({ ...AT_REST, lock: { state: 'held', holder } });
  const english = 'The update waits: the command line is backing up the library.';
  expect(wait && tell(wait)).toBe(english);
  await speak('de');
  expect(wait && tell(wait)).toBe('Das Update wartet: die Kommandozeile sichert die Mediathek.');
  expect(wait && tellInEnglish(wait)).toBe(english);
});
