/** package-lock.json: `npm ci` must need nothing but Node and npm, on every kind of machine. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';

const LockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({
      gypfile: z.boolean().optional(),
      integrity: z.string().optional(),
      link: z.boolean().optional(),
      optionalDependencies: z.record(z.string(), z.string()).optional(),
    }),
  ),
});

const LOCK_FILE = new URL('../package-lock.json', import.meta.url);
const { packages } = LockSchema.parse(JSON.parse(readFileSync(LOCK_FILE, 'utf8')));

test('better-sqlite3 is not compiled: its package has a binary for every machine', () => {
  // npm looks for it here, does not find it where the package itself says it, and then asks for
  // Python and a C++ compiler. `npm install` forgets it: add it again.
  expect(packages['node_modules/better-sqlite3']?.gypfile).toBe(false);
});

test('packages for other kinds of machines are named too: npm 11 asks for them', () => {
  const locked = new Set(Object.keys(packages).map((path) => path.replace(/.*node_modules\//, '')));
  const optional = Object.values(packages).flatMap(({ optionalDependencies = {} }) =>
    Object.keys(optionalDependencies),
  );
  expect(optional.filter((name) => !locked.has(name))).toEqual([]);
});

test('what is installed is what was looked at: every entry has the digest of its package', () => {
  // npm leaves it out for other machines' packages: delete those entries, `npm install --package-lock-only`.
  const entries = Object.entries(packages).filter(([path, { link }]) => path !== '' && !link);
  const lacking = entries.filter(([, { integrity }]) => !/^sha512-/.test(integrity ?? ''));
  expect(lacking.map(([path]) => path)).toEqual([]);
});
