/** The icons that packages and windows need, rendered from assets/icon.svg by a browser. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright';

const ASSETS = new URL('../assets/', import.meta.url);

interface Icon {
  readonly file: string;
  /** Width and height in pixels. */
  readonly size: number;
}

/** The sizes of the hicolor icon theme, which Linux desktops choose from. */
const LINUX_SIZES = [16, 24, 32, 48, 64, 128, 256, 512];

/** electron-builder makes the icons of macOS and Windows from this one. */
const LARGEST: Icon = { file: inAssets('icon-1024.png'), size: 1024 };

/** Every icon; electron-builder knows those of Linux by their names. */
export const ICONS: readonly Icon[] = [
  ...LINUX_SIZES.map((size) => ({ file: inAssets(`icons/${size}x${size}.png`), size })),
  LARGEST,
];

/** An icon as a PNG. */
export async function renderIcon(page: Page, size: number): Promise<Buffer> {
  const svg = await readFile(inAssets('icon.svg'), 'base64');
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(
    `<body style="margin: 0"><img src="data:image/svg+xml;base64,${svg}" width="${size}" height="${size}" style="display: block">`,
    { waitUntil: 'load' },
  );
  return page.screenshot({ omitBackground: true });
}

function inAssets(name: string): string {
  return fileURLToPath(new URL(name, ASSETS));
}
