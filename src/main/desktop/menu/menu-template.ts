/**
 * The app's menu as plain data, for each platform and each state of the app. To add an item, name it
 * in `MenuItemId`, place it below, and say what it does (menu-actions.ts).
 */
import type { MenuItemConstructorOptions } from 'electron';
import type { PlayerCommand } from '../../../shared/desktop-bridge.ts';
import { t } from '../../../shared/words/words.ts';

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
      item('about', t('menu.about')),
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
    label: t('menu.file'),
    submenu: [
      item('new-library', t('menu.newLibrary'), {
        accelerator: 'CmdOrCtrl+N',
        enabled: !isPreparing,
      }),
      item('open-library', t('menu.openLibrary'), {
        accelerator: 'CmdOrCtrl+O',
        enabled: !isPreparing,
      }),
      recentMenu(menus),
      SEPARATOR,
      item('scan-folder', t('menu.scanFolder'), {
        accelerator: 'CmdOrCtrl+Shift+S',
        enabled: isLibraryShown && !isScanning,
      }),
      SEPARATOR,
      item('back-up', t('menu.backUp'), {
        accelerator: 'CmdOrCtrl+B',
        enabled: canWorkOnBackups,
      }),
      item('restore', t('menu.restore'), { enabled: canWorkOnBackups }),
      item('show-backups', t('menu.showBackups')),
      SEPARATOR,
      isMac
        ? { role: 'close', label: t('menu.closeWindow') }
        : { role: 'quit', label: t(platform === 'win32' ? 'menu.exit' : 'menu.quit') },
    ],
  };
}

function recentMenu({ state, actions, item }: Menus): Item {
  const { isPreparing, recentLibraries } = state;
  return {
    id: 'open-recent',
    label: t('menu.openRecent'),
    enabled: !isPreparing && recentLibraries.length > 0,
    submenu: [
      ...recentLibraries.map((file) => ({
        // An ampersand of the name's own is not the mark of a key.
        label: file.replaceAll('&', '&&'),
        click: () => actions.openRecent(file),
      })),
      SEPARATOR,
      item('clear-recent', t('menu.clearRecent')),
    ],
  };
}

function editMenu({ state, item }: Menus): Item {
  return {
    role: 'editMenu',
    label: t('menu.edit'),
    submenu: [
      { role: 'undo', label: t('menu.undo') },
      { role: 'redo', label: t('menu.redo') },
      SEPARATOR,
      { role: 'cut', label: t('menu.cut') },
      { role: 'copy', label: t('menu.copy') },
      { role: 'paste', label: t('menu.paste') },
      { role: 'delete', label: t('menu.delete') },
      { role: 'selectAll', label: t('menu.selectAll') },
      SEPARATOR,
      item('find', t('menu.find'), { accelerator: 'CmdOrCtrl+F', enabled: state.isLibraryShown }),
    ],
  };
}

function viewMenu(): Item {
  return {
    role: 'viewMenu',
    label: t('menu.view'),
    submenu: [
      { role: 'resetZoom', label: t('menu.actualSize') },
      { role: 'zoomIn', label: t('menu.zoomIn') },
      { role: 'zoomOut', label: t('menu.zoomOut') },
      SEPARATOR,
      { role: 'togglefullscreen', label: t('menu.fullScreen') },
    ],
  };
}

/** The player's; the page itself listens to the space bar, so that it can be typed too. */
function controlsMenu({ isMac, state, item }: Menus): Item {
  const enabled = state.isLibraryShown;
  // macOS would take the space from every text field.
  const space: Item = isMac ? {} : { accelerator: 'Space', registerAccelerator: false };
  return {
    label: t('menu.controls'),
    submenu: [
      item('play-pause', t('menu.playPause'), { ...space, enabled }),
      item('next-track', t('menu.next'), { accelerator: 'CmdOrCtrl+Right', enabled }),
      item('previous-track', t('menu.previous'), { accelerator: 'CmdOrCtrl+Left', enabled }),
      SEPARATOR,
      item('volume-up', t('menu.volumeUp'), { accelerator: 'CmdOrCtrl+Up', enabled }),
      item('volume-down', t('menu.volumeDown'), { accelerator: 'CmdOrCtrl+Down', enabled }),
      item('mute', t('menu.mute'), { enabled }),
    ],
  };
}

function windowMenu({ isMac }: Menus): Item {
  return {
    role: 'windowMenu',
    label: t('menu.window'),
    submenu: isMac
      ? [{ role: 'minimize' }, { role: 'zoom' }, SEPARATOR, { role: 'front' }]
      : [
          { role: 'minimize', label: t('menu.minimize') },
          { role: 'close', label: t('menu.close') },
        ],
  };
}

/** Where macOS and the others look for it; the window says what came of it. */
function checkForUpdates({ state, item }: Menus): Item {
  return item('check-for-updates', t('menu.checkForUpdates'), { enabled: state.isLibraryShown });
}

function helpMenu(menus: Menus): Item {
  const { isMac, state, item } = menus;
  return {
    role: 'help',
    label: t('menu.help'),
    submenu: [
      item('website', t('menu.website')),
      item('releases', t('menu.releases')),
      item('report-issue', t('menu.reportIssue')),
      SEPARATOR,
      item('library-health', t('menu.libraryHealth'), { enabled: state.isLibraryShown }),
      item('open-logs', t('menu.openLogs')),
      ...(isMac ? [] : [checkForUpdates(menus), SEPARATOR, item('about', t('menu.about'))]),
    ],
  };
}
