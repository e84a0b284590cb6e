/**
 * What only the command line says, by key, in the language that its process speaks. These catalogs
 * stand apart from that of `words.ts`, which every page loads. The sentences of errors are there: they
 * cross processes.
 */
import type { Language } from '../language.ts';
import type { ValuesArgument } from '../message-values.ts';
import { render } from '../render.ts';
import { spokenLanguage, tell } from '../words.ts';
import { de } from './de.ts';
import { en } from './en.ts';

export type CliKey = keyof typeof en;

const CATALOGS: Readonly<Record<Language, Readonly<Record<CliKey, string>>>> = { en, de };

/** The message of a key of the command line, in the language of this process. */
export function t<Key extends CliKey>(
  key: Key,
  ...values: ValuesArgument<(typeof en)[Key]>
): string {
  const language = spokenLanguage();
  return render(language, CATALOGS[language][key], values[0] ?? {}, tell);
}
