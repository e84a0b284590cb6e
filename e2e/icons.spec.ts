/** The icons of packages and windows are those that assets/icon.svg makes. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { ICONS, renderIcon } from '../scripts/icon-set.ts';
import { startBrowser } from './support/browser.ts';

test('Every icon is rendered from its source (npm run icons)', async (context) => {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    context.skip('Another browser than that of Linux on x64 draws edges differently.');
  }
  const page = await (await startBrowser(context)).newPage();
  for (const { file, size } of ICONS) {
    const rendered = await renderIcon(page, size);
    expect(rendered.equals(await readFile(file)), basename(file)).toBe(true);
  }
});
