/** Messages with their values in them. */
import { IntlMessageFormat } from 'intl-messageformat';
import type { Language } from './language.ts';
import type { MessageValue, Words } from './message-values.ts';

/** A formatter is made when its message is first rendered: a process needs few of them. */
const formatters: Readonly<Record<Language, Map<string, IntlMessageFormat>>> = {
  en: new Map(),
  de: new Map(),
};

/**
 * A message of a catalog with its values, in the way of its language.
 *
 * @param inner renders the values that are messages themselves
 */
export function render(
  language: Language,
  message: string,
  values: Readonly<Record<string, MessageValue>>,
  inner: (message: Words) => string,
): string {
  if (!message.includes('{')) return message;
  let formatter = formatters[language].get(message);
  if (formatter === undefined) {
    formatter = new IntlMessageFormat(message, language, undefined, { ignoreTag: true });
    formatters[language].set(message, formatter);
  }
  const rendered = Object.entries(values).map(([name, value]) => {
    // Another program may have written it: it stays within its line.
    if (typeof value === 'string') return [name, withinLine(value)];
    if (typeof value !== 'object') return [name, value];
    if ('key' in value) return [name, inner(value)];
    return [name, new Intl.ListFormat(language).format(value.map(inner))];
  });
  return String(formatter.format(Object.fromEntries(rendered)));
}

function withinLine(value: string): string {
  return value.replace(/[\r\n]+/g, ' ');
}
