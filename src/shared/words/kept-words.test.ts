/** Sentences that are kept in English, and told in another language. */
import { afterEach, expect, test } from 'vitest';
import { de } from './de/index.ts';
import { en } from './en/index.ts';
import { keptWords, tellKept } from './kept-words.ts';
import { speak, type WordsKey } from './words.ts';

afterEach(() => speak('en'));

test.each((Object.keys(en) as WordsKey[]).filter((key) => /^(inUse|scanReasons)\./.test(key)))(
  '%s is found by its English and told in German',
  async (key) => {
    const area = key.startsWith('inUse.') ? 'inUse' : 'scanReasons';
    const filled = (message: string) => message.replace(/\{\w+\}/, 'X');
    expect(tellKept(filled(en[key]), area)).toBe(filled(en[key]));
    await speak('de');
    expect(tellKept(filled(en[key]), area)).toBe(filled(de[key]));
  },
);

test('who works on a library is told in German within what the process does', async () => {
  await speak('de');
  expect(tellKept('the command line is restoring a backup', 'inUse')).toBe(
    'die Kommandozeile stellt eine Sicherung wieder her',
  );
});

test('a reason keeps what another library said of the file', async () => {
  await speak('de');
  expect(tellKept('It is damaged or not audio: no frame (at 0)\nin it', 'scanReasons')).toBe(
    'Sie ist beschädigt oder keine Audiodatei: no frame (at 0) in it',
  );
});

test('a sentence of another version stays as it is', async () => {
  await speak('de');
  expect(keptWords('the phone is listening', 'inUse')).toBe('the phone is listening');
  expect(tellKept('EBUSY: resource busy', 'scanReasons')).toBe('EBUSY: resource busy');
});
