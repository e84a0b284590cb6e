/**
 * The splash: the only window until the library is ready. It shows how preparing the library goes,
 * and what can be done where that failed.
 */
import type { BrowserWindow } from 'electron';
import { z } from 'zod';
import type { LifecycleSnapshot } from '../../../shared/api/lifecycle.ts';
import { type SplashAction, SplashActionSchema } from '../../../shared/desktop-bridge.ts';
import { IPC } from '../../../shared/ipc-channels.ts';
import type { LifecycleEvent, Phase } from '../../../shared/lifecycle-events.ts';
import { INITIAL_LIFECYCLE_VIEW, reduceLifecycle } from '../../../shared/lifecycle-view.ts';
import { t } from '../../../shared/words/words.ts';
import { answerCalls } from '../security/ipc.ts';
import { showMessage } from './message-box.ts';
import { clearProgress, mirrorProgress } from './taskbar.ts';
import { openWindow } from './windows.ts';

/** Phases whose work would be lost: closing the splash in one of them asks first. */
const WORKING_PHASES: ReadonlySet<Phase> = new Set([
  'backup',
  'verify-backup',
  'migrate',
  'verify',
]);

/** Of the page's content, in pixels: a splash, and a window to read and choose in. */
const PROGRESS_SIZE = [540, 460] as const;
const RECOVERY_SIZE = [760, 640] as const;

interface SplashOptions {
  /** What has happened to the library so far. */
  readonly snapshot: () => LifecycleSnapshot;
  /** Does what the person chose; settles when it is done. */
  readonly onAction: (action: SplashAction) => Promise<void>;
  /** The person closed the splash, and meant it. */
  readonly onClosedByPerson: () => void;
}

export class Splash {
  readonly #options: SplashOptions;
  #window: BrowserWindow | null = null;
  #view = INITIAL_LIFECYCLE_VIEW;
  /** Set while the person is asked whether to stop; aborting it takes the question back. */
  #question: AbortController | null = null;

  constructor(options: SplashOptions) {
    this.#options = options;
    const { snapshot, onAction } = options;
    const window = () => this.#window;
    answerCalls(IPC.lifecycleSnapshot, window, z.undefined(), snapshot);
    answerCalls(IPC.recoveryAction, window, SplashActionSchema, onAction);
  }

  get window(): BrowserWindow | null {
    return this.#window;
  }

  /** Opens the splash, if it is not open. */
  show(): void {
    if (this.#window !== null) return;
    const [width, height] = PROGRESS_SIZE;
    const window = openWindow({
      page: 'splash',
      preload: 'splash',
      title: 'Fermata',
      width,
      height,
      useContentSize: true,
      resizable: false,
      maximizable: false,
      fullscreenable: false,
      autoHideMenuBar: true,
    });
    this.#window = window;
    this.#showState(window);
    window.on('close', (event) => {
      event.preventDefault();
      void this.#leave(window);
    });
  }

  /** Takes the splash away without asking. */
  close(): void {
    this.#question?.abort();
    if (this.#window !== null) clearProgress(this.#window);
    this.#window?.destroy();
    this.#window = null;
  }

  /** Shows what happens to the library. */
  tell(event: LifecycleEvent): void {
    this.#view = reduceLifecycle(this.#view, event);
    if (this.#window === null) return;
    this.#window.webContents.send(IPC.lifecycleEvent, event);
    this.#showState(this.#window);
  }

  #showState(window: BrowserWindow): void {
    mirrorProgress(window, this.#view);
    const isRecovery = this.#view.state === 'failed';
    if (window.isResizable() !== isRecovery) makeRoom(window, isRecovery);
  }

  async #leave(window: BrowserWindow): Promise<void> {
    if (this.#question !== null) return;
    const question = new AbortController();
    this.#question = question;
    const mayLeave = !this.#isWorking() || (await askToStop(window, question.signal));
    this.#question = null;
    if (mayLeave && this.#window === window) this.#options.onClosedByPerson();
  }

  #isWorking(): boolean {
    return this.#view.state === 'preparing' && WORKING_PHASES.has(this.#view.phase);
  }
}

/** Gives the page the room that it needs: more where there is something to read and to choose. */
function makeRoom(window: BrowserWindow, isRecovery: boolean): void {
  const [width, height] = isRecovery ? RECOVERY_SIZE : PROGRESS_SIZE;
  window.setResizable(isRecovery);
  window.setContentSize(width, height);
  window.center();
}

async function askToStop(window: BrowserWindow, signal: AbortSignal): Promise<boolean> {
  const chosen = await showMessage(window, {
    type: 'question',
    message: t('dialogs.stopUpgrading'),
    detail: t('dialogs.upgradeUndone'),
    buttons: [t('dialogs.keepUpgrading'), t('dialogs.stopAndQuit')],
    defaultId: 0,
    cancelId: 0,
    signal,
  });
  return chosen === 1;
}
