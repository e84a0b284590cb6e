/**
 * `node scripts/release-notes.ts TAG`: prints what CHANGELOG.md says of the version that a tag
 * names (v1.2.3), or says why that cannot be released.
 */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { NotReleasable, releaseNotes, taggedVersion } from './changelog.ts';

const read = (name: string) => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');

try {
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(read('package.json')));
  const [tag = ''] = process.argv.slice(2);
  console.log(releaseNotes(read('CHANGELOG.md'), taggedVersion(tag, version)));
} catch (error) {
  if (!(error instanceof NotReleasable)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
