/**
 * Draws components for their tests as a page of Fermata does: with its style, in a window of some
 * size, look and direction of writing.
 */
import type { ReactNode } from 'react';
import { afterEach } from 'vitest';
import { commands, page } from 'vitest/browser';
import { type RenderResult, render } from 'vitest-browser-react';
import '../public/layers.css';
import '../style/fonts.css';
import '../style/tokens.css';
import '../style/base.css';

export type Look = 'light' | 'dark';

declare module 'vitest/browser' {
  interface BrowserCommands {
    /** Of e2e/support/components-browser.ts. */
    emulateLook(look: Look): Promise<void>;
  }
}

/** Sizes of the window, in CSS pixels. */
export const WINDOWS = {
  wide: [1280, 800],
  /** A phone's. */
  narrow: [390, 844],
  /** What is left of 1280 × 1024 at 400 % zoom, the size that WCAG 1.4.10 asks for. */
  zoomed: [320, 256],
} as const;

interface ShowOptions {
  readonly look?: Look;
  readonly window?: keyof typeof WINDOWS;
  /** The direction that the page's language is written in. */
  readonly direction?: 'ltr' | 'rtl';
}

/** Draws something where a page's content stands; it is gone when the test ends. */
export async function show(content: ReactNode, options: ShowOptions = {}): Promise<RenderResult> {
  const { look = 'light', window = 'wide', direction = 'ltr' } = options;
  const [width, height] = WINDOWS[window];
  await page.viewport(width, height);
  await commands.emulateLook(look);
  document.documentElement.dir = direction;
  document.documentElement.lang = 'en';
  const container = document.createElement('div');
  container.id = 'page';
  document.body.append(container);
  return render(content, { container });
}

afterEach(() => {
  for (const container of document.querySelectorAll('#page')) container.remove();
});
