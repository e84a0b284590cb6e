/**
 * The licences of what Fermata is made of: those of shipped packages ask for nothing but their notice, and
 * none of the others keeps Fermata from being made with it. A package with another one is looked at first.
 */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';

const LockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({ license: z.string().optional(), dev: z.boolean().default(false) }),
  ),
});

const LOCK_FILE = new URL('../package-lock.json', import.meta.url);
const { packages } = LockSchema.parse(JSON.parse(readFileSync(LOCK_FILE, 'utf8')));

/** They may be shipped with software under any licence, with their notice. */
const SHIPPED = [
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'ISC',
  'MIT',
  'Python-2.0',
];

/**
 * Of libvips, which scales pictures: a library of its own beside sharp, that anybody can replace by another
 * build, as its licence asks.
 */
const BESIDE_THE_APP = [
  'LGPL-3.0-or-later',
  'Apache-2.0 AND LGPL-3.0-or-later',
  'Apache-2.0 AND LGPL-3.0-or-later AND MIT',
];

/** Of what Fermata is developed with, or, as the fonts are, in the pages. */
const DEVELOPED_WITH = [
  ...SHIPPED,
  '(MIT OR CC0-1.0)',
  '(WTFPL OR MIT)',
  'CC-BY-4.0',
  'MIT OR Apache-2.0',
  'MPL-2.0',
  'OFL-1.1',
  'Unlicense',
  'WTFPL',
  'WTFPL OR ISC',
];

test.each([
  ['is shipped', false, SHIPPED],
  ['Fermata is developed with', true, DEVELOPED_WITH],
])('what %s has a licence that was looked at', (_what, isDev, allowed) => {
  const others = Object.entries(packages)
    .filter(([path, { dev }]) => path !== '' && dev === isDev)
    .filter(([path, { license = '' }]) => {
      const isBeside = path.startsWith('node_modules/@img/sharp-');
      return !(allowed.includes(license) || (isBeside && BESIDE_THE_APP.includes(license)));
    })
    .map(([path, { license }]) => `${path}: ${license}`);
  expect(others).toEqual([]);
});
