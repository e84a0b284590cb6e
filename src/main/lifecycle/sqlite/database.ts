/** An open database: what connection.ts opens, and everything that reads or writes one is given. */
import type Database from 'better-sqlite3';

export type Connection = Database.Database;

/** Connections that see a file as it was when they were opened, by another name, with the file's. */
const snapshots = new WeakMap<Connection, string>();

/** Says that a connection is a snapshot of a file. */
export function setSnapshotOf(db: Connection, file: string): void {
  snapshots.set(db, file);
}

/** Whether a connection sees its file as it was when it was opened, and takes no locks on it. */
export function isSnapshot(db: Connection): boolean {
  return snapshots.has(db);
}

/** The path of the file that a connection reads. */
export function fileOf(db: Connection): string {
  return snapshots.get(db) ?? db.name;
}
