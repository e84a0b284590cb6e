/** What the host tells by itself: preparing the library, scans, and changes that others made. */
import type { QueryClient } from '@tanstack/react-query';
import { type ApiEvent, ApiEventSchema } from '../../shared/api.ts';
import type { LifecycleStore } from '../lifecycle/lifecycle-store.ts';
import { api } from './api-client.ts';
import {
  BACKUP_ACTIVITY_QUERY,
  BACKUP_LIST_QUERY,
  HEALTH_CHECK_QUERY,
  HEALTH_QUERY,
  LIBRARY_QUERIES,
  SCAN_QUERY,
} from './queries.ts';
import { setToldData } from './told-data.ts';

/** Whether the host can be heard: it cannot after it was stopped, or while the page wakes up. */
export type Connection = 'connecting' | 'open' | 'lost';

export class LiveEvents {
  readonly #listeners = new Set<() => void>();
  readonly #lifecycle: LifecycleStore | null;
  readonly #queries: QueryClient;
  #connection: Connection = 'connecting';

  /** @param lifecycle null where the host tells it to the page in another way */
  constructor(lifecycle: LifecycleStore | null, queries: QueryClient) {
    this.#lifecycle = lifecycle;
    this.#queries = queries;
  }

  readonly connection = (): Connection => this.#connection;

  /** Calls back when the connection changes until the returned function is called. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Begins to listen; the browser connects again by itself whenever the connection is lost. */
  listen(): void {
    const source = new EventSource('/api/events');
    source.onopen = () => void this.#catchUp();
    source.onerror = () => this.#set('lost');
    source.onmessage = ({ data }) => this.#hear(ApiEventSchema.parse(JSON.parse(String(data))));
  }

  /** What happened while nobody listened is asked for. */
  async #catchUp(): Promise<void> {
    try {
      await this.#lifecycle?.load(api.lifecycle);
      this.#set('open');
      await this.#queries.invalidateQueries();
    } catch {
      // The connection that just opened is gone again: it is opened anew.
      this.#set('lost');
    }
  }

  #hear(event: ApiEvent): void {
    switch (event.type) {
      case 'lifecycle':
        this.#lifecycle?.add(event.event);
        return;
      case 'scan':
        setToldData(this.#queries, SCAN_QUERY, event.scan);
        return;
      case 'backups':
        setToldData(this.#queries, BACKUP_ACTIVITY_QUERY, event.activity);
        if (event.activity.state === 'running') return;
        void this.#queries.invalidateQueries({ queryKey: BACKUP_LIST_QUERY });
        return;
      case 'health':
        setToldData(this.#queries, HEALTH_CHECK_QUERY, event.check);
        if (event.check.state === 'running') return;
        void this.#queries.invalidateQueries({ queryKey: HEALTH_QUERY });
        return;
      case 'library-changed':
        void this.#queries.invalidateQueries({ queryKey: LIBRARY_QUERIES });
    }
  }

  #set(connection: Connection): void {
    if (connection === this.#connection) return;
    this.#connection = connection;
    for (const listener of this.#listeners) listener();
  }
}
