/**
 * The main window: the library, once it is ready. Its page is loaded before that, unseen, since the
 * two take about as long as each other.
 */
import type { BrowserWindow } from 'electron';
import { DroppedPathsSchema, type MenuCommand } from '../../../shared/desktop-bridge.ts';
import { IPC } from '../../../shared/ipc-channels.ts';
import { answerCalls } from '../security/ipc.ts';
import { foldersOfDropped } from './dropped-music.ts';
import { RememberedWindow } from './remembered-window.ts';
import { loadWindow, type UnseenWindow } from './windows.ts';

/** Of the window that was never open before, in pixels. */
const FIRST_SIZE = { width: 1200, height: 780 } as const;

export class MainWindow {
  readonly #remembered = new RememberedWindow();
  readonly #listeners = new Set<() => void>();
  #opened: UnseenWindow | null = null;
  #isSeen = false;

  constructor() {
    answerCalls(IPC.droppedMusic, () => this.window, DroppedPathsSchema, foldersOfDropped);
  }

  /** Calls back whenever the window was opened or closed. */
  onOpenOrClosed(listener: () => void): void {
    this.#listeners.add(listener);
  }

  /** The window, whether or not it can be seen yet. */
  get window(): BrowserWindow | null {
    return this.#opened?.window ?? null;
  }

  /** The window once it can be seen. */
  get seen(): BrowserWindow | null {
    return this.#isSeen ? this.window : null;
  }

  /** Opens the window, if it is not open; settles when it can be seen. */
  async open(): Promise<void> {
    if (this.#isSeen) return;
    const { window, loaded } = this.#opened ?? this.load();
    const closed = new Promise<void>((resolve) => window.once('closed', resolve));
    await Promise.race([loaded, closed]);
    if (window.isDestroyed()) return;
    this.#isSeen = true;
    window.show();
  }

  /** Opens the window so that nobody sees it yet, if it is not open. */
  load(): UnseenWindow {
    if (this.#opened !== null) return this.#opened;
    const opened = loadWindow({
      page: 'index',
      preload: 'app',
      title: 'Fermata',
      ...this.#remembered.bounds(FIRST_SIZE),
      minWidth: 360,
      minHeight: 320,
    });
    const { window } = opened;
    window.once('show', () => this.#remembered.follow(window));
    window.on('closed', () => this.#setWindow(null));
    this.#setWindow(opened);
    return opened;
  }

  /** Takes the window away. */
  close(): void {
    this.window?.destroy();
  }

  /** Settles when it is on the disk where the window is. */
  remembered(): Promise<void> {
    return this.#remembered.written();
  }

  #setWindow(opened: UnseenWindow | null): void {
    this.#opened = opened;
    this.#isSeen = false;
    for (const listener of this.#listeners) listener();
  }

  /** Has the page carry out a menu command. */
  send(command: MenuCommand): void {
    this.window?.webContents.send(IPC.menuCommand, command);
  }
}
