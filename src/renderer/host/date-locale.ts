/** How dates are written in the page's sentences. */
import { spokenLanguage } from '../../shared/words/words.ts';

/** The person's own variety of the language that the page speaks ("en-GB"), else that language. */
export function dateLocale(): string {
  const language = spokenLanguage();
  return navigator.languages.find((tag) => tag.split('-')[0] === language) ?? language;
}
