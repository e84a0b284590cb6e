/** Spans of time in the rules of smart playlists. */
export const smartUnits = {
  'smartUnits.hours': 'hours',
  'smartUnits.days': 'days',
  'smartUnits.weeks': 'weeks',
  'smartUnits.months': 'months',
  'smartUnits.years': 'years',
} as const;
