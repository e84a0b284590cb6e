/**
 * Ends a packaged app that was started with a switch by which another program would drive its pages
 * (switch-list.ts).
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { app, dialog } from 'electron';
import { z } from 'zod';
import { t } from '../../../shared/words/words.ts';
import { findForbidden } from './switch-list.ts';

/** Of a wrong command line, as on the command line itself. */
const USAGE_STATUS = 2;

const MetadataSchema = z.object({ isDrivenByTests: z.boolean().default(false) });

/**
 * Ends it before Chromium listens to anything. To be called before the app is ready.
 *
 * @returns whether the app can run
 */
export function checkSwitches(): boolean {
  if (!app.isPackaged) return true;
  const forbidden = findForbidden(app.commandLine, isDrivenByTests);
  if (forbidden === null) return true;
  dialog.showErrorBox(t('dialogs.cannotRun'), t('dialogs.forbiddenSwitch', { name: forbidden }));
  app.exit(USAGE_STATUS);
  return false;
}

/** Written into the archive, whose integrity is checked, where the app is packed for its tests alone. */
function isDrivenByTests(): boolean {
  const metadata: unknown = JSON.parse(
    readFileSync(join(app.getAppPath(), 'package.json'), 'utf8'),
  );
  return MetadataSchema.parse(metadata).isDrivenByTests;
}
