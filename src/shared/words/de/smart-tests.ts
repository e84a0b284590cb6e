/** Wie die Regeln intelligenter Playlists vergleichen. */
import type { smartTests as en } from '../en/smart-tests.ts';

export const smartTests = {
  'smartTests.has': 'enthält',
  'smartTests.hasNot': 'enthält nicht',
  'smartTests.words': 'hat die Wörter',
  'smartTests.is': 'ist',
  'smartTests.isNot': 'ist nicht',
  'smartTests.atLeast': 'ist mindestens',
  'smartTests.atMost': 'ist höchstens',
  'smartTests.between': 'liegt zwischen',
  'smartTests.inLast': 'in den letzten',
  'smartTests.notInLast': 'nicht in den letzten',
  'smartTests.since': 'am oder nach dem',
  'smartTests.until': 'am oder vor dem',
  'smartTests.during': 'zwischen den Tagen',
  'smartTests.yes': 'ja',
  'smartTests.no': 'nein',
} satisfies Record<keyof typeof en, string>;
