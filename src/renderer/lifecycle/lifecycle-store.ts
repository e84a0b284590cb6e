/**
 * How preparing the library goes, as a page knows it: a snapshot of what happened before the page
 * was there, and each event since.
 */
import type { LifecycleSnapshot } from '../../shared/api/lifecycle.ts';
import type { LifecycleEvent } from '../../shared/lifecycle-events.ts';
import {
  INITIAL_LIFECYCLE_VIEW,
  type LifecycleView,
  reduceLifecycle,
} from '../../shared/lifecycle-view.ts';

export interface LifecycleState {
  readonly view: LifecycleView;
  /** When preparing began, in milliseconds since 1970; null until it is known. */
  readonly startedAt: number | null;
}

export class LifecycleStore {
  readonly #listeners = new Set<() => void>();
  #state: LifecycleState = { view: INITIAL_LIFECYCLE_VIEW, startedAt: null };
  /** Events that came while a snapshot was asked for; null when none is. */
  #early: LifecycleEvent[] | null = null;

  /** The current state: the same object until something changes. */
  readonly state = (): LifecycleState => this.#state;

  /** Calls back after each change until the returned function is called. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /**
   * Takes over a snapshot, and the events that come while it is on its way. An event that is in
   * both does no harm: the last one of each kind decides what is shown.
   */
  async load(snapshot: () => Promise<LifecycleSnapshot>): Promise<void> {
    const early: LifecycleEvent[] = [];
    this.#early = early;
    try {
      const { events, startedAt } = await snapshot();
      const view = [...events, ...early].reduce(reduceLifecycle, INITIAL_LIFECYCLE_VIEW);
      this.#set({ view, startedAt: Date.parse(startedAt) });
    } finally {
      if (this.#early === early) this.#early = null;
    }
  }

  add(event: LifecycleEvent): void {
    this.#early?.push(event);
    const { view, startedAt } = this.#state;
    const isTriedAgain = view.state === 'failed' && event.event === 'phase';
    this.#set({
      view: reduceLifecycle(view, event),
      startedAt: isTriedAgain ? Date.now() : startedAt,
    });
  }

  #set(state: LifecycleState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
