/** Which language a process speaks: chosen once, from what a person set, then from the system. */

const LANGUAGES = ['en', 'de'] as const;

export type Language = (typeof LANGUAGES)[number];

/** The first language of the wanted ones that Fermata speaks, in their order; else English. */
export function chooseLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const primary = tag.toLowerCase().split(/[-_.@]/)[0];
    const language = LANGUAGES.find((known) => known === primary);
    if (language !== undefined) return language;
  }
  return 'en';
}

/**
 * The languages that a terminal asks for, in the order in which POSIX lets them count.
 *
 * @param category for what: what is said, or how names are sorted
 */
export function languagesOfEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
  category: 'LC_MESSAGES' | 'LC_COLLATE' = 'LC_MESSAGES',
): string[] {
  const first = [environment.LC_ALL, environment[category], environment.LANG].find(
    (value) => value !== undefined && value !== '',
  );
  return first === undefined ? [] : [first];
}

/** The languages of an `Accept-Language` header, in the order that browsers write them in. */
export function languagesOfHeader(header: string | null): string[] {
  return (header ?? '').split(',').map((range) => (range.split(';')[0] ?? '').trim());
}
