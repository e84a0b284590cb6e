/**
 * Updates of the app itself: looked for in the background, told to the person, and installed when
 * the person quits or asks for it, after the library has been closed.
 */
import { app, BrowserWindow, dialog } from 'electron';
import { z } from 'zod';
import { errorFromReport, FermataError, reportError, sentencesOf } from '../../../shared/errors.ts';
import { IPC } from '../../../shared/ipc-channels.ts';
import { type UpdateAction, UpdateActionSchema } from '../../../shared/updates.ts';
import { tell, tellInEnglish, type Words, words } from '../../../shared/words/words.ts';
import { logError, logInfo } from '../logs/log.ts';
import { openInBrowser } from '../menu/external-links.ts';
import { answerCalls } from '../security/ipc.ts';
import { describeInstallation } from './installation.ts';
import { RELEASES_PAGE } from './releases.ts';
import { loadSelfUpdate, type SelfUpdate } from './self-update.ts';
import { explainUpdateFailure } from './update-failures.ts';
import { UpdateSchedule } from './update-schedule.ts';
import {
  INITIAL_UPDATE_STATE,
  isUnderWay,
  reduceUpdate,
  type UpdateEvent,
} from './update-state.ts';
import { whyNotUpdatable } from './update-support.ts';

interface UpdatesOptions {
  /** The window that tells the person; null while there is none. */
  readonly window: () => BrowserWindow | null;
  /** What an update has to wait for, in a plain sentence; null if nothing keeps it from being installed. */
  readonly whatToWaitFor: () => Promise<Words | null>;
}

export class Updates {
  readonly #options: UpdatesOptions;
  #state = INITIAL_UPDATE_STATE;
  #selfUpdate: Promise<SelfUpdate> | null = null;
  readonly #schedule = new UpdateSchedule(async () => {
    await this.#look({ byPerson: false });
    return this.#state.at.stage !== 'failed';
  });
  #restarts = false;

  constructor(options: UpdatesOptions) {
    this.#options = options;
    const { window } = options;
    answerCalls(IPC.updateSnapshot, window, z.undefined(), () => this.#state);
    answerCalls(IPC.updateAction, window, UpdateActionSchema, (action) => this.#act(action));
  }

  /** Begins to look for updates now and then; to be called once the library is open. */
  start(): void {
    if (whyNotUpdatable(describeInstallation()) === null) this.#schedule.start();
  }

  stop(): void {
    this.#schedule.stop();
  }

  /** Looks for an update and downloads it, because a person asked; the window tells how it goes. */
  async check(): Promise<void> {
    await this.#look({ byPerson: true });
  }

  /**
   * Updates at once, for a person who cannot do anything else: the library cannot be opened. Where
   * this copy of the app does not update itself, its releases are shown.
   *
   * @throws FermataError if there is nothing to install, or if it has to wait
   */
  async updateNow(): Promise<void> {
    await this.#look({ byPerson: true });
    const { at } = this.#state;
    if (at.stage === 'ready') {
      const reason = await this.#restart();
      if (reason !== null) throw hasToWait(reason);
    }
    if (at.stage === 'unsupported') return openInBrowser(RELEASES_PAGE);
    if (at.stage === 'failed') throw errorFromReport(at.error);
    if (at.stage === 'current') throw nothingNewer(at.version);
  }

  async #look({ byPerson }: { readonly byPerson: boolean }): Promise<void> {
    // What a person was told stays until it is dismissed.
    if (!byPerson && this.#state.isShown) return;
    const wasUnderWay = isUnderWay(this.#state);
    this.#apply({ event: 'checking', byPerson });
    if (wasUnderWay) return;
    const reason = whyNotUpdatable(describeInstallation());
    if (reason === null) await this.#checkAndDownload();
    else this.#apply({ event: 'unsupported', reason });
  }

  async #act(action: UpdateAction): Promise<void> {
    switch (action) {
      case 'check':
        return this.check();
      case 'restart':
        await this.#restart();
        return;
      case 'dismiss':
        return this.#apply({ event: 'dismissed' });
      case 'open-releases':
        return openInBrowser(RELEASES_PAGE);
    }
  }

  /**
   * Quits the app to install the update that is ready, unless it has to wait.
   *
   * @returns what it waits for, or null
   */
  async #restart(): Promise<Words | null> {
    const reason = await this.#options.whatToWaitFor();
    if (reason !== null) {
      logInfo(`The update is not installed now. ${tellInEnglish(reason)}`);
      this.#apply({ event: 'refused', reason: tell(reason) });
      return reason;
    }
    this.#apply({ event: 'installing' });
    if (this.#state.at.stage !== 'installing') return null;
    this.#restarts = true;
    app.quit();
    return null;
  }

  /**
   * Installs the update that is ready, if there is one; to be called when the library is closed.
   *
   * @param letQuit called before the platform itself ends the app
   */
  async install(letQuit: () => void): Promise<void> {
    const { at } = this.#state;
    if (at.stage !== 'ready' && at.stage !== 'installing') return;
    try {
      const reason = await this.#options.whatToWaitFor();
      if (reason !== null) {
        logInfo(`The update is not installed now. ${tellInEnglish(reason)}`);
        return;
      }
      logInfo(`Installs Fermata ${at.offer.version}`);
      for (const window of BrowserWindow.getAllWindows()) window.hide();
      // The version that is started must not take this one for a first instance.
      app.releaseSingleInstanceLock();
      await (await this.#load()).install(this.#restarts, letQuit);
    } catch (thrown) {
      const error = explainUpdateFailure('install', thrown);
      logError('The update', error);
      if (this.#restarts) startAgain(error);
    }
  }

  async #checkAndDownload(): Promise<void> {
    let step: 'check' | 'download' = 'check';
    try {
      const selfUpdate = await this.#load();
      const offer = await selfUpdate.check();
      if (offer === null) {
        this.#apply({ event: 'current', version: app.getVersion() });
        return;
      }
      step = 'download';
      this.#apply({ event: 'found', offer });
      await selfUpdate.download((done, total) => this.#apply({ event: 'progress', done, total }));
      this.#apply({ event: 'downloaded' });
    } catch (thrown) {
      const error = explainUpdateFailure(step, thrown);
      logError('The update', error);
      this.#apply({ event: 'failed', error: reportError(error) });
    }
  }

  #load(): Promise<SelfUpdate> {
    this.#selfUpdate ??= loadSelfUpdate();
    return this.#selfUpdate;
  }

  #apply(event: UpdateEvent): void {
    const before = this.#state;
    this.#state = reduceUpdate(before, event);
    if (this.#state.at.stage !== before.at.stage) logInfo(`Update: ${this.#state.at.stage}`);
    this.#options.window()?.webContents.send(IPC.updateState, this.#state);
  }
}

function hasToWait(reason: Words): FermataError {
  return new FermataError('UPDATE_FAILED', reason, {
    advice: words('updates.whenDone'),
  });
}

function nothingNewer(version: string): FermataError {
  return new FermataError('UPDATE_FAILED', words('updates.nothingNewer', { version }), {
    advice: words('updates.anotherDay'),
  });
}

/** The person waits for the app to come back: this version does. */
function startAgain(error: FermataError): void {
  const { message, advice } = sentencesOf(error);
  dialog.showErrorBox(message, advice);
  // An AppImage's own executable is gone with the process that runs it.
  app.relaunch({ execPath: process.env.APPIMAGE ?? process.execPath });
}
