/**
 * The file system as proper-lockfile is given it, for the folder that is the visible lock.
 *
 * It takes the lock for stolen when the folder's time is not the one that it set. A file system keeps
 * some times otherwise than it is told: in steps of two seconds (FAT) or ten milliseconds (exFAT), and
 * only from 1980 or up to 2038, outside of which a computer with an empty battery may believe to be.
 * So what it set is what can be read back.
 */
import { mkdir, rmdir, rmdirSync, stat, utimes } from 'node:fs';
import { type Access, giveFolder } from '../files/access.ts';

type Done = (error: NodeJS.ErrnoException | null) => void;

/**
 * @param access what the folder is given: in a folder that a group shares, another member may have to
 *   clear it
 */
export function lockFolderSystem(access: Access | null) {
  return {
    ...calls,

    mkdir(path: string, done: Done): void {
      mkdir(path, (failure) => {
        if (failure !== null || access === null) return done(failure);
        try {
          giveFolder(path, access);
        } catch {
          // It was taken away again: the first heartbeat tells.
        }
        done(null);
      });
    },
  };
}

const calls = {
  rmdir,
  rmdirSync,
  stat,

  /** @param mtime is changed to the time that the folder has then */
  utimes(path: string, atime: Date, mtime: Date, done: Done): void {
    utimes(path, atime, mtime, (failure) => {
      if (failure !== null) return done(failure);
      stat(path, (error, stats) => {
        // One that is gone by now is noticed at the next heartbeat.
        if (error === null) mtime.setTime(stats.mtime.getTime());
        done(null);
      });
    });
  },
};
