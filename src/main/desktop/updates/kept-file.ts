/**
 * A second name for the app's own file while an update replaces it: electron-updater removes the file
 * before the new one is in its place, and a full disk in between would leave no app at all.
 */
import { copyFileSync, linkSync, renameSync, rmSync } from 'node:fs';

export interface KeptFile {
  /** Puts the file back, in one step, whatever has its name now. */
  restore(): void;
  /** The new file is in place: the one before is not needed any more. */
  forget(): void;
}

/** @throws the system error if the file cannot be kept; it is as it was then */
export function keepFile(file: string): KeptFile {
  const kept = `${file}.before-update`;
  rmSync(kept, { force: true });
  try {
    linkSync(file, kept);
  } catch {
    // Not every file system can give a file two names.
    copyFileSync(file, kept);
  }
  return {
    restore: () => renameSync(kept, file),
    forget: () => rmSync(kept, { force: true }),
  };
}
