/** The queue as a person uses it, in a real browser: what is played next, and what a reload leaves of it. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { violationsOn } from './support/axe.ts';
import { addLongTrack, makeMusicLibrary } from './support/music-library.ts';
import { HANGS_MS } from './support/patience.ts';
import { openInBrowser } from './support/web-process.ts';

/** Notes what the window is called, one title after the other. */
const NOTE_TITLES = `
  window.noted = [];
  new MutationObserver(() => window.noted.push(document.title))
    .observe(document.head, { childList: true, characterData: true, subtree: true });
`;

test('A reload goes on where it was: queue, position, order, and what was playing', async (context) => {
  const library = await makeMusicLibrary();
  const { title } = await addLongTrack(library);
  const { page } = await openInBrowser(context, library);
  await row(page, title).dblclick();
  await playing(page, title);
  await page.getByRole('button', { name: 'Repeat: off' }).click();
  await page.getByRole('slider', { name: 'Position' }).fill('300');
  await expect.poll(() => position(page)).toBeGreaterThan(300);
  await take(page, 'playing');

  await page.reload();
  await playing(page, title);
  expect(await position(page)).toBeGreaterThanOrEqual(300);
  await page.getByRole('button', { name: 'Repeat: all' }).waitFor();
  // A browser lets a page that was loaded again play on only where a person plays much there.
  const pause = page.getByRole('button', { name: 'Pause' });
  if (!(await pause.isVisible()))
    await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect.poll(() => position(page)).toBeGreaterThan(301);
  // What follows takes less than a second: it stays for as long as it is repeated.
  await page.getByRole('button', { name: 'Repeat: all' }).click();
  await page.getByRole('button', { name: 'Next', exact: true }).click();
  await playing(page, 'Sixth Light');

  // As a restart does: the address names no view.
  await page.getByRole('searchbox').fill('light');
  await row(page, 'untagged').waitFor({ state: 'detached' });
  await page.goto(new URL('/', page.url()).href);
  await playing(page, 'Sixth Light');
  expect(await page.getByRole('searchbox').inputValue()).toBe('light');
});

test('Space pauses after a click on any button, and arrows seek in the player', async (context) => {
  const library = await makeMusicLibrary();
  const { title } = await addLongTrack(library);
  const { page } = await openInBrowser(context, library);
  await row(page, title).waitFor();
  await take(page, 'nothing-plays');
  await row(page, title).dblclick();
  await playing(page, title);
  await page.getByRole('button', { name: 'Shuffle' }).click();
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
  expect(await page.getByRole('button', { name: 'Shuffle' }).getAttribute('aria-pressed')).toBe(
    'true',
  );
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => position(page)).toBeGreaterThanOrEqual(5);
  await page.keyboard.press('ArrowLeft');
  await expect.poll(() => position(page)).toBeLessThan(5);
  // A button that the keyboard has come to is pressed.
  await page.keyboard.press('Tab');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Space');
  expect(await page.getByRole('button', { name: 'Shuffle' }).getAttribute('aria-pressed')).toBe(
    'false',
  );
});

test('A shuffled list plays each song once, then stops', async (context) => {
  const library = await makeMusicLibrary();
  const { page } = await openInBrowser(context, library);
  await row(page, 'Second Light').waitFor();
  const songs = await page.getByRole('row').count();
  await page.getByRole('button', { name: 'Shuffle' }).click();
  await page.evaluate(NOTE_TITLES);
  await row(page, 'Second Light').dblclick();
  const titles = async () => z.array(z.string()).parse(await page.evaluate('window.noted'));
  const played = async () =>
    (await titles()).filter((title, at, all) => title !== 'Fermata' && title !== all[at - 1]);
  // The rows are the songs and their heads.
  await expect
    .poll(async () => new Set(await played()).size, { timeout: HANGS_MS })
    .toBe(songs - 1);
  await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
  expect((await played()).length).toBe(songs - 1);
});

test('The queue is shown, moved by keys, emptied with a way back, and kept as a playlist', async (context) => {
  const library = await makeMusicLibrary();
  const { title } = await addLongTrack(library);
  const { page } = await openInBrowser(context, library);
  await row(page, title).dblclick();
  await playing(page, title);
  await row(page, 'untagged').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Add to Queue' }).click();
  await page.getByRole('button', { name: 'Queue', exact: true }).click();
  const queue = page.getByRole('grid', { name: 'Songs of the queue' });
  const order = [
    title,
    'Sixth Light',
    'Première lumière',
    'Second Light',
    'Third Light',
    'Fourth Light',
    'Fifth Light',
    'untagged',
  ];
  const titles = async () => {
    const rows = await queue.getByRole('row').allInnerTexts();
    // The first row has the heads; a drawn cover has letters of its own.
    return rows.slice(1).map((text) => order.find((each) => text.includes(each)));
  };
  await expect.poll(titles).toEqual(order);
  await take(page, 'queue');
  expect(await violationsOn(page)).toEqual([]);

  await queue.getByRole('row', { name: 'Sixth Light' }).click();
  await page.keyboard.press('Alt+ArrowDown');
  await expect.poll(async () => (await titles())[2]).toBe('Sixth Light');
  await page.keyboard.press('Delete');
  await expect.poll(titles).not.toContain('Sixth Light');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(async () => (await titles())[2]).toBe('Sixth Light');

  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  await expect.poll(titles).toEqual([title]);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(async () => (await titles()).length).toBe(order.length);

  const songs = page.getByRole('grid', { name: 'Tracks' });
  await songs
    .getByRole('row', { name: 'Fifth Light' })
    .dragTo(queue.getByRole('row', { name: 'Sixth' }));
  await expect.poll(async () => (await titles()).length).toBe(order.length + 1);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('textbox', { name: 'Name of the playlist' }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'New Playlist' }).waitFor();
  await page
    .getByText(`${order.length + 1} tracks`)
    .first()
    .waitFor();

  await queue.getByRole('row', { name: 'Sixth Light' }).dblclick();
  await page.getByRole('button', { name: 'Played Before' }).click();
  await page.getByRole('grid', { name: 'Songs that were played' }).getByText(title).waitFor();
});

function row(page: Page, title: string) {
  return page.getByRole('row', { name: title });
}

async function playing(page: Page, title: string): Promise<void> {
  await page.getByRole('region', { name: 'Player' }).getByText(title, { exact: true }).waitFor();
}

/** In seconds. */
async function position(page: Page): Promise<number> {
  return Number(await page.getByRole('slider', { name: 'Position' }).inputValue());
}

/** A picture of the page, where pictures are wanted. */
async function take(page: Page, name: string): Promise<void> {
  const folder = process.env.QUEUE_PICTURES;
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true });
  for (const look of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: look });
    await page.screenshot({ path: join(folder, `${name}-${look}.png`) });
  }
  const size = page.viewportSize();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.screenshot({ path: join(folder, `${name}-390.png`) });
  if (size !== null) await page.setViewportSize(size);
  await page.emulateMedia({ colorScheme: 'light' });
}
