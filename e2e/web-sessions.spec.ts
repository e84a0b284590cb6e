/** The browsers that the web process has let in: listed in Library Health, and sent away from there. */
import { expect, test } from 'vitest';
import { startBrowser } from './support/browser.ts';
import { makeCurrentLibrary } from './support/test-library.ts';
import { openInBrowser } from './support/web-process.ts';

test('A browser that another one sends away is a stranger at once', async (context) => {
  const { page, server, url } = await openInBrowser(context, await makeCurrentLibrary());
  await page.getByRole('grid', { name: 'Tracks' }).waitFor();
  const other = await (await startBrowser(context)).newPage();
  await other.goto(url.origin);
  await other.goto((await server.waitFor('listening', (line) => line.url !== url.href)).url);
  await other.getByRole('grid', { name: 'Tracks' }).waitFor();

  await page.getByRole('button', { name: 'Library Health…' }).click();
  const list = page.getByRole('region', { name: 'Browsers that are let in' });
  await list.getByText('This one, since').waitFor();
  await list.getByRole('button', { name: 'Send Away' }).click();
  await expect.poll(() => list.getByRole('listitem').count()).toBe(1);
  expect((await other.reload())?.status()).toBe(401);
  expect((await page.reload())?.status()).toBe(200);
});
