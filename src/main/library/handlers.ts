/**
 * What the calls of a contract are answered by, in a thread of the library: a read with a connection
 * that reads, a write within a transaction that takes all of it or nothing.
 */
import type { AnswerIn, Call, Contract, Out } from '../../shared/api/define.ts';
import type { LibraryLocation } from '../lifecycle/lock/own-files.ts';
import type { Connection } from '../lifecycle/sqlite/database.ts';

declare const writable: unique symbol;

/** A connection for reading. */
export type ReadableDb = Connection;

/** The connection that writes, in a transaction. What takes a {@link ReadableDb} takes it, too. */
export type WritableDb = Connection & { readonly [writable]: true };

/** Whether a connection can write. */
export function isWritable(db: ReadableDb): db is WritableDb {
  return !db.readonly;
}

type Handler<C extends Call> = C extends { readonly kind: 'write' }
  ? (db: WritableDb, input: Out<C>) => AnswerIn<C>
  : (db: ReadableDb, input: Out<C>, library: LibraryLocation) => AnswerIn<C> | Promise<AnswerIn<C>>;

/** A handler for each call of a contract. */
export type Handlers<Api extends Contract> = { readonly [Name in keyof Api]: Handler<Api[Name]> };
