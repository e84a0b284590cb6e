/** The app's menu. */
import { app, Menu, type MenuItemConstructorOptions, shell } from 'electron';
import type { MenuCommand } from '../../shared/desktop-bridge.ts';
import { logsFolder } from './log.ts';

const IS_MAC = process.platform === 'darwin';

/**
 * @param onCommand carries out the items that the page knows
 * @param showBackups opens the folder of the backups
 */
export function setMenu(onCommand: (command: MenuCommand) => void, showBackups: () => void): void {
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(IS_MAC ? [{ role: 'appMenu' } as const] : []),
      fileMenu(onCommand, showBackups),
      editMenu(onCommand),
      viewMenu(),
      { role: 'windowMenu' },
      helpMenu(),
    ]),
  );
}

function fileMenu(
  onCommand: (command: MenuCommand) => void,
  showBackups: () => void,
): MenuItemConstructorOptions {
  return {
    label: '&File',
    submenu: [
      {
        id: 'scan-folder',
        label: 'Scan Folder…',
        accelerator: 'CmdOrCtrl+O',
        click: () => onCommand('scan-folder'),
      },
      { type: 'separator' },
      {
        id: 'back-up',
        label: 'Back Up Library Now',
        accelerator: 'CmdOrCtrl+B',
        click: () => onCommand('back-up'),
      },
      {
        id: 'restore',
        label: 'Restore from Backup…',
        click: () => onCommand('restore'),
      },
      {
        id: 'show-backups',
        label: 'Show Backups in Folder',
        click: showBackups,
      },
      { type: 'separator' },
      IS_MAC ? { role: 'close' } : { role: 'quit', label: 'Quit' },
    ],
  };
}

function editMenu(onCommand: (command: MenuCommand) => void): MenuItemConstructorOptions {
  return {
    label: '&Edit',
    submenu: [
      { role: 'undo' },
      { role: 'redo' },
      { type: 'separator' },
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      { role: 'selectAll' },
      { type: 'separator' },
      {
        id: 'find',
        label: 'Find',
        accelerator: 'CmdOrCtrl+F',
        click: () => onCommand('find'),
      },
    ],
  };
}

function viewMenu(): MenuItemConstructorOptions {
  return {
    label: '&View',
    submenu: [
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { type: 'separator' },
      { role: 'togglefullscreen' },
    ],
  };
}

function helpMenu(): MenuItemConstructorOptions {
  return {
    role: 'help',
    submenu: [
      {
        id: 'open-logs',
        label: 'Open Logs Folder',
        click: () => void shell.openPath(logsFolder()),
      },
      ...(IS_MAC
        ? []
        : [
            {
              label: 'About Fermata',
              click: () => app.showAboutPanel(),
            },
          ]),
    ],
  };
}
