/** What is shipped has its notice with it. */

import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { expect, test } from 'vitest';
import { NOTICES_FILE, Notices } from './notices.ts';

const PROJECT = fileURLToPath(new URL('..', import.meta.url));

test('the notices of what is bundled, of what lies beside it and of the fonts are in one file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'fermata-notices-'));
  try {
    mkdirSync(join(folder, 'licences'));
    await build({
      configFile: false,
      logLevel: 'silent',
      root: PROJECT,
      plugins: [new Notices(PROJECT).plugin({ emits: true })],
      build: {
        outDir: folder,
        emptyOutDir: false,
        minify: false,
        copyPublicDir: false,
        rollupOptions: {
          input: join(PROJECT, 'src/renderer/host/query-client.ts'),
          preserveEntrySignatures: 'strict',
        },
      },
    });
    const text = readFileSync(join(folder, NOTICES_FILE), 'utf8');
    expect(text).toMatch(/^Fermata \d+\.\d+\.\d+\n\nMIT License/);
    // Bundled by this build alone: pages have no packages beside them.
    expect(text).toMatch(
      /^@tanstack\/query-core [\d.]+ \(MIT\)\n\nMIT License\n\nCopyright \(c\) 20/m,
    );
    expect(text).toMatch(/^better-sqlite3 [\d.]+ \(MIT\)\n\nThe MIT License/m);
    expect(text).toContain('SIL OPEN FONT LICENSE');
    expect(text).not.toMatch(/^vitest /m);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a module of ours, and one of the bundler itself, has no notice', () => {
  const notices = new Notices(PROJECT);
  const before = notices.text();
  notices.note([join(PROJECT, 'src/main/pages.ts'), '\0vite/preload-helper.js']);
  expect(notices.text()).toBe(before);
  notices.note([join(PROJECT, 'node_modules/react/index.js?commonjs')]);
  expect(notices.text()).toMatch(/^react [\d.]+ \(MIT\)\n\nMIT License\n\nCopyright \(c\) Meta/m);
});
