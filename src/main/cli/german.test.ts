/** The command line for a person who reads German, in this process. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { speak } from '../../shared/words/words.ts';
import { makeBackup, makeMusicLibrary, play } from '../lifecycle/testing/music-library.ts';
import {
  outcomeOf,
  resultOf,
  runAtTerminal,
  runCli,
  scannedLibrary,
  UNWATCHED,
} from './testing.ts';

const copyOfLibrary = scannedLibrary();

beforeEach(() => speak('de'));
afterEach(() => speak('en'));

test('reads what state the library is in', async () => {
  const { status, stdout } = await runCli(['status', '--library', copyOfLibrary()]);
  expect(status).toBe(0);
  expect(stdout).toMatch(/^Mediathek +.*library\.db$/m);
  expect(stdout).toMatch(/^Zustand +aktuell$/m);
  expect(stdout).toMatch(/^Inhalt +7 Titel, \d+ Alb(um|en), /m);
  expect(stdout).toMatch(/^In Benutzung +kein Prozess aktualisiert sie$/m);
});

test('makes and lists a playlist, and is told which one there is not', async () => {
  const library = ['--library', copyOfLibrary()];
  const made = await runCli(['playlist', 'create', 'Für Zoë', '1', '2', ...library]);
  expect(made.stdout).toBe('Playlist „Für Zoë“ angelegt (Nummer 1).\n');
  const added = await runCli(['playlist', 'add', 'Für Zoë', '1', '3', ...library]);
  expect(added.stdout).toBe('2 Titel zu „Für Zoë“ hinzugefügt. 1 davon war schon darin.\n');
  const listed = await runAtTerminal(['playlist', 'list', ...library], { NO_COLOR: '1' });
  expect(listed.stdout).toMatch(/Nr\. +Name +Titel +Länge/);
  const missed = await runCli(['playlist', 'show', 'Spät', ...library]);
  expect(missed.stderr).toContain('Es gibt keine Playlist „Spät“.\n`fermata playlist list` nennt');
});

test('changes nothing of what programs read', async () => {
  const library = ['--library', copyOfLibrary()];
  const missed = await runCli(['playlist', 'show', 'Spät', '--json', ...library]);
  expect(resultOf(missed)).toMatchObject({
    code: 'NOT_FOUND',
    message: 'There is no playlist “Spät”.',
  });
});

test('is asked before a restore, with what it would change', async () => {
  const library = makeMusicLibrary();
  const { manifest } = await makeBackup(library);
  play(library.libraryFile, '2025-01-01T00:00:00Z');
  const said: string[] = [];
  const asked = outcomeOf(['restore', 'latest', '--library', library.libraryFile], {
    ...UNWATCHED,
    report: { ...UNWATCHED.report, aside: (sentence) => said.push(sentence) },
    confirm: async (question) => {
      said.push(question);
      return false;
    },
  });
  await expect(asked).rejects.toMatchObject({ code: 'INTERRUPTED' });
  expect(said).toEqual([
    expect.stringMatching(new RegExp(`^${manifest.id}, vom [\\d :-]+\\.$`)),
    'Die Wiederherstellung würde 1 Wiedergabe entfernen.\nDie jetzige Mediathek wird vorher gesichert, du kannst es also rückgängig machen.',
    'Wiederherstellen?',
  ]);
});

test('gets the help and the manual, in lines that fit a terminal', async () => {
  for (const command of [[], ['playlist'], ['serve'], ['search']]) {
    const { stdout } = await runCli([...command, '--help']);
    expect(stdout).toMatch(/^Aufruf: fermata/);
    expect(stdout).toMatch(/^Beispiele:$/m);
    expect(stdout).not.toMatch(/\b(Options|Commands|Usage|Examples?|Result):/);
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  }
  expect((await runCli(['man'])).stdout).toMatch(/^\.SH BEFEHLE$/m);
});
