/**
 * Keeps what a library cannot: definitions of other programs, and rows that refer to nothing, as SQL in
 * the quarantine beside it.
 */
import { closeSync, fsyncSync, rmdirSync, rmSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { accessBeside, createFile, makeFolder } from '../files/access.ts';
import { quarantineFolder } from '../files/file-names.ts';

const HEAD = `-- What Fermata has taken out of the library. To put something back, run its statement
-- in a SQLite shell while Fermata is closed.
`;

/**
 * Writes statements into a new file, which is on the disk when this returns.
 *
 * @param libraryFile beside which the quarantine is
 * @returns the file's path; null where there is nothing to keep
 * @throws the system error if it cannot be written
 */
export function setAside(libraryFile: string, statements: readonly string[]): string | null {
  if (statements.length === 0) return null;
  const folder = quarantineFolder(libraryFile, new Date());
  const access = accessBeside(libraryFile);
  makeFolder(folder, access);
  const file = join(folder, 'set-aside.sql');
  const descriptor = createFile(file, access);
  try {
    writeSync(descriptor, `${HEAD}${statements.map((sql) => `${sql};\n`).join('')}`);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  return file;
}

/** Removes a file of {@link setAside} again: what it keeps has stayed in the library. */
export function takeBack(file: string | null): void {
  if (file === null) return;
  rmSync(file, { force: true });
  rmdirSync(dirname(file));
}
