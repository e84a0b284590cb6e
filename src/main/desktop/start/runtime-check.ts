/** Whether Fermata's database runs in this Electron: where it does not, the app says so and ends. */
import { app, dialog } from 'electron';
import { toFermataError } from '../../../shared/errors.ts';
import { t } from '../../../shared/words/words.ts';
import { requireNodeApi } from '../../lifecycle/sqlite/node-api.ts';

/**
 * Ends the app where its database would crash it without a word. To be called before the app is
 * ready: where there is a terminal to write to instead of a dialog (Linux), Electron does that then.
 *
 * @returns whether the app can run
 */
export function checkRuntime(): boolean {
  try {
    requireNodeApi();
    return true;
  } catch (thrown) {
    const { message, advice, exitStatus } = toFermataError(thrown);
    dialog.showErrorBox(t('dialogs.cannotRun'), `${message} ${advice}`);
    app.exit(exitStatus);
    return false;
  }
}
