/** The desktop app, all the way. */
import type { ElectronApplication } from 'playwright';
import { expect, test } from 'vitest';
import { chooseFromMenu, exitStatus, startOn, windowOf } from '../support/desktop.ts';
import { goAllTheWay } from './journey.ts';

test('In the desktop app a library is upgraded, scanned into, played, restored and recovered', async (context) => {
  let app: ElectronApplication;
  let isDamaged = false;
  await goAllTheWay({
    async start(library) {
      ({ app } = await startOn(context, library));
      return windowOf(app, isDamaged ? 'splash' : 'index');
    },
    async scan(_page, folder) {
      // The dialog belongs to the desktop environment: this is its answer.
      await app.evaluate(({ dialog }, chosen) => {
        dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
      }, folder);
      await chooseFromMenu(app, 'scan-folder');
    },
    openBackups: () => chooseFromMenu(app, 'restore'),
    recovered: () => windowOf(app, 'index'),
    async end() {
      const status = exitStatus(app);
      await app.close();
      expect(await status).toBe(0);
      isDamaged = true;
    },
  });
});
