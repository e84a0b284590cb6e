/** The main window's bridge to the main process: native dialogs, the menu, updates, playlists. */
import { contextBridge, ipcRenderer } from 'electron';
import type { AppBridge } from '../shared/desktop-bridge.ts';
import { IPC } from '../shared/ipc-channels.ts';
import { act } from './act.ts';
import { listenTo } from './listen.ts';

const bridge: AppBridge = {
  chooseFolders: () => ipcRenderer.invoke(IPC.chooseFolders),
  onMenuCommand: (listener) => listenTo(IPC.menuCommand, listener),
  saveReport: () => ipcRenderer.invoke(IPC.saveReport),
  reportProblem: (problem) => ipcRenderer.invoke(IPC.appProblem, problem),
  updateState: () => ipcRenderer.invoke(IPC.updateSnapshot),
  onUpdateState: (listener) => listenTo(IPC.updateState, listener),
  actOnUpdate: (action) => act(IPC.updateAction, action),
  takeOpenedPlaylists: () => ipcRenderer.invoke(IPC.takeOpenedPlaylists),
  onPlaylistsOpened: (listener) => listenTo(IPC.playlistsOpened, listener),
};

contextBridge.exposeInMainWorld('fermataDesktop', bridge);
