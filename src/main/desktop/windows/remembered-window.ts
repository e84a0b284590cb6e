/** Remembers where the main window is, how large, and whether it is maximised or full screen. */
import { join } from 'node:path';
import { app, type BrowserWindow, type Rectangle, screen } from 'electron';
import { logError } from '../logs/log.ts';
import { SettingsFile } from '../settings-file.ts';
import { fitToDisplays, type Placement, PlacementSchema } from './window-placement.ts';

/** Dragging a window moves it many times a second: it is written down when it rests; milliseconds. */
const REST_MS = 500;

export class RememberedWindow {
  readonly #file = new SettingsFile<Placement | null>({
    file: join(app.getPath('userData'), 'window.json'),
    schema: PlacementSchema.nullable(),
    initial: null,
    onProblem: logError,
  });
  #latest: Placement | null = null;
  #rest: NodeJS.Timeout | undefined;

  /** Where the window goes; where it has never been yet, only how large it is. */
  bounds(size: { readonly width: number; readonly height: number }): Partial<Rectangle> {
    const placement = this.#file.settings;
    if (placement === null) return size;
    const primary = screen.getPrimaryDisplay();
    const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id);
    return fitToDisplays(placement.bounds, [
      primary.workArea,
      ...others.map(({ workArea }) => workArea),
    ]);
  }

  /** Makes a window that is shown as it was, and remembers what becomes of it. */
  follow(window: BrowserWindow): void {
    const placement = this.#file.settings;
    if (placement?.isMaximized === true) window.maximize();
    if (placement?.isFullScreen === true) window.setFullScreen(true);
    const remember = () => this.#remember(window);
    window.on('resize', remember);
    window.on('move', remember);
    window.on('maximize', remember);
    window.on('unmaximize', remember);
    window.on('enter-full-screen', remember);
    window.on('leave-full-screen', remember);
    window.on('closed', () => this.#keep());
  }

  /** Settles when everything is on the disk. */
  written(): Promise<void> {
    this.#keep();
    return this.#file.written();
  }

  #remember(window: BrowserWindow): void {
    this.#latest = {
      bounds: window.getNormalBounds(),
      isMaximized: window.isMaximized(),
      isFullScreen: window.isFullScreen(),
    };
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => this.#keep(), REST_MS);
  }

  #keep(): void {
    clearTimeout(this.#rest);
    if (this.#latest === null) return;
    this.#file.set(this.#latest);
    this.#latest = null;
  }
}
