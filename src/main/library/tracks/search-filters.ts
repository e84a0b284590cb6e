/** What a person types beside words: operators, which leave only some of the tracks of a list. */
import type { TrackOrderQuery } from '../../../shared/api/tracks.ts';

/** The operator for tracks whose files are missing. */
const MISSING = 'missing:';

/** What was typed without the operators: the words that are searched for. */
export function wordsOf(text: string): string {
  if (!text.includes(':')) return text;
  return text
    .split(/\s+/)
    .filter((word) => !isMissing(word))
    .join(' ');
}

/** Whether a list has only tracks whose files are missing. */
export function isOfMissing({ list, text }: TrackOrderQuery): boolean {
  return list.kind === 'missing' || text.split(/\s+/).some(isMissing);
}

/** Whether a list has all tracks of the library, as far as the words do not choose among them. */
export function isOfAll(query: TrackOrderQuery): boolean {
  return query.list.kind === 'all' && !isOfMissing(query);
}

function isMissing(word: string): boolean {
  return word.toLowerCase() === MISSING;
}
