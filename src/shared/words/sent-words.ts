/** Messages on their way between processes, whose versions and languages may differ. */
import { z } from 'zod';
import { isWordsKey, tell, type Words } from './words.ts';

/** A message by key and values, as a process of any version sends it. */
export const SentWordsSchema = z.object({
  key: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
});
type SentWords = z.infer<typeof SentWordsSchema>;

/** A sent message in the language of this process; its English where this version does not know it. */
export function tellSent(english: string, sent: SentWords | undefined): string {
  const known = knownWords(sent);
  return known === undefined ? english : tell(known);
}

/** The message, if this version of Fermata has words for it. */
export function knownWords(sent: SentWords | undefined): Words | undefined {
  if (sent === undefined) return undefined;
  const { key, values } = sent;
  return isWordsKey(key) ? { key, values } : undefined;
}
