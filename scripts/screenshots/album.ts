/** Where pictures of the screens go: each screen in each look. */
import { join } from 'node:path';
import type { Page } from 'playwright';

export interface Size {
  readonly width: number;
  readonly height: number;
}

interface Look {
  readonly name: string;
  readonly colorScheme: 'light' | 'dark';
  /** Pixels of the window; as it is unless given. */
  readonly size?: Size;
  readonly forcedColors?: 'active';
}

export const WIDE: Size = { width: 1200, height: 752 };
const NARROW: Size = { width: 420, height: 752 };

const LOOKS: readonly Look[] = [
  { name: 'light', colorScheme: 'light' },
  { name: 'dark', colorScheme: 'dark' },
  { name: 'narrow', colorScheme: 'light', size: NARROW },
  { name: 'narrow-dark', colorScheme: 'dark', size: NARROW },
  { name: 'contrast', colorScheme: 'light', forcedColors: 'active' },
];

/** Makes a window as large as a look wants it. */
type Resize = (size: Size) => Promise<unknown>;

export class Album {
  readonly folder: string;
  readonly #wanted: readonly string[] | null;

  /** @param wanted the names of the pictures to take, `SCREEN-LOOK`; all unless given */
  constructor(folder: string, wanted: readonly string[] | null = null) {
    this.folder = folder;
    this.#wanted = wanted;
  }

  /**
   * Takes the pictures of a screen that is shown.
   *
   * @param size of its window, which it has again afterwards
   */
  async take(screen: string, page: Page, size: Size, resize: Resize): Promise<void> {
    for (const look of LOOKS) {
      const name = `${screen}-${look.name}`;
      if (this.#wanted !== null && !this.#wanted.includes(name)) continue;
      const { colorScheme, forcedColors = 'none' } = look;
      await page.emulateMedia({ colorScheme, forcedColors, reducedMotion: 'reduce' });
      await resize(look.size ?? size);
      const path = join(this.folder, `${name}.png`);
      await page.screenshot({ path });
      console.log(path);
    }
    await resize(size);
    // Chromium draws no background after a reload if forced colours were emulated before it.
    await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' });
  }
}
