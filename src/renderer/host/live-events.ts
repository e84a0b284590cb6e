/** What the host tells by itself: preparing the library, scans, and changes that others made. */
import type { QueryClient } from '@tanstack/react-query';
import type { Subject } from '../../shared/api/define.ts';
import { type ApiEvent, ApiEventSchema } from '../../shared/api/events.ts';
import type { LifecycleStore } from '../lifecycle/lifecycle-store.ts';
import { apiAddress } from './api-address.ts';
import { api } from './api-client.ts';
import { applyChange } from './changes.ts';
import { isMadeOld, keyOf } from './queries.ts';
import { setReportedData } from './reported-data.ts';

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
    const source = new EventSource(apiAddress('/api/events'));
    source.onopen = () => void this.#catchUp();
    source.onerror = () => this.#set('lost');
    source.onmessage = ({ data }) => this.#receive(ApiEventSchema.parse(JSON.parse(String(data))));
  }

  /** What happened while nobody listened is asked for. */
  async #catchUp(): Promise<void> {
    try {
      await this.#lifecycle?.load(() => api.lifecycle({}));
      this.#set('open');
      await this.#queries.invalidateQueries();
    } catch {
      // The connection that just opened is gone again: it is opened anew.
      this.#set('lost');
    }
  }

  #receive(event: ApiEvent): void {
    switch (event.type) {
      case 'lifecycle':
        this.#lifecycle?.add(event.event);
        return;
      case 'scan':
        setReportedData(this.#queries, keyOf(api.scan, {}), event.scan);
        return;
      case 'backups':
        setReportedData(this.#queries, keyOf(api.backupActivity, {}), event.activity);
        if (event.activity.state === 'running') return;
        this.#makeOld('backups');
        return;
      case 'health':
        setReportedData(this.#queries, keyOf(api.healthCheck, {}), event.check);
        if (event.check.state === 'running') return;
        this.#makeOld('health');
        return;
      case 'changed':
        void applyChange(this.#queries, event.change);
    }
  }

  #makeOld(subject: Subject): void {
    void this.#queries.invalidateQueries({
      predicate: ({ queryKey }) => isMadeOld(queryKey, [subject]),
    });
  }

  #set(connection: Connection): void {
    if (connection === this.#connection) return;
    this.#connection = connection;
    for (const listener of this.#listeners) listener();
  }
}
