/** The main window's bridge to the main process: native dialogs and the menu. */
import { contextBridge, ipcRenderer } from 'electron';
import type { AppBridge } from '../shared/desktop-bridge.ts';
import { IPC } from '../shared/ipc-channels.ts';
import { listenTo } from './listen.ts';

const bridge: AppBridge = {
  chooseFolders: () => ipcRenderer.invoke(IPC.chooseFolders),
  onMenuCommand: (listener) => listenTo(IPC.menuCommand, listener),
  reportProblem: (problem) => ipcRenderer.invoke(IPC.appProblem, problem),
};

contextBridge.exposeInMainWorld('fermataDesktop', bridge);
