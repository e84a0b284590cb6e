/** The languages in which the texts of a listener's music are likely to be: the encodings of these are. */
import { languagesOfEnvironment } from '../../../../shared/words/language.ts';

/** As the system names them, those first that a person has chosen. */
export function likelyLanguages(): readonly string[] {
  return [
    ...languagesOfEnvironment(process.env),
    new Intl.DateTimeFormat().resolvedOptions().locale,
  ];
}
