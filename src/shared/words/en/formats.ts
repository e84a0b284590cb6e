/** Units that are words. */
export const formats = {
  'formats.bytes': '{count, plural, one {# byte} other {# bytes}}',
  'formats.progress': '{done} of {total}',
} as const;
