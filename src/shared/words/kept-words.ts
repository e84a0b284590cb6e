/**
 * Sentences that are kept in English, where each version of Fermata reads them: in a library's rows, in
 * the file of a lock. They are found in the catalog again by their text, to be told in another language.
 */
import { en } from './en/index.ts';
import type { MessageValue } from './message-values.ts';
import { isWordsKey, tell, type Words } from './words.ts';

/** The areas of the catalog whose messages are kept in English. */
type KeptArea = 'inUse' | 'scanReasons';

/** A kept sentence as a message; as it is where this version of Fermata has no words for it. */
export function keptWords(english: string, area: KeptArea): Words | string {
  for (const [key, message] of Object.entries(en)) {
    if (!key.startsWith(`${area}.`) || !isWordsKey(key)) continue;
    const found = patternOf(message).exec(english);
    if (found === null) continue;
    const values: Record<string, MessageValue> = {};
    // What stands in the sentence may be a kept one itself: who works on the library.
    for (const [name, text] of Object.entries(found.groups ?? {})) {
      values[name] = keptWords(text, area);
    }
    return { key, values };
  }
  return english;
}

/** A kept sentence in the language of this process. */
export function tellKept(english: string, area: KeptArea): string {
  const known = keptWords(english, area);
  return typeof known === 'string' ? known : tell(known);
}

/** What a message with simple placeholders looks like once they are filled in. */
function patternOf(message: string): RegExp {
  const text = message.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&');
  return new RegExp(`^${text.replaceAll(/\{(\w+)\}/g, '(?<$1>.+)')}$`, 's');
}
