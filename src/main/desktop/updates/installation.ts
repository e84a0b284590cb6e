/** How this copy of the app was installed, as far as updating depends on it. */
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { app } from 'electron';
import type { Installation } from './update-support.ts';

/** The file that names a test's feed (as app-update.yml does); never in an app that was shipped. */
export function testFeedFile(): string | undefined {
  return app.isPackaged ? undefined : process.env.FERMATA_TEST_UPDATE_FEED;
}

export function describeInstallation(): Installation {
  const { APPIMAGE: appImage } = process.env;
  return {
    platform: process.platform,
    isPackaged: app.isPackaged,
    hasFeed: existsSync(testFeedFile() ?? join(process.resourcesPath, 'app-update.yml')),
    packageType: readPackageType(),
    appImage,
    canReplaceAppImage: appImage !== undefined && isWritable(dirname(appImage)),
  };
}

function readPackageType(): string | null {
  const file = join(process.resourcesPath, 'package-type');
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : null;
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
