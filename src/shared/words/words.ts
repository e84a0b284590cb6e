/**
 * Everything that Fermata says, by key: `t('scan.filesRead', { count })`. The English catalog is
 * the type of the keys and of their values. English is always there, for logs and tests; another
 * language is loaded when a process chooses it. What only the command line says is in `cli/`.
 */
import { shownPath } from '../shown-path.ts';
import { en } from './en/index.ts';
import type { Language } from './language.ts';
import type { MessageValue, ValuesArgument, Words } from './message-values.ts';
import { render } from './render.ts';

export type { Words } from './message-values.ts';

type Catalog = Readonly<Record<WordsKey, string>>;
export type WordsKey = keyof typeof en;

interface Spoken {
  readonly language: Language;
  readonly catalog: Catalog;
}

const english: Spoken = { language: 'en', catalog: en };
let spoken = english;

/** Lets this process speak a language from here on; called once, before anything is shown. */
export async function speak(language: Language): Promise<void> {
  spoken = await load(language);
}

async function load(language: Language): Promise<Spoken> {
  if (language === 'en') return english;
  return { language, catalog: (await import('./de/index.ts')).de };
}

/** The language that this process speaks: numbers and lists are written as in its sentences. */
export function spokenLanguage(): Language {
  return spoken.language;
}

/** The message of a key in the language of this process. */
export function t<Key extends WordsKey>(
  key: Key,
  ...values: ValuesArgument<(typeof en)[Key]>
): string {
  return renderKey(spoken, key, values[0] ?? {});
}

/** True of the keys that this version of Fermata knows: another one may send others. */
export function isWordsKey(key: string): key is WordsKey {
  return Object.hasOwn(en, key);
}

/** A message to be rendered elsewhere, or by {@link tell} and {@link tellInEnglish}. */
export function words<Key extends WordsKey>(
  key: Key,
  ...values: ValuesArgument<(typeof en)[Key]>
): Words {
  return { key, values: values[0] ?? {} };
}

/** A message in the language of this process. */
export function tell(message: Words): string {
  return renderKey(spoken, message.key, message.values);
}

/** A message in a language that this process does not speak: the browser's that asks for it. */
export async function tellIn(language: Language, message: Words): Promise<string> {
  return renderKey(await load(language), message.key, message.values);
}

/** A message as it stands in logs and in `Error.message`. */
export function tellInEnglish(message: Words): string {
  return renderKey(english, message.key, message.values);
}

function renderKey(
  spokenHere: Spoken,
  key: WordsKey,
  values: Readonly<Record<string, MessageValue>>,
): string {
  const { language, catalog } = spokenHere;
  const rendered = render(language, catalog[key], values, (inner) =>
    renderKey(spokenHere, inner.key, inner.values),
  );
  return shownPath(rendered);
}
