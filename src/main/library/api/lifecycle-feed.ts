/** Keeps what happened while the library was prepared, for pages that connect late. */
import type { LifecycleSnapshot } from '../../../shared/api/lifecycle.ts';
import type { LifecycleEvent } from '../../../shared/lifecycle-events.ts';

export class LifecycleFeed {
  readonly #startedAt = new Date().toISOString();
  readonly #listeners = new Set<(event: LifecycleEvent) => void>();
  #events: LifecycleEvent[] = [];

  /** Records an event and tells every listener. */
  push(event: LifecycleEvent): void {
    const last = this.#events.at(-1);
    // A backup has thousands of these: the latest of a run of them says what all before said.
    if (last !== undefined && isUpdateOf(event, last)) this.#events.pop();
    this.#events.push(event);
    for (const listener of this.#listeners) listener(event);
  }

  /** Everything that happened, with only the latest of each run of progress. */
  snapshot(): LifecycleSnapshot {
    return { events: [...this.#events], startedAt: this.#startedAt };
  }

  /** Calls back with each event from now on until the returned function is called. */
  subscribe(listener: (event: LifecycleEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

function isUpdateOf(event: LifecycleEvent, last: LifecycleEvent): boolean {
  if (event.event === 'progress') return last.event === 'progress' && last.phase === event.phase;
  return event.event === 'waiting' && last.event === 'waiting';
}
