/** How smoothly the page scrolls while its library is backed up, beside without, in a real browser. */
import { type Browser, chromium, type Page } from 'playwright';
import { z } from 'zod';
import { prepareChromium } from '../e2e/support/chromium.ts';
import { serveLibrary } from '../e2e/support/served-library.ts';
import { Unavailable } from '../e2e/support/unavailable.ts';
import { copyOfLargeLibrary } from './large-library.ts';
import { type BenchOptions, inMilliseconds, judged, type Measurement } from './section.ts';
import { p95 } from './statistics.ts';

const WHAT = 'Drawing a frame of the track list while it scrolls during a backup (95 of 100)';
const LIMIT = 1.5;

/** Of frames without a backup, for each of `--samples`. */
const FRAMES_PER_SAMPLE = 10;

const LOOK_EVERY_MS = 100;

/** For the page: scrolls by a row in each frame, and keeps how long each took since the one before. */
const SCROLL = `
  globalThis.frameTimes = [];
  const list = document.getElementById('tracks').parentElement;
  let before = performance.now();
  const draw = (now) => {
    frameTimes.push(now - before);
    before = now;
    list.scrollTop += 36;
    requestAnimationFrame(draw);
  };
  requestAnimationFrame(draw);`;

/** The page is the built one: `npm run build` first. */
export async function measureFrames(options: BenchOptions): Promise<Measurement[]> {
  const browser = await startBrowser();
  if (browser === null) return [notMeasured()];
  try {
    return [await measureIn(browser, options)];
  } finally {
    await browser.close();
  }
}

async function startBrowser(): Promise<Browser | null> {
  try {
    return await chromium.launch({ executablePath: await prepareChromium() });
  } catch (error) {
    if (error instanceof Unavailable) return null;
    throw error;
  }
}

async function measureIn(browser: Browser, options: BenchOptions): Promise<Measurement> {
  const library = copyOfLargeLibrary(options, 'frames');
  const { session, address, close } = await serveLibrary('a benchmark');
  try {
    await session.prepare(() => library);
    const page = await browser.newPage();
    await page.goto(address);
    await page.getByRole('grid', { name: 'Tracks' }).waitFor();
    await page.evaluate(SCROLL);
    const enough = options.samples * FRAMES_PER_SAMPLE;
    await framesWhile(page, (count) => count < enough);
    const without = await framesWhile(page, (count) => count < enough);
    session.backups.backUp('manual', '');
    const during = await framesWhile(page, () => session.backups.activity.state === 'running');
    if (session.backups.activity.state === 'failed') throw new Error('The backup failed.');
    return judged(WHAT, {
      value: p95(during) / p95(without),
      limit: LIMIT,
      unit: '×',
      beside: `${inMilliseconds(p95(during))} in ${during.length} frames; without: ${inMilliseconds(p95(without))}`,
    });
  } finally {
    await close();
  }
}

/** The times of the frames that are drawn as long as it goes on; some at the least. */
async function framesWhile(page: Page, goesOn: (count: number) => boolean): Promise<number[]> {
  await takeFrames(page);
  const times: number[] = [];
  do {
    await page.waitForTimeout(LOOK_EVERY_MS);
    times.push(...(await takeFrames(page)));
  } while (goesOn(times.length));
  return times;
}

async function takeFrames(page: Page): Promise<number[]> {
  return z.array(z.number()).parse(await page.evaluate('frameTimes.splice(0)'));
}

function notMeasured(): Measurement {
  return { what: WHAT, measured: 'no browser here', beside: '', target: `≤ ${LIMIT} ×`, met: null };
}
