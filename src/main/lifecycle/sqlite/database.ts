/** An open database: what connection.ts opens, and everything that reads or writes one is given. */
import type Database from 'better-sqlite3';

export type Connection = Database.Database;
