/**
 * electron-updater as this app uses it: nothing by itself, nothing older, no pre-releases for a
 * stable version, and no number by which a server could tell one copy of the app from another.
 */
import { autoUpdater as squirrel } from 'electron';
import type { AppUpdater, ProgressInfo } from 'electron-updater';
import type { UpdateOffer } from '../../../shared/updates.ts';
import { testFeedFile } from './installation.ts';
import { keepFile } from './kept-file.ts';
import { UpdateTimeout } from './update-failures.ts';
import { readOffer } from './update-offer.ts';

/** How long a server may keep silent, in milliseconds. */
const CHECK_TIMEOUT_MS = 60_000;
const STALL_TIMEOUT_MS = 120_000;

/** How long macOS may take to check the update's signature and to put it into place, in milliseconds. */
const HAND_OVER_TIMEOUT_MS = 60_000;

/** Sent instead of the random number that electron-updater makes for each copy of an app. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

type ElectronUpdater = typeof import('electron-updater');

/** Loads electron-updater, which an app that is just starting has no time for. */
export async function loadSelfUpdate(): Promise<SelfUpdate> {
  const { default: electronUpdater } = await import('electron-updater');
  return new SelfUpdate(electronUpdater);
}

export class SelfUpdate {
  readonly #updater: AppUpdater;
  readonly #Cancellation: ElectronUpdater['CancellationToken'];

  constructor({ autoUpdater, CancellationToken }: ElectronUpdater) {
    this.#updater = autoUpdater;
    this.#Cancellation = CancellationToken;
    configure(autoUpdater);
  }

  /**
   * Asks the feed for a newer version.
   *
   * @returns null if there is none
   * @throws whatever explainUpdateFailure explains
   */
  async check(): Promise<UpdateOffer | null> {
    const timeout = new AbortController();
    const timer = setTimeout(() => timeout.abort(), CHECK_TIMEOUT_MS);
    try {
      const checking = this.#updater.checkForUpdates();
      const result = await Promise.race([checking, rejectOn(timeout.signal)]);
      if (result === null || !result.isUpdateAvailable) return null;
      return readOffer(result.updateInfo, this.#updater.currentVersion.version);
    } finally {
      clearTimeout(timer);
    }
  }

  /**
   * Downloads what the last check found, and verifies it as far as the platform allows.
   *
   * @param onProgress in bytes
   * @throws whatever explainUpdateFailure explains
   */
  async download(onProgress: (done: number, total: number) => void): Promise<void> {
    const cancellation = new this.#Cancellation();
    const stall = setTimeout(() => cancellation.cancel(), STALL_TIMEOUT_MS);
    const onBytes = ({ transferred, total }: ProgressInfo) => {
      stall.refresh();
      onProgress(transferred, total);
    };
    this.#updater.on('download-progress', onBytes);
    try {
      await this.#updater.downloadUpdate(cancellation);
    } catch (error) {
      throw cancellation.cancelled ? new UpdateTimeout('The download stands still.') : error;
    } finally {
      clearTimeout(stall);
      this.#updater.off('download-progress', onBytes);
    }
  }

  /**
   * Installs what was downloaded, once the library is closed; the app has to end afterwards.
   *
   * @param restarts whether the new version is started
   * @param letQuit called before the platform itself ends the app (macOS)
   * @throws what went wrong
   */
  async install(restarts: boolean, letQuit: () => void): Promise<void> {
    const failures: Error[] = [];
    this.#updater.on('error', (error) => failures.push(error));
    this.#updater.autoRunAppAfterInstall = restarts;
    const { APPIMAGE: appImage } = process.env;
    const kept = appImage === undefined ? null : keepFile(appImage);
    if (process.platform === 'darwin') await handOver(this.#updater, letQuit);
    else this.#updater.quitAndInstall(true, restarts);
    const [failure] = failures;
    if (failure === undefined) kept?.forget();
    else {
      kept?.restore();
      throw failure;
    }
  }
}

function configure(updater: AppUpdater): void {
  const testFeed = testFeedFile();
  if (testFeed !== undefined) {
    updater.forceDevUpdateConfig = true;
    updater.updateConfigPath = testFeed;
  }
  // What matters of what it says comes as an error; the rest names files of the person.
  updater.logger = null;
  updater.autoDownload = false;
  // The library is closed first, and well: see shutdown.ts.
  updater.autoInstallOnAppQuit = false;
  updater.allowDowngrade = false;
  updater.disableWebInstaller = true;
  updater.requestHeaders = { 'x-user-staging-id': NOBODY };
}

function rejectOn(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new UpdateTimeout('The server said nothing.')));
  });
}

/** macOS's own updater checks the signature and ends the app: it is waited for. */
async function handOver(updater: AppUpdater, letQuit: () => void): Promise<void> {
  await new Promise<void>((resolve) => {
    setTimeout(resolve, HAND_OVER_TIMEOUT_MS);
    squirrel.once('error', () => resolve());
    // Before electron-updater hears of it, which then ends the app.
    squirrel.prependOnceListener('update-downloaded', letQuit);
    updater.quitAndInstall();
  });
}
