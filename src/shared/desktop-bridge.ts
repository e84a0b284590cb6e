/**
 * What only a desktop has, as its pages see it: the objects that the preload scripts expose. What
 * comes from the main process is `unknown` here, because the page parses it with the schema named.
 */
import { z } from 'zod';
import { ImportedPlaylistSchema } from './api/playlists.ts';
import { ErrorReportSchema, type RecoveryAction } from './errors.ts';
import type { UpdateAction } from './updates.ts';

/** What the app does for a person on the splash when the library cannot be used. */
export const SPLASH_ACTIONS = [
  'retry',
  'previous-library',
  'choose-library',
  'free-space',
  'update-app',
  'previous-version',
  'open-logs',
  'copy-details',
  'quit',
] as const satisfies readonly RecoveryAction[];
export const SplashActionSchema = z.enum(SPLASH_ACTIONS);
export type SplashAction = z.infer<typeof SplashActionSchema>;

/** A failure inside a page that nothing there caught. */
export const PageProblemSchema = z.object({
  message: z.string().max(2_000),
  /** Where it happened; empty where that is not known. */
  stack: z.string().max(10_000),
});
export type PageProblem = z.infer<typeof PageProblemSchema>;

/** `window.fermataSplash`, exposed by src/preload/splash.ts. */
export interface SplashBridge {
  /** The one that the main process speaks. */
  readonly language: string;
  /** A LifecycleSnapshot. */
  snapshot(): Promise<unknown>;
  /** Calls back with each LifecycleEvent until the returned function is called. */
  onEvent(listener: (event: unknown) => void): () => void;
  /** Does what the person chose; settles when it is done. */
  act(action: SplashAction): Promise<void>;
  /** The paths of the folders chosen in the native dialog (ChosenFolders), none if cancelled. */
  chooseFolders(purpose: FolderPurpose): Promise<unknown>;
  /** Saves the health report where the person chooses in the native dialog (SavedReport). */
  saveReport(): Promise<unknown>;
  /** Has a failure written into the log. */
  reportProblem(problem: PageProblem): Promise<void>;
}

/** `window.fermataDesktop`, exposed by src/preload/app.ts. */
export interface AppBridge {
  /** The one that the main process speaks. */
  readonly language: string;
  /** The paths of the folders chosen in the native dialog (ChosenFolders), none if cancelled. */
  chooseFolders(purpose: FolderPurpose): Promise<unknown>;
  /** Shows the file of a track in its folder; settles when that is asked of the system. */
  showTrack(id: number): Promise<void>;
  /** Where what was dropped on the window can be scanned (DroppedMusic). */
  droppedMusic(files: readonly File[]): Promise<unknown>;
  /** Calls back with each MenuCommand until the returned function is called. */
  onMenuCommand(listener: (command: unknown) => void): () => void;
  /** Saves the health report where the person chooses in the native dialog (SavedReport). */
  saveReport(): Promise<unknown>;
  /** Has a failure written into the log. */
  reportProblem(problem: PageProblem): Promise<void>;
  /** An UpdateState. */
  updateState(): Promise<unknown>;
  /** Calls back with each UpdateState until the returned function is called. */
  onUpdateState(listener: (state: unknown) => void): () => void;
  /** Does what the person chose about an update; settles when it is done. */
  actOnUpdate(action: UpdateAction): Promise<void>;
  /** What became of playlist files opened since this was last asked (OpenedPlaylist[]). */
  takeOpenedPlaylists(): Promise<unknown>;
  /** Calls back when there are some to take until the returned function is called. */
  onPlaylistsOpened(listener: () => void): () => void;
}

export const SavedReportSchema = z.object({
  /** False where the person cancelled, or where it failed. */
  isSaved: z.boolean(),
  error: ErrorReportSchema.nullable(),
});
export type SavedReport = z.infer<typeof SavedReportSchema>;

/**
 * What folders are chosen for: those with music, the one for copies of backups or for playlists, or the place
 * where a folder is now; `new-file` chooses the file of a track.
 */
export const FolderPurposeSchema = z.enum([
  'music',
  'copies-of-backups',
  'playlists',
  'new-place',
  'new-file',
]);
export type FolderPurpose = z.infer<typeof FolderPurposeSchema>;

export const ChosenFoldersSchema = z.array(z.string().min(1));

/** What was dropped, as paths. */
export const DroppedPathsSchema = z.array(z.string().min(1)).max(10_000);

export const DroppedMusicSchema = z.object({
  /** The dropped folders, and those of the dropped audio files; none if nothing was of use. */
  folders: z.array(z.string().min(1)),
});
export type DroppedMusic = z.infer<typeof DroppedMusicSchema>;

/** Menu items for the player. */
const PLAYER_COMMANDS = [
  'play-pause',
  'next-track',
  'previous-track',
  'volume-up',
  'volume-down',
  'mute',
] as const;
export type PlayerCommand = (typeof PLAYER_COMMANDS)[number];

/** Menu items that the page itself carries out. */
export const MenuCommandSchema = z.enum([
  'new-playlist',
  'find',
  'undo',
  'redo',
  'scan-folder',
  'read-all-again',
  'back-up',
  'restore',
  ...PLAYER_COMMANDS,
  'library-health',
  'licences',
]);
export type MenuCommand = z.infer<typeof MenuCommandSchema>;

/** What became of a playlist file that was opened with Fermata. */
export const OpenedPlaylistSchema = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('imported'), playlist: ImportedPlaylistSchema }),
  z.object({ outcome: z.literal('failed'), error: ErrorReportSchema }),
]);
export type OpenedPlaylist = z.infer<typeof OpenedPlaylistSchema>;
