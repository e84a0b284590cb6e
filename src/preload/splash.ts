/** The splash's bridge to the main process: lifecycle events in, the person's choice out. */
import { contextBridge, ipcRenderer } from 'electron';
import type { SplashBridge } from '../shared/desktop-bridge.ts';
import { IPC } from '../shared/ipc-channels.ts';
import { act } from './act.ts';
import { language } from './language.ts';
import { listenTo } from './listen.ts';

const bridge: SplashBridge = {
  language,
  snapshot: () => ipcRenderer.invoke(IPC.lifecycleSnapshot),
  onEvent: (listener) => listenTo(IPC.lifecycleEvent, listener),
  act: (action) => act(IPC.recoveryAction, action),
  chooseFolders: (purpose) => ipcRenderer.invoke(IPC.chooseFolders, purpose),
  saveReport: () => ipcRenderer.invoke(IPC.saveReport),
  reportProblem: (problem) => ipcRenderer.invoke(IPC.splashProblem, problem),
};

contextBridge.exposeInMainWorld('fermataSplash', bridge);
