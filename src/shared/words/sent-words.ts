/** Messages on their way between processes, whose versions and languages may differ. */
import { z } from 'zod';
import type { MessageValue } from './message-values.ts';
import { isWordsKey, tell, type Words } from './words.ts';

/** A message by key and values, as a process of any version sends it. */
export const SentWordsSchema: z.ZodType<SentWords> = z.lazy(() =>
  z.object({
    key: z.string(),
    values: z.record(
      z.string(),
      z.union([z.string(), z.number(), SentWordsSchema, z.array(SentWordsSchema)]),
    ),
  }),
);

type SentValue = string | number | SentWords | readonly SentWords[];

interface SentWords {
  readonly key: string;
  readonly values: Readonly<Record<string, SentValue>>;
}

/** A sent message in the language of this process; its English where this version does not know it. */
export function tellSent(english: string, sent: SentWords | undefined): string {
  const known = knownWords(sent);
  return known === undefined ? english : tell(known);
}

/** The message, if this version of Fermata has words for it and for the messages within it. */
export function knownWords(sent: SentWords | undefined): Words | undefined {
  if (sent === undefined) return undefined;
  const { key } = sent;
  if (!isWordsKey(key)) return undefined;
  const values: Record<string, MessageValue> = {};
  for (const [name, value] of Object.entries(sent.values)) {
    const known = knownValue(value);
    if (known === undefined) return undefined;
    values[name] = known;
  }
  return { key, values };
}

function knownValue(value: SentValue): MessageValue | undefined {
  if (typeof value !== 'object') return value;
  if (!isList(value)) return knownWords(value);
  const known = value.map(knownWords).filter((each) => each !== undefined);
  return known.length === value.length ? known : undefined;
}

function isList(value: SentWords | readonly SentWords[]): value is readonly SentWords[] {
  return Array.isArray(value);
}
