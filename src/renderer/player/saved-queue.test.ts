/** What is kept of a queue, and what is made of it when the page comes back. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { TrackOrderQuery } from '../../shared/api/tracks.ts';
import type { PlayQueue } from './play-queue.ts';
import { append, shuffled } from './queue-edits.ts';
import { partWanted, queueOf } from './queue-parts.ts';
import { readPosition, readQueue, savePosition, saveQueue, trimmed } from './saved-queue.ts';

const LIST: TrackOrderQuery = { list: { kind: 'all' }, text: '', sort: 'title', direction: 'desc' };

/** A Storage in memory: what browsers have is not there in Node. */
function memory() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

beforeEach(() => void vi.stubGlobal('localStorage', memory()));
afterEach(() => void vi.unstubAllGlobals());

function longQueue(length: number, position: number, isWhole: boolean): PlayQueue {
  const rows = Array.from({ length }, (_, index) => ({ id: index + 1, entryId: null }));
  const ends = { isBeginning: isWhole, isEnd: isWhole };
  return queueOf(LIST, { rows, position, ...ends }) ?? expect.fail('There is nothing to play.');
}

const saved = (queue: PlayQueue) => ({ library: '/a.db', path: '/song.mp3', queue, played: [4] });

test('a queue comes back as it was, with the list that it is of', () => {
  const queue = append(longQueue(50, 20, false), [{ id: 900, entryId: 3 }]);
  saveQueue(saved(queue));
  expect(readQueue('/a.db')).toEqual(saved(queue));
});

test('the queue of another library, and what cannot be understood, is left alone', () => {
  saveQueue(saved(longQueue(5, 2, true)));
  expect(readQueue('/b.db')).toBeNull();
  localStorage.setItem('queue', '{"rows":');
  expect(readQueue('/a.db')).toBeNull();
  const beyond = { ...longQueue(5, 2, true), position: 5 };
  localStorage.setItem('queue', JSON.stringify(saved(beyond)));
  expect(readQueue('/a.db')).toBeNull();
});

test('of a long list the part round the track is kept, and the rest is asked for again', () => {
  const kept = trimmed(longQueue(5_000, 3_000, true));
  expect(kept.rows).toHaveLength(1_201);
  expect(kept.rows[kept.position]?.id).toBe(3_001);
  expect(partWanted({ ...kept, position: 1_199 })).toMatchObject({ ask: { id: 4_001, before: 0 } });
  expect(partWanted({ ...kept, position: 3 })).toMatchObject({ ask: { id: 2_801, after: 0 } });
});

test('of a shuffled list all that is to come is kept, in its order', () => {
  const queue = shuffled(longQueue(3_000, 0, true), 1);
  expect(trimmed(queue)).toEqual(queue);
});

test('a position is that of the row that it was kept for', () => {
  savePosition(7, 61.5);
  expect(readPosition(7)).toBe(61.5);
  expect(readPosition(8)).toBe(0);
});
