/** Units that are words. */
export const formats = {
  'formats.bytes': '{count, plural, one {# byte} other {# bytes}}',
  'formats.days': '{count, plural, one {# day} other {# days}}',
  'formats.progress': '{done} of {total}',
} as const;
