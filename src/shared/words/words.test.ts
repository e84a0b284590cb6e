/** The catalogs: complete in every language, with the same placeholders, and rendered. */
import { IntlMessageFormat } from 'intl-messageformat';
import { afterEach, describe, expect, test } from 'vitest';
import { de as cliDe } from './cli/de.ts';
import { en as cliEn } from './cli/en.ts';
import { de } from './de/index.ts';
import { en } from './en/index.ts';
import { chooseLanguage, languagesOfEnvironment, languagesOfHeader } from './language.ts';
import { SentWordsSchema, tellSent } from './sent-words.ts';
import { speak, t, tell, tellIn, tellInEnglish, words } from './words.ts';

const ALL = {
  en: { ...en, ...cliEn },
  de: { ...de, ...cliDe },
};
const KEYS = Object.keys(ALL.en) as (keyof typeof ALL.en)[];

type Parts = ReturnType<IntlMessageFormat['getAst']>;

/** The names of all placeholders of a message, those within plurals too. */
function placeholders(parts: Parts): string[] {
  return parts.flatMap((part) => {
    if (!('value' in part) || part.type === 0) return [];
    const inBranches =
      'options' in part
        ? Object.values(part.options).flatMap((branch) => placeholders(branch.value))
        : [];
    return [part.value, ...inBranches];
  });
}

function parse(language: 'en' | 'de', key: keyof typeof ALL.en): IntlMessageFormat {
  return new IntlMessageFormat(ALL[language][key], language, undefined, { ignoreTag: true });
}

afterEach(() => speak('en'));

describe('the catalogs', () => {
  test('have the same keys', () => {
    expect(Object.keys(de).sort()).toEqual(Object.keys(en).sort());
    expect(Object.keys(cliDe).sort()).toEqual(Object.keys(cliEn).sort());
    expect(Object.keys(cliEn).filter((key) => Object.hasOwn(en, key))).toEqual([]);
  });

  test.each(KEYS)('%s has the same placeholders in every language, and renders', (key) => {
    const names = new Set(placeholders(parse('en', key).getAst()));
    expect(new Set(placeholders(parse('de', key).getAst()))).toEqual(names);
    const values = Object.fromEntries([...names].map((name) => [name, 2]));
    for (const language of ['en', 'de'] as const) {
      expect(String(parse(language, key).format(values))).not.toMatch(/[{}]|^\s*$/);
    }
  });

  test('name each message after the area whose file has it', () => {
    expect(KEYS.filter((key) => !/^[a-z][A-Za-z]*\.[a-z][A-Za-z]*$/.test(key))).toEqual([]);
  });
});

describe('a message', () => {
  test('counts in English and in German, with the marks of the language', async () => {
    expect(t('scan.added', { count: 1 })).toBe('1 track added');
    expect(t('scan.failed', { count: 12_000 })).toBe('12,000 files could not be read');
    await speak('de');
    expect(t('scan.failed', { count: 1 })).toBe('1 Datei nicht lesbar');
    expect(t('scan.failed', { count: 12_000 })).toBe('12.000 Dateien nicht lesbar');
  });

  test('that crosses processes is rendered in the language of its reader, and in logs in English', async () => {
    const message = words('scan.changed', { count: 3 });
    await speak('de');
    expect([tell(message), tellInEnglish(message)]).toEqual(['3 geändert', '3 changed']);
  });

  test('is rendered with the messages in it in one language, once it has crossed', async () => {
    const reason = words('scanReasons.noPermission');
    const message = words('libraryErrors.fileUnreadable', { path: '/m/a.mp3', reason });
    const sent = SentWordsSchema.parse(JSON.parse(JSON.stringify(message)));
    await speak('de');
    expect(tellSent('', sent)).toBe(
      'Die Datei /m/a.mp3 kann nicht gelesen werden. Die Berechtigung zum Lesen fehlt.',
    );
    expect(tellInEnglish(message)).toBe(
      'The file /m/a.mp3 cannot be read. There is no permission to read it.',
    );
    const unknown = {
      ...sent,
      values: { ...sent.values, reason: { key: 'later.one', values: {} } },
    };
    expect(tellSent('In English.', unknown)).toBe('In English.');
  });

  test('lists other messages as its language does', async () => {
    const names = [
      words('userData.ratings', { count: 2_000 }),
      words('userData.plays', { count: 1 }),
    ];
    const message = words('backups.added', { names });
    const sent = SentWordsSchema.parse(JSON.parse(JSON.stringify(message)));
    expect(tellSent('', sent)).toBe('Added: 2,000 ratings and 1 play.');
    await speak('de');
    expect(tellSent('', sent)).toBe('Hinzugefügt: 2.000 Bewertungen und 1 Wiedergabe.');
    expect(tellInEnglish(message)).toBe('Added: 2,000 ratings and 1 play.');
    const later = { ...sent, values: { names: [{ key: 'later.one', values: {} }] } };
    expect(tellSent('In English.', later)).toBe('In English.');
  });

  test('is rendered for another in their language, while the process keeps its own', async () => {
    expect(await tellIn('de', words('scan.changed', { count: 3 }))).toBe('3 geändert');
    expect(t('scan.changed', { count: 3 })).toBe('3 changed');
  });

  test('does not compile without its values, nor with those of another', () => {
    // @ts-expect-error The count is missing.
    expect(() => t('scan.added')).toThrow();
    // @ts-expect-error This message has no values.
    expect(t('lifecycle.open', { count: 1 })).toBe('Opening your library');
    // @ts-expect-error The title is missing.
    expect(() => t('lifecycle.step', { index: 1, total: 2 })).toThrow();
    expect(t('playlists.importedInPart', { name: 'Late', found: 1, all: 1 })).toContain('1 track.');
  });
});

describe('the language', () => {
  test('is the first wanted one that Fermata speaks, else English', () => {
    expect(chooseLanguage(['fr-CA', 'de-AT', 'en'])).toBe('de');
    expect(chooseLanguage(['en-GB', 'de'])).toBe('en');
    expect(chooseLanguage(['C.UTF-8'])).toBe('en');
    expect(chooseLanguage([])).toBe('en');
  });

  test('of a browser comes from the header that it sends', () => {
    expect(languagesOfHeader('fr-CH, de;q=0.9, *;q=0.5')).toEqual(['fr-CH', 'de', '*']);
    expect(chooseLanguage(languagesOfHeader('fr-CH, de;q=0.9, *;q=0.5'))).toBe('de');
    expect(chooseLanguage(languagesOfHeader(null))).toBe('en');
  });

  test('of a terminal comes from LC_ALL, then LC_MESSAGES, then LANG', () => {
    const all = { LC_ALL: '', LC_MESSAGES: 'de_DE.UTF-8', LANG: 'en_US.UTF-8' };
    expect(languagesOfEnvironment(all)).toEqual(['de_DE.UTF-8']);
    expect(chooseLanguage(languagesOfEnvironment(all))).toBe('de');
    expect(languagesOfEnvironment({})).toEqual([]);
  });
});
