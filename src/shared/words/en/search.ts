/** The search, and what it finds. */
export const search = {
  'search.completions': 'Completions of the search',
} as const;
