/** How rules of smart playlists compare. */
export const smartTests = {
  'smartTests.has': 'contains',
  'smartTests.hasNot': 'does not contain',
  'smartTests.words': 'has the words',
  'smartTests.is': 'is',
  'smartTests.isNot': 'is not',
  'smartTests.atLeast': 'is at least',
  'smartTests.atMost': 'is at most',
  'smartTests.between': 'is between',
  'smartTests.inLast': 'is in the last',
  'smartTests.notInLast': 'is not in the last',
  'smartTests.since': 'is on or after',
  'smartTests.until': 'is on or before',
  'smartTests.during': 'is between the days',
  'smartTests.yes': 'yes',
  'smartTests.no': 'no',
} as const;
