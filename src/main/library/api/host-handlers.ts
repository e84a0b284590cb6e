/** The answers of the main process: preparing the library, scans, backups and health. */
import type { hostContract } from '../../../shared/api/contract.ts';
import type { AnswerIn, Contract, Out } from '../../../shared/api/define.ts';
import type { ScanState } from '../../../shared/api/scan.ts';
import type { FolderWatchState } from '../../../shared/api/watching.ts';
import type { AnotherTry } from '../../../shared/ways-on.ts';
import type { LibraryBackups } from '../backups/library-backups.ts';
import type { HealthService } from '../health/health-service.ts';
import type { Library } from '../library.ts';
import type { ScanRequest } from '../scan/scan-state.ts';
import type { LifecycleFeed } from './lifecycle-feed.ts';

type HostHandlers<Api extends Contract> = {
  readonly [Name in keyof Api]: (
    input: Out<Api[Name]>,
  ) => AnswerIn<Api[Name]> | Promise<AnswerIn<Api[Name]>>;
};

export interface HostServices {
  readonly lifecycle: LifecycleFeed;
  /** The open library; throws where there is none. */
  readonly openLibrary: () => Library;
  /** Prepares the library again after that failed; how it goes is told as events. */
  readonly retry: (another: AnotherTry) => void;
  /** Its backups: there also while the library is not, to restore one. */
  readonly backups: LibraryBackups;
  /** How it is: there also while it cannot be opened. */
  readonly health: HealthService;
  /** How its music folders are watched. */
  readonly watchStates: () => readonly FolderWatchState[];
}

/** Makes the handlers. Work goes on after its answer, and how it goes is an event. */
export function createHostHandlers(services: HostServices): HostHandlers<typeof hostContract> {
  const { lifecycle, openLibrary, backups, health } = services;
  return {
    lifecycle: () => lifecycle.snapshot(),
    retry: (another) => {
      services.retry(another);
      return lifecycle.snapshot();
    },
    scan: () => openLibrary().scanState(),
    startScan: (request) => startScan(openLibrary(), request),
    cancelScan: () => {
      const library = openLibrary();
      library.cancelScan();
      return library.scanState();
    },
    backups: () => backups.list(),
    backupActivity: () => backups.activity,
    dismissBackupActivity: () => backups.dismiss(),
    wayBack: () => backups.wayBack(),
    waysOn: () => backups.waysOn(),
    backupDifference: ({ id }) => backups.difference(id),
    backUp: ({ note }) => backups.backUp('manual', note),
    verifyBackups: () => backups.verify(),
    restore: ({ id }) => backups.restore(id),
    salvage: () => backups.salvage(),
    saveBackupSettings: (settings) => backups.saveSettings(settings),
    health: () => health.read(),
    healthCheck: () => health.check,
    startCheck: ({ depth }) => health.start(depth),
    cancelCheck: () => health.cancel(),
    watching: async () => {
      const { isOn } = await openLibrary().calls.watchedFolders({});
      return { isOn, folders: [...services.watchStates()] };
    },
    fileTags: ({ id }) => openLibrary().fileTags(id),
    editTags: ({ edits }) => openLibrary().editTags(edits),
    restoreTags: ({ edits }) => openLibrary().restoreTags(edits),
    exportPlaylists: (request) => openLibrary().exportPlaylists(request),
  };
}

/** Starts a scan; settles when it runs, or when it was refused or is over already. */
function startScan(
  library: Library,
  { folders, acceptsMissing, readsAll }: ScanRequest,
): Promise<ScanState> {
  return new Promise((resolve, reject) => {
    library.scan(folders, { acceptsMissing, readsAll, onState: resolve }).then(resolve, reject);
  });
}
