/**
 * Everything that Fermata says, by key: `t('scan.filesRead', { count })`. The English catalog is
 * the type of the keys and of their values. English is always there, for logs and tests; another
 * language is loaded when a process chooses it.
 */
import { IntlMessageFormat } from 'intl-messageformat';
import { en } from './en/index.ts';
import type { Language } from './language.ts';
import type { MessageValue, ValuesOf, Words } from './message-values.ts';

export type { Words } from './message-values.ts';

type Catalog = Readonly<Record<WordsKey, string>>;
export type WordsKey = keyof typeof en;

/** No second argument where the message has no placeholders. */
type ValuesArgument<Key extends WordsKey> = keyof ValuesOf<(typeof en)[Key]> extends never
  ? []
  : [values: ValuesOf<(typeof en)[Key]>];

interface Spoken {
  readonly language: Language;
  readonly catalog: Catalog;
  /** A formatter is made when its message is first rendered: a process needs few of them. */
  readonly formatters: Map<WordsKey, IntlMessageFormat>;
}

const english: Spoken = { language: 'en', catalog: en, formatters: new Map() };
let spoken = english;

/** Lets this process speak a language from here on; called once, before anything is shown. */
export async function speak(language: Language): Promise<void> {
  spoken = await load(language);
}

async function load(language: Language): Promise<Spoken> {
  if (language === 'en') return english;
  return { language, catalog: (await import('./de/index.ts')).de, formatters: new Map() };
}

/** The language that this process speaks: numbers and lists are written as in its sentences. */
export function spokenLanguage(): Language {
  return spoken.language;
}

/** The message of a key in the language of this process. */
export function t<Key extends WordsKey>(key: Key, ...values: ValuesArgument<Key>): string {
  return render(spoken, key, values[0] ?? {});
}

/** True of the keys that this version of Fermata knows: another one may send others. */
export function isWordsKey(key: string): key is WordsKey {
  return Object.hasOwn(en, key);
}

/** A message to be rendered elsewhere, or by {@link tell} and {@link tellInEnglish}. */
export function words<Key extends WordsKey>(key: Key, ...values: ValuesArgument<Key>): Words {
  return { key, values: values[0] ?? {} };
}

/** A message in the language of this process. */
export function tell(message: Words): string {
  return render(spoken, message.key, message.values);
}

/** A message in the language of somebody else: a browser that asks for it. */
export async function tellIn(language: Language, message: Words): Promise<string> {
  return render(await load(language), message.key, message.values);
}

/** A message as it stands in logs and in `Error.message`. */
export function tellInEnglish(message: Words): string {
  return render(english, message.key, message.values);
}

function render(
  spokenHere: Spoken,
  key: WordsKey,
  values: Readonly<Record<string, MessageValue>>,
): string {
  const { language, catalog, formatters } = spokenHere;
  const message = catalog[key];
  if (!message.includes('{')) return message;
  let formatter = formatters.get(key);
  if (formatter === undefined) {
    formatter = new IntlMessageFormat(message, language, undefined, { ignoreTag: true });
    formatters.set(key, formatter);
  }
  const rendered = Object.entries(values).map(([name, value]) => [
    name,
    renderValue(spokenHere, value),
  ]);
  return String(formatter.format(Object.fromEntries(rendered)));
}

function renderValue(spokenHere: Spoken, value: MessageValue): string | number {
  if (typeof value !== 'object') return value;
  if ('key' in value) return render(spokenHere, value.key, value.values);
  const each = value.map((message) => render(spokenHere, message.key, message.values));
  return new Intl.ListFormat(spokenHere.language).format(each);
}
