/**
 * The queue as it was left in this window or browser: a reload and a restart go on where it was. Of a long one,
 * the part round the track that is played is kept; the library tells the rest again.
 */
import { z } from 'zod';
import { SHUFFLE_SEEDS } from '../../shared/api/queue.ts';
import { ListRowSchema, TrackOrderQuerySchema } from '../../shared/api/tracks.ts';
import type { PlayQueue, QueueSource } from './play-queue.ts';

const KEY = 'queue';

/** So many rows before and after the one that is played are kept. */
const MOST_BEFORE = 200;
const MOST_AFTER = 1_000;
/** So many tracks of the history are kept. */
export const MOST_PLAYED = 100;

const QueueRowSchema = ListRowSchema.extend({
  key: z.number().int(),
  from: z.enum(['list', 'person', 'end']),
});

const SourceSchema = z.object({
  list: TrackOrderQuerySchema,
  head: ListRowSchema.nullable(),
  tail: ListRowSchema.nullable(),
  shuffle: z
    .object({
      seed: z
        .number()
        .int()
        .min(0)
        .max(SHUFFLE_SEEDS - 1),
      after: z.number().int().nullable(),
    })
    .nullable(),
});

const QueueSchema = z
  .object({
    rows: z.array(QueueRowSchema).min(1),
    position: z.number().int().min(0),
    source: SourceSchema.nullable(),
    left: z.array(z.number().int()),
    unshuffled: z.array(z.number().int()).nullable(),
    nextKey: z.number().int(),
  })
  .refine(({ rows, position }) => position < rows.length);

const SavedSchema = z.object({
  /** The library that the ids are of, and the file of the track, which says whether they still are. */
  library: z.string(),
  path: z.string(),
  queue: QueueSchema,
  /** How far the track was, in seconds. */
  position: z.number().min(0),
  played: z.array(z.number().int()),
});
export type SavedQueue = z.infer<typeof SavedSchema>;

const ModesSchema = z
  .object({ repeat: z.enum(['off', 'all', 'one']), isShuffled: z.boolean() })
  .catch({ repeat: 'off', isShuffled: false });
type Modes = z.infer<typeof ModesSchema>;

/** What was left for a library; null where nothing was, or what is there cannot be understood. */
export function readQueue(library: string): SavedQueue | null {
  const saved = SavedSchema.safeParse(parsed(localStorage.getItem(KEY)));
  return saved.success && saved.data.library === library ? saved.data : null;
}

/** Keeps a queue; a browser that has no room for it keeps none. */
export function saveQueue({ queue, ...saved }: SavedQueue): void {
  try {
    localStorage.setItem(KEY, JSON.stringify({ ...saved, queue: trimmed(queue) }));
  } catch {
    localStorage.removeItem(KEY);
  }
}

export function forgetQueue(): void {
  localStorage.removeItem(KEY);
}

const MODES_KEY = 'play-modes';

export function readModes(): Modes {
  return ModesSchema.parse(parsed(localStorage.getItem(MODES_KEY)));
}

export function saveModes({ repeat, isShuffled }: Modes): void {
  localStorage.setItem(MODES_KEY, JSON.stringify({ repeat, isShuffled }));
}

/** The part of a queue that is kept. */
export function trimmed(queue: PlayQueue): PlayQueue {
  const { rows, position, source, unshuffled } = queue;
  const first = Math.max(0, position - MOST_BEFORE);
  const end = Math.min(rows.length, position + 1 + MOST_AFTER);
  if (first === 0 && end === rows.length) return queue;
  const kept = rows.slice(first, end);
  const keys = new Set(kept.map(({ key }) => key));
  return {
    ...queue,
    rows: kept,
    position: position - first,
    source: source && trimmedSource(source, queue, first, end),
    unshuffled: unshuffled && unshuffled.filter((key) => keys.has(key)),
  };
}

/** What was cut off of a list in its own order is told again; of a shuffled one, what lies behind is played. */
function trimmedSource(
  source: QueueSource,
  { rows, unshuffled }: PlayQueue,
  first: number,
  end: number,
): QueueSource {
  const isListed = source.shuffle === null && unshuffled === null;
  const kept = rows.slice(first, end).filter(({ from }) => from === 'list');
  const bare = ({ id, entryId }: (typeof rows)[number]) => ({ id, entryId });
  const [head, tail] = [kept[0], kept.at(-1)];
  if (!isListed || head === undefined || tail === undefined) return source;
  return {
    ...source,
    head: first === 0 ? source.head : bare(head),
    tail: end === rows.length ? source.tail : bare(tail),
  };
}

function parsed(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
