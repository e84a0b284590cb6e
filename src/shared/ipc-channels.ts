/** The names of the desktop app's IPC channels. Free of imports: the sandboxed preload bundles it. */
export const IPC = {
  /** splash → main, answered with a LifecycleSnapshot. */
  lifecycleSnapshot: 'lifecycle:snapshot',
  /** main → splash: one LifecycleEvent. */
  lifecycleEvent: 'lifecycle:event',
  /** splash → main: a SplashAction that the person chose. */
  recoveryAction: 'recovery:action',
  /** splash → main, app → main: a FolderPurpose, answered with the folders chosen in the native dialog. */
  chooseFolders: 'dialog:choose-folders',
  /** app → main: the id of a track, whose file is shown in its folder. */
  showTrack: 'tracks:show-in-folder',
  /** app → main: the paths of what was dropped on the window, answered with DroppedMusic. */
  droppedMusic: 'drop:music',
  /** main → app: one MenuCommand. */
  menuCommand: 'menu:command',
  /** splash → main, app → main: a PageProblem. */
  splashProblem: 'problem:splash',
  appProblem: 'problem:app',
  /** app → main, answered with the UpdateState. */
  updateSnapshot: 'update:snapshot',
  /** main → app: the UpdateState, whenever it changes. */
  updateState: 'update:state',
  /** app → main: an UpdateAction that the person chose. */
  updateAction: 'update:action',
  /** main → app: there are OpenedPlaylists to take. */
  playlistsOpened: 'playlists:opened',
  /** app → main, answered with the OpenedPlaylists since it was last asked. */
  takeOpenedPlaylists: 'playlists:take-opened',
  /** splash → main, app → main: answered with a SavedReport. */
  saveReport: 'health:save-report',
} as const;

/** What a window's process is started with: before the language that the main process speaks. */
export const LANGUAGE_ARGUMENT = '--fermata-language=';
