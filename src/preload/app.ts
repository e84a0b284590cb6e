/** The main window's bridge to the main process: native dialogs, the menu, updates, playlists. */
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { AppBridge } from '../shared/desktop-bridge.ts';
import { IPC } from '../shared/ipc-channels.ts';
import { act } from './act.ts';
import { language } from './language.ts';
import { listenTo } from './listen.ts';

const bridge: AppBridge = {
  language,
  chooseFolders: (purpose) => ipcRenderer.invoke(IPC.chooseFolders, purpose),
  showTrack: (id) => ipcRenderer.invoke(IPC.showTrack, id),
  droppedMusic: (files) =>
    ipcRenderer.invoke(
      IPC.droppedMusic,
      // What comes from another program rather than from a disk has no path.
      files.map((file) => webUtils.getPathForFile(file)).filter((path) => path !== ''),
    ),
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
