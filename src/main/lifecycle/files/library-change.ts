/** Whether a library may have changed, by the times and sizes of its files; they are not opened. */
import { stat } from 'node:fs/promises';

export interface LibraryChange {
  /** When one of its files was last written. */
  readonly at: Date;
  /** Equal for as long as none of its files is written, whatever the clock shows meanwhile. */
  readonly seen: string;
}

/** An empty log is made by each process that only opens the library: it counts for nothing. */
export async function lastChange(libraryFile: string): Promise<LibraryChange> {
  const looks = await Promise.all(
    [libraryFile, `${libraryFile}-wal`].map(async (file) => {
      const stats = await stat(file).catch(() => null);
      return stats === null || stats.size === 0 ? { size: 0, mtimeMs: 0 } : stats;
    }),
  );
  return {
    at: new Date(Math.max(...looks.map(({ mtimeMs }) => mtimeMs))),
    seen: looks.map(({ size, mtimeMs }) => `${size}@${mtimeMs}`).join(' '),
  };
}
