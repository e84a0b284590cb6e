/**
 * A note at the place that a library had before it was moved: the settings of hosts, their lists of recent
 * libraries and the place that nobody names lead to the new one by it. It is read only where there is no
 * library.
 */
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { z } from 'zod';
import { readSmallFileSync } from './door.ts';
import { writeDurably } from './durable-files.ts';
import { moveNote } from './file-names.ts';

const MoveNoteSchema = z.looseObject({
  /** The library's real path now. */
  movedTo: z.string().min(1),
  /** When, for people. */
  movedAt: z.string(),
  /** Where the file from before is kept. */
  keptAs: z.string(),
});
export type MoveNote = z.infer<typeof MoveNoteSchema>;

/** Three paths and a time, in bytes. */
const MOST_BYTES = 64 * 1024;

/** Moved on from each new place, back and forth: more often than anybody does. */
const MOST_MOVES = 16;

/**
 * Where the library went that is not at a path any more; null where no note says so. The last place that is
 * named counts, also where its disk is not connected now.
 */
export function whereMoved(absent: string): string | null {
  let place = absent;
  for (let moves = 0; moves < MOST_MOVES; moves += 1) {
    const note = readNote(place);
    if (note === null) break;
    place = note.movedTo;
    if (existsSync(place)) break;
  }
  return place === absent ? null : place;
}

/** Where a note at a library's place says that it goes: while it is there, a move has begun and not ended. */
export function notedPlace(file: string): string | null {
  return readNote(file)?.movedTo ?? null;
}

/** Says at a library's old place where it is now. */
export async function noteMove(oldFile: string, note: MoveNote): Promise<void> {
  await writeDurably(moveNote(oldFile), JSON.stringify(note, null, 2), oldFile);
}

/** Where a library comes back to, nothing leads away any more. */
export async function forgetMove(file: string): Promise<void> {
  await rm(moveNote(file), { force: true });
}

function readNote(file: string): MoveNote | null {
  try {
    const content = readSmallFileSync(moveNote(file), { maxBytes: MOST_BYTES });
    return MoveNoteSchema.parse(JSON.parse(content.toString('utf8')));
  } catch {
    // None, or none that this version can read: nothing was moved as far as it knows.
    return null;
  }
}
