/**
 * The app's menu as plain data, for each platform and each state of the app. To add an item, name it
 * in `MenuItemId`, place it below, and say what it does (menu-actions.ts).
 */
import type { MenuItemConstructorOptions } from 'electron';
import type { PlayerCommand } from '../../../shared/desktop-bridge.ts';

/** The items that are Fermata's own; the rest are roles that the system carries out. */
export type MenuItemId =
  | 'about'
  | 'back-up'
  | 'check-for-updates'
  | 'clear-recent'
  | 'find'
  | 'new-library'
  | 'open-library'
  | 'library-health'
  | 'open-logs'
  | 'releases'
  | 'report-issue'
  | 'restore'
  | 'scan-folder'
  | 'show-backups'
  | 'website'
  | PlayerCommand;

/** What each item does. */
export type MenuActions = Readonly<Record<MenuItemId, () => void>> & {
  /** Opens one of the recent libraries. */
  readonly openRecent: (file: string) => void;
};

/** What decides which items can be chosen. */
export interface MenuState {
  /** The library is open and its window shown: its page can carry out what the menu asks. */
  readonly isLibraryShown: boolean;
  readonly isScanning: boolean;
  /** A backup is made, verified or restored. */
  readonly isWorkingOnBackups: boolean;
  /** A library is being prepared: another one can be opened when that is over. */
  readonly isPreparing: boolean;
  /** The files of the libraries that were open, the last one first. */
  readonly recentLibraries: readonly string[];
}

type Item = MenuItemConstructorOptions;

interface Menus {
  readonly isMac: boolean;
  readonly state: MenuState;
  readonly actions: MenuActions;
  /** One of Fermata's own items. */
  readonly item: (id: MenuItemId, label: string, more?: Item) => Item;
}

const SEPARATOR: Item = { type: 'separator' };

/**
 * The menu's items. The ampersands mark the keys that choose them on Windows and Linux; Electron
 * leaves them out on macOS.
 *
 * @param platform as in `process.platform`
 */
export function menuTemplate(
  platform: NodeJS.Platform,
  state: MenuState,
  actions: MenuActions,
): Item[] {
  const menus: Menus = {
    isMac: platform === 'darwin',
    state,
    actions,
    item: (id, label, more = {}) => ({ id, label, click: () => actions[id](), ...more }),
  };
  return [
    ...(menus.isMac ? [appMenu(menus)] : []),
    fileMenu(menus, platform),
    editMenu(menus),
    viewMenu(),
    controlsMenu(menus),
    windowMenu(menus),
    helpMenu(menus),
  ];
}

/** macOS only: the menu that bears the app's name. */
function appMenu(menus: Menus): Item {
  const { item } = menus;
  return {
    role: 'appMenu',
    submenu: [
      item('about', 'About Fermata'),
      checkForUpdates(menus),
      SEPARATOR,
      { role: 'services' },
      SEPARATOR,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      SEPARATOR,
      { role: 'quit' },
    ],
  };
}

function fileMenu(menus: Menus, platform: NodeJS.Platform): Item {
  const { isMac, state, item } = menus;
  const { isLibraryShown, isScanning, isWorkingOnBackups, isPreparing } = state;
  const canWorkOnBackups = isLibraryShown && !isWorkingOnBackups;
  return {
    role: 'fileMenu',
    label: '&File',
    submenu: [
      item('new-library', '&New Library…', { accelerator: 'CmdOrCtrl+N', enabled: !isPreparing }),
      item('open-library', '&Open Library…', {
        accelerator: 'CmdOrCtrl+O',
        enabled: !isPreparing,
      }),
      recentMenu(menus),
      SEPARATOR,
      item('scan-folder', '&Scan Folder…', {
        accelerator: 'CmdOrCtrl+Shift+S',
        enabled: isLibraryShown && !isScanning,
      }),
      SEPARATOR,
      item('back-up', '&Back Up Library Now', {
        accelerator: 'CmdOrCtrl+B',
        enabled: canWorkOnBackups,
      }),
      item('restore', '&Restore from Backup…', { enabled: canWorkOnBackups }),
      item('show-backups', 'Show Backups in &Folder'),
      SEPARATOR,
      isMac
        ? { role: 'close', label: 'Close Window' }
        : { role: 'quit', label: platform === 'win32' ? 'E&xit' : '&Quit' },
    ],
  };
}

function recentMenu({ state, actions, item }: Menus): Item {
  const { isPreparing, recentLibraries } = state;
  return {
    id: 'open-recent',
    label: 'Open R&ecent',
    enabled: !isPreparing && recentLibraries.length > 0,
    submenu: [
      ...recentLibraries.map((file) => ({
        // An ampersand of the name's own is not the mark of a key.
        label: file.replaceAll('&', '&&'),
        click: () => actions.openRecent(file),
      })),
      SEPARATOR,
      item('clear-recent', '&Clear Menu'),
    ],
  };
}

function editMenu({ state, item }: Menus): Item {
  return {
    role: 'editMenu',
    label: '&Edit',
    submenu: [
      { role: 'undo', label: '&Undo' },
      { role: 'redo', label: '&Redo' },
      SEPARATOR,
      { role: 'cut', label: 'Cu&t' },
      { role: 'copy', label: '&Copy' },
      { role: 'paste', label: '&Paste' },
      { role: 'delete', label: '&Delete' },
      { role: 'selectAll', label: 'Select &All' },
      SEPARATOR,
      item('find', '&Find', { accelerator: 'CmdOrCtrl+F', enabled: state.isLibraryShown }),
    ],
  };
}

function viewMenu(): Item {
  return {
    role: 'viewMenu',
    label: '&View',
    submenu: [
      { role: 'resetZoom', label: '&Actual Size' },
      { role: 'zoomIn', label: 'Zoom &In' },
      { role: 'zoomOut', label: 'Zoom &Out' },
      SEPARATOR,
      { role: 'togglefullscreen', label: 'Toggle &Full Screen' },
    ],
  };
}

/** The player's; the page itself listens to the space bar, so that it can be typed too. */
function controlsMenu({ isMac, state, item }: Menus): Item {
  const enabled = state.isLibraryShown;
  // macOS would take the space from every text field.
  const space: Item = isMac ? {} : { accelerator: 'Space', registerAccelerator: false };
  return {
    label: '&Controls',
    submenu: [
      item('play-pause', '&Play/Pause', { ...space, enabled }),
      item('next-track', '&Next', { accelerator: 'CmdOrCtrl+Right', enabled }),
      item('previous-track', 'P&revious', { accelerator: 'CmdOrCtrl+Left', enabled }),
      SEPARATOR,
      item('volume-up', 'Volume &Up', { accelerator: 'CmdOrCtrl+Up', enabled }),
      item('volume-down', 'Volume &Down', { accelerator: 'CmdOrCtrl+Down', enabled }),
      item('mute', '&Mute', { enabled }),
    ],
  };
}

function windowMenu({ isMac }: Menus): Item {
  return {
    role: 'windowMenu',
    label: '&Window',
    submenu: isMac
      ? [{ role: 'minimize' }, { role: 'zoom' }, SEPARATOR, { role: 'front' }]
      : [
          { role: 'minimize', label: 'Mi&nimize' },
          { role: 'close', label: '&Close' },
        ],
  };
}

/** Where macOS and the others look for it; the window says what came of it. */
function checkForUpdates({ state, item }: Menus): Item {
  return item('check-for-updates', 'Check for &Updates…', { enabled: state.isLibraryShown });
}

function helpMenu(menus: Menus): Item {
  const { isMac, state, item } = menus;
  return {
    role: 'help',
    label: '&Help',
    submenu: [
      item('website', 'Fermata &Website'),
      item('releases', 'All &Releases'),
      item('report-issue', 'Report an &Issue'),
      SEPARATOR,
      item('library-health', 'Library &Health…', { enabled: state.isLibraryShown }),
      item('open-logs', 'Open &Logs Folder'),
      ...(isMac ? [] : [checkForUpdates(menus), SEPARATOR, item('about', '&About Fermata')]),
    ],
  };
}
