/**
 * The queue as it was left in this window or browser: a reload and a restart go on where it was. Of a long one,
 * the part round the track that is played is kept; the library tells the rest again.
 */
import { z } from 'zod';
import { SHUFFLE_SEEDS } from '../../shared/api/queue.ts';
import { ListRowSchema, TrackOrderQuerySchema } from '../../shared/api/tracks.ts';
import type { PlayQueue, QueueSource } from './play-queue.ts';

const KEY = 'queue';

/** So many rows before and after the one that is played are kept; of those that the library cannot tell, more. */
const MOST_BEFORE = 200;
const MOST_AFTER = 1_000;
const MOST_OF_OWN = 20_000;
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
  /** The ids of what was played before, the last one last. */
  played: z.array(z.number().int()),
});

export interface SavedQueue {
  readonly library: string;
  readonly path: string;
  readonly queue: PlayQueue;
  readonly played: readonly number[];
}

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
  localStorage.removeItem(POSITION_KEY);
}

const POSITION_KEY = 'queue-position';

const PositionSchema = z.object({ key: z.number().int(), seconds: z.number().min(0) });

/** How far the row of a key was played, in seconds. */
export function readPosition(key: number): number {
  const saved = PositionSchema.safeParse(parsed(localStorage.getItem(POSITION_KEY)));
  return saved.success && saved.data.key === key ? saved.data.seconds : 0;
}

export function savePosition(key: number, seconds: number): void {
  localStorage.setItem(POSITION_KEY, JSON.stringify({ key, seconds }));
}

const PLAYING_KEY = 'is-playing';

/** Whether a reload of this page, not a restart, interrupted the music. */
export function wasPlaying(): boolean {
  return sessionStorage.getItem(PLAYING_KEY) === 'true';
}

export function savePlaying(isPlaying: boolean): void {
  sessionStorage.setItem(PLAYING_KEY, String(isPlaying));
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
  const isListed = source !== null && source.shuffle === null && unshuffled === null;
  const first = Math.max(0, position - MOST_BEFORE);
  const end = Math.min(rows.length, position + 1 + (isListed ? MOST_AFTER : MOST_OF_OWN));
  if (first === 0 && end === rows.length) return queue;
  const kept = rows.slice(first, end);
  const keys = new Set(kept.map(({ key }) => key));
  return {
    ...queue,
    rows: kept,
    position: position - first,
    source: isListed ? trimmedSource(source, rows, first, end) : source,
    unshuffled: unshuffled?.filter((key) => keys.has(key)) ?? null,
  };
}

/** What was cut off of a list in its own order is told again by the library. */
function trimmedSource(
  source: QueueSource,
  rows: PlayQueue['rows'],
  first: number,
  end: number,
): QueueSource {
  const kept = rows.slice(first, end).filter(({ from }) => from === 'list');
  const [head, tail] = [kept[0], kept.at(-1)];
  if (head === undefined || tail === undefined) return source;
  return {
    ...source,
    head: first === 0 ? source.head : { id: head.id, entryId: head.entryId },
    tail: end === rows.length ? source.tail : { id: tail.id, entryId: tail.entryId },
  };
}

function parsed(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
