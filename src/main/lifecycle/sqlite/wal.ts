/** How much a WAL has that the library's file does not have yet. */
import { z } from 'zod';
import type { Connection } from './database.ts';

const CountsSchema = z.array(z.object({ log: z.number().int(), checkpointed: z.number().int() }));
type Counts = z.infer<typeof CountsSchema>[number];

/** How many pages are to be checkpointed; 0 where there is no WAL. */
export function pagesToCheckpoint(db: Connection): number {
  return left(counts(db, 'NOOP'));
}

/**
 * Checkpoints as many pages as no reader needs in the WAL, while other connections read and write: none
 * of their statements waits for it.
 *
 * @returns how many pages are left
 */
export function checkpointPassively(db: Connection): number {
  return left(counts(db, 'PASSIVE'));
}

/** How many frames of the WAL the file has; 0 where there is no WAL. Not within a transaction. */
export function framesCheckpointed(db: Connection): number {
  return Math.max(counts(db, 'NOOP').checkpointed, 0);
}

function counts(db: Connection, mode: 'NOOP' | 'PASSIVE'): Counts {
  const [found] = CountsSchema.parse(db.pragma(`wal_checkpoint(${mode})`));
  return found ?? { log: 0, checkpointed: 0 };
}

function left({ log, checkpointed }: Counts): number {
  return log - checkpointed;
}
