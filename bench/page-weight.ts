/** How much script a page needs before anything of it is seen. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { type BenchOptions, judged, type Measurement } from './section.ts';

const PAGES = fileURLToPath(new URL('../out/renderer/', import.meta.url));
const WHAT = 'Script of the library’s page before its first view, compressed (gzip)';
const LIMIT_KB = 250;
const BYTES_PER_KB = 1_000;

/** The pages are the built ones: `npm run build` first. */
export async function measurePageWeight(_options: BenchOptions): Promise<Measurement[]> {
  if (!existsSync(`${PAGES}index.html`)) {
    return [{ what: WHAT, measured: 'not built', beside: '', target: '', met: null }];
  }
  return [
    judged(WHAT, {
      value: kilobytesOf('index.html'),
      limit: LIMIT_KB,
      unit: 'kB',
      beside: `the splash: ${Math.round(kilobytesOf('splash.html'))} kB`,
    }),
  ];
}

/** All scripts that a page names, its entry and what that imports. */
function kilobytesOf(page: string): number {
  const html = readFileSync(`${PAGES}${page}`, 'utf8');
  const scripts = [...html.matchAll(/\.\/(assets\/[^"]+\.js)"/g)].map(([, path]) => path ?? '');
  const bytes = scripts.map((path) => gzipSync(readFileSync(`${PAGES}${path}`)).length);
  return bytes.reduce((sum, each) => sum + each, 0) / BYTES_PER_KB;
}
