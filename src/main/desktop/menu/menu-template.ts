/**
 * The app's menu as plain data, for each platform and each state of the app. To add an item, name it
 * in `MenuItemId`, place it below, and say what it does (menu-actions.ts).
 */
import type { MenuItemConstructorOptions } from 'electron';
import { commandKeys, commandLabel } from '../../../shared/commands.ts';
import type { MenuCommand } from '../../../shared/desktop-bridge.ts';
import { t } from '../../../shared/words/words.ts';

/** The items that are Fermata's own; the rest are roles that the system carries out. */
export type MenuItemId =
  | 'about'
  | 'check-for-updates'
  | 'clear-recent'
  | 'new-library'
  | 'open-library'
  | 'open-logs'
  | 'releases'
  | 'report-issue'
  | 'show-backups'
  | 'website'
  | MenuCommand;

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
  /** One that the page carries out, with its title and keys from there; off without a library. */
  readonly command: (id: MenuCommand, more?: Item) => Item;
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
  const item: Menus['item'] = (id, label, more = {}) => ({
    id,
    label,
    click: () => actions[id](),
    ...more,
  });
  const menus: Menus = {
    isMac: platform === 'darwin',
    state,
    actions,
    item,
    command: (id, more = {}) =>
      item(id, commandLabel(id), {
        ...acceleratorOf(id),
        enabled: state.isLibraryShown,
        ...more,
      }),
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

/** A command's keys as Electron writes them. */
function acceleratorOf(id: MenuCommand): Item {
  const keys = commandKeys(id);
  return keys === null ? {} : { accelerator: keys.replace('Mod', 'CmdOrCtrl') };
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
  const { isMac, state, item, command } = menus;
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
      command('new-playlist'),
      command('scan-folder', { enabled: isLibraryShown && !isScanning }),
      command('read-all-again', { enabled: isLibraryShown && !isScanning }),
      SEPARATOR,
      command('back-up', { enabled: canWorkOnBackups }),
      command('restore', { enabled: canWorkOnBackups }),
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

function editMenu({ state, command }: Menus): Item {
  // What a page undoes is its last edit, or what was typed; elsewhere there are only fields.
  const undo = (id: 'undo' | 'redo'): Item =>
    state.isLibraryShown
      ? command(id, { registerAccelerator: false })
      : { role: id, label: commandLabel(id) };
  return {
    role: 'editMenu',
    label: t('menu.edit'),
    submenu: [
      undo('undo'),
      undo('redo'),
      SEPARATOR,
      { role: 'cut', label: t('menu.cut') },
      { role: 'copy', label: t('menu.copy') },
      { role: 'paste', label: t('menu.paste') },
      { role: 'delete', label: t('menu.delete') },
      { role: 'selectAll', label: t('menu.selectAll') },
      SEPARATOR,
      command('find'),
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
function controlsMenu({ isMac, command }: Menus): Item {
  // macOS would take the space from every text field.
  const space: Item = isMac ? { accelerator: '' } : { registerAccelerator: false };
  return {
    label: t('menu.controls'),
    submenu: [
      command('play-pause', space),
      command('next-track'),
      command('previous-track'),
      SEPARATOR,
      command('volume-up'),
      command('volume-down'),
      command('mute'),
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
  const { isMac, item, command } = menus;
  return {
    role: 'help',
    label: t('menu.help'),
    submenu: [
      item('website', t('menu.website')),
      item('releases', t('menu.releases')),
      item('report-issue', t('menu.reportIssue')),
      SEPARATOR,
      command('library-health'),
      command('licences'),
      item('open-logs', t('menu.openLogs')),
      ...(isMac ? [] : [checkForUpdates(menus), SEPARATOR, item('about', t('menu.about'))]),
    ],
  };
}
