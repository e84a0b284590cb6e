/** What the app's windows have in common. */
import { fileURLToPath } from 'node:url';
import { BrowserWindow, type BrowserWindowConstructorOptions, nativeTheme } from 'electron';
import { LANGUAGE_ARGUMENT } from '../../../shared/ipc-channels.ts';
import { spokenLanguage } from '../../../shared/words/words.ts';
import { logError } from '../logs/log.ts';
import { APP_ORIGIN } from '../security/scheme.ts';
import { confineTo } from '../security/window-security.ts';

/** The colour of the pages' paper (tokens.css), so that no window flashes white. */
const PAPER = { light: '#faf7f1', dark: '#181512' } as const;

interface PageOptions extends BrowserWindowConstructorOptions {
  /** The page's file in out/renderer, without its ending. */
  readonly page: 'index' | 'splash';
  /** Its bridge's file in out/preload, without its ending. */
  readonly preload: 'app' | 'splash';
}

/** Opens a window, which is shown once its page has been loaded. */
export function openWindow(options: PageOptions): BrowserWindow {
  const { window, loaded } = loadWindow(options);
  void loaded.then(() => window.show());
  return window;
}

export interface UnseenWindow {
  readonly window: BrowserWindow;
  /** Settles when it can be shown, and never where it is closed before. */
  readonly loaded: Promise<void>;
}

/** Opens a window that nobody sees until it is shown. */
export function loadWindow({ page, preload, ...options }: PageOptions): UnseenWindow {
  const window = new BrowserWindow({
    ...options,
    show: false,
    // Windows and macOS take the icon of the app's bundle.
    icon: fileURLToPath(new URL('../../assets/icons/256x256.png', import.meta.url)),
    backgroundColor: nativeTheme.shouldUseDarkColors ? PAPER.dark : PAPER.light,
    webPreferences: {
      preload: fileURLToPath(new URL(`../preload/${preload}.cjs`, import.meta.url)),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      // The page speaks as the menu does.
      additionalArguments: [`${LANGUAGE_ARGUMENT}${spokenLanguage()}`],
    },
  });
  const loaded = new Promise<void>((resolve) => {
    window.once('ready-to-show', resolve);
  });
  const address = `${APP_ORIGIN}/${page}.html`;
  confineTo(window.webContents, address);
  window.loadURL(address).catch((error: unknown) => {
    // A window that is closed while it loads is no failure.
    if (!window.isDestroyed()) logError(`The page ${page} could not be loaded`, error);
  });
  return { window, loaded };
}
