/** Die Suche, und was sie findet. */
import type { search as en } from '../en/search.ts';

export const search = {
  'search.completions': 'Ergänzungen der Suche',
} satisfies Record<keyof typeof en, string>;
