/** The system's notifications, for a person who looks elsewhere. */
import { performance } from 'node:perf_hooks';
import { app, BrowserWindow, Notification } from 'electron';
import type { ApiEvent } from '../../../shared/api/events.ts';
import { WorthTelling } from './worth-telling.ts';

/** What Windows knows the app by: the `appId` of electron-builder.yml. */
const APP_ID = 'dev.fermata.app';

export class Notifications {
  readonly #worth = new WorthTelling();
  readonly #onChosen: () => void;
  /** Kept while it is shown: one that is forgotten hears no click. */
  #shown: Notification | null = null;

  /** @param onChosen the person wants to see what it is about */
  constructor(onChosen: () => void) {
    this.#onChosen = onChosen;
    app.setAppUserModelId(APP_ID);
  }

  /** Tells of an event if it is worth it, and nobody looks at a window of the app. */
  hear(event: ApiEvent): void {
    const telling = this.#worth.hear(event, performance.now());
    const isSeen = BrowserWindow.getFocusedWindow() !== null;
    if (telling === null || isSeen || !Notification.isSupported()) return;
    this.#shown?.close();
    this.#shown = new Notification({ ...telling, silent: true });
    this.#shown.on('click', this.#onChosen);
    this.#shown.show();
  }
}
