/** The web process and a browser, all the way. */
import { expect, test } from 'vitest';
import type { FermataProcess } from '../support/processes.ts';
import { openInBrowser } from '../support/web-process.ts';
import { goAllTheWay } from './journey.ts';

test('In a browser a library is upgraded, scanned into, played, restored and recovered', async (context) => {
  let server: FermataProcess;
  await goAllTheWay({
    async start(library) {
      const opened = await openInBrowser(context, library);
      server = opened.server;
      return opened.page;
    },
    async scan(page, folder) {
      await page.getByRole('button', { name: 'Scan Folder…' }).click();
      await page.getByRole('textbox', { name: 'Path of a folder' }).fill(folder);
      await page.getByRole('button', { name: 'Scan', exact: true }).click();
    },
    openBackups: (page) => page.getByRole('button', { name: 'Backups…', exact: true }).click(),
    recovered: async (page) => page,
    async end() {
      server.kill('SIGTERM');
      expect(await server.ended).toMatchObject({ status: 0, result: { ok: true } });
    },
  });
});
