/** Which library, and where what belongs to it lies: the one shape that everything is given, or a part of it. */

export interface LibraryPaths {
  /** The library; its real path once {@link ./library-file.ts} has resolved it. */
  readonly libraryFile: string;
  readonly backupsDir: string;
  readonly migrationsDir: string;
  /** Where the lock's files lie; undefined where that is beside the library. */
  readonly lockDir?: string | undefined;
}
