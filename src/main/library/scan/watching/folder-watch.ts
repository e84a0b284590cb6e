/**
 * Watches one folder with all that is below it. What it tells is a hint of where to look: events come late,
 * twice or not at all, and what is true is what a scan finds there.
 */
import { lstat, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { CannotWatchReason } from '../../../../shared/api/watching.ts';
import { isNetworkFolder } from '../../../lifecycle/files/file-system.ts';

export interface FolderWatch {
  /** Whether all that is below it is watched; where not, watching it anew does that. */
  readonly isWhole: boolean;
  /** Settles once nothing is watched any more. */
  readonly stop: () => Promise<void>;
}

/** A folder cannot be watched: it is looked at from time to time instead. */
export class CannotWatch extends Error {
  readonly reason: CannotWatchReason;

  constructor(reason: CannotWatchReason, cause?: unknown) {
    super('The folder cannot be watched.', { cause });
    this.reason = reason;
  }
}

/**
 * Linux watches each folder by itself. Of one that comes later, the watcher takes in what is directly in it: not
 * the folders that it was moved with, and those that it knew by its former name it goes on calling by that.
 */
const WATCHES_ONE_BY_ONE = process.platform === 'linux';

/**
 * Begins to watch a folder.
 *
 * @param onChange called with the path of what was made, changed or removed, as it lies below `folder`
 * @param onFailure called once where it can be watched no longer
 * @throws CannotWatch
 */
export async function watchFolder(
  folder: string,
  onChange: (path: string) => void,
  onFailure: (error: CannotWatch) => void,
): Promise<FolderWatch> {
  // Of what another computer does there, this one's kernel knows nothing.
  if (await isNetworkFolder(folder)) throw new CannotWatch('share');
  try {
    const real = await realpath(folder);
    // A start does not wait for it, and most command lines never need it.
    const { default: watcher } = await import('@parcel/watcher');
    let isWhole = true;
    const subscription = await watcher.subscribe(real, (error, events) => {
      if (error !== null) return onFailure(cannotWatch(error));
      for (const { path, type } of events) {
        onChange(belowFolder(folder, real, path));
        if (WATCHES_ONE_BY_ONE && type === 'create') {
          void isFolder(path).then((is) => {
            if (is) isWhole = false;
          });
        }
      }
    });
    return {
      get isWhole() {
        return isWhole;
      },
      stop: () => subscription.unsubscribe(),
    };
  } catch (error) {
    throw cannotWatch(error);
  }
}

/** Which folder a path leads to now, across disks; null where it leads to none. */
export async function identityOf(folder: string): Promise<string | null> {
  try {
    const stats = await stat(folder, { bigint: true });
    return stats.isDirectory() ? `${stats.dev}:${stats.ino}` : null;
  } catch {
    return null;
  }
}

async function isFolder(path: string): Promise<boolean> {
  return lstat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
}

/** Events have the real path, and the library the one that a person gave. */
function belowFolder(folder: string, real: string, path: string): string {
  if (path === real) return folder;
  return path.startsWith(real + sep) ? join(folder, path.slice(real.length + 1)) : path;
}

function cannotWatch(error: unknown): CannotWatch {
  if (error instanceof CannotWatch) return error;
  const message = error instanceof Error ? error.message : String(error);
  // inotify(7): ENOSPC is the limit of watches, EMFILE that of instances.
  const isLimit = /No space left on device|Too many open files/.test(message);
  return new CannotWatch(isLimit ? 'limit' : 'system', error);
}
