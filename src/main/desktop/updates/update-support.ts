/** Whether this copy of the app can replace itself; how it was installed decides. */
import { t } from '../../../shared/words/words.ts';

/** What is to be known about how the app runs. */
export interface Installation {
  readonly platform: NodeJS.Platform;
  /** False where the app runs from its sources. */
  readonly isPackaged: boolean;
  /** Whether the package names an update feed; an unpacked build names none. */
  readonly hasFeed: boolean;
  /** What electron-builder notes in packages that a package manager installs: deb, rpm. */
  readonly packageType: string | null;
  /** The AppImage's file, which its runtime names in the environment. */
  readonly appImage: string | undefined;
  /** Whether the AppImage's folder may be written, so that another file can take its place. */
  readonly canReplaceAppImage: boolean;
}

/** Why this copy does not update itself, in plain sentences; null where it does. */
export function whyNotUpdatable(installation: Installation): string | null {
  const { platform, isPackaged, hasFeed, packageType, appImage } = installation;
  if (!hasFeed) {
    return isPackaged ? t('updates.unpacked') : t('updates.fromSources');
  }
  if (platform !== 'linux') return null;
  if (packageType !== null) {
    return t('updates.fromPackage', { package: packageType });
  }
  if (appImage === undefined) {
    return t('updates.unpacked');
  }
  if (!installation.canReplaceAppImage) {
    return t('updates.cannotReplace', { file: appImage });
  }
  return null;
}
