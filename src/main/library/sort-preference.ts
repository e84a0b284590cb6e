/** Which language the libraries of this process are sorted by: that of the person in front of it. */
import { sortLanguage } from '../lifecycle/sqlite/sort-rules.ts';

let preferred: string | null = null;

/**
 * Has the libraries that are opened from now on sorted by the first of a person's languages.
 *
 * @param languages as the system names them; none, or that of programs ("C"), leaves libraries as they are
 */
export function sortByLanguage(languages: readonly string[]): void {
  preferred = sortLanguage(languages);
}

/** The language; null where a library stays as it is. */
export function preferredSortLanguage(): string | null {
  return preferred;
}
