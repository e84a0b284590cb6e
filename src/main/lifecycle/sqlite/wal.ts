/** How much a WAL has that the library's file does not have yet. */
import { z } from 'zod';
import type { Connection } from './database.ts';

const CountsSchema = z.array(z.object({ log: z.number().int(), checkpointed: z.number().int() }));

/** How many pages are to be checkpointed; 0 where there is no WAL. */
export function pagesToCheckpoint(db: Connection): number {
  return checkpointed(db, 'NOOP');
}

/**
 * Checkpoints as many pages as no reader needs in the WAL, while other connections read and write: none
 * of their statements waits for it.
 *
 * @returns how many pages are left
 */
export function checkpointPassively(db: Connection): number {
  return checkpointed(db, 'PASSIVE');
}

function checkpointed(db: Connection, mode: 'NOOP' | 'PASSIVE'): number {
  const [counts] = CountsSchema.parse(db.pragma(`wal_checkpoint(${mode})`));
  return counts === undefined ? 0 : counts.log - counts.checkpointed;
}
