/** How dates are written: in the page's language, as the person's country writes them. */
import { spokenLanguage } from '../../shared/words/words.ts';

/** For `toLocaleString` and its like. */
export function dateLocale(): string {
  const language = spokenLanguage();
  const own = navigator.languages.find((tag) => tag.split('-')[0] === language && isKnown(tag));
  return own ?? language;
}

/** Chromium on a system without a language says "en-US@posix", which `Intl` throws on. */
function isKnown(tag: string): boolean {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(tag).length > 0;
  } catch {
    return false;
  }
}
