/** `npm run icons`: renders assets/icon.svg in each size that is needed, with the tests' browser. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { chromium } from 'playwright';
import { prepareChromium } from '../e2e/support/chromium.ts';
import { ICONS, renderIcon } from './icon-set.ts';

const browser = await chromium.launch({ executablePath: await prepareChromium() });
const page = await browser.newPage();
for (const { file, size } of ICONS) {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, await renderIcon(page, size));
  console.log(file);
}
await browser.close();
