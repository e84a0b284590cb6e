/**
 * Brings together what the pages and the desktop's menu listen to: the preparation, work on backups,
 * and the library once it is open.
 */
import type { ApiEvent } from '../../../shared/api/events.ts';
import type { LibraryBackups } from '../backups/library-backups.ts';
import type { HealthService } from '../health/health-service.ts';
import type { Library } from '../library.ts';
import type { LifecycleFeed } from './lifecycle-feed.ts';

export class ApiEvents {
  readonly #listeners = new Set<(event: ApiEvent) => void>();
  #followed: Library | null = null;
  #unfollow = () => {};

  readonly #backups: LibraryBackups;
  readonly #health: HealthService;

  constructor(
    lifecycle: LifecycleFeed,
    library: () => Library | null,
    backups: LibraryBackups,
    health: HealthService,
  ) {
    this.#backups = backups;
    this.#health = health;
    backups.onActivity((activity) => this.#tell({ type: 'backups', activity }));
    health.onCheck((check) => this.#tell({ type: 'health', check }));
    lifecycle.subscribe((event) => {
      this.#tell({ type: 'lifecycle', event });
      this.follow(library());
    });
  }

  /** Listens to the library that is open now, instead of to the one before. */
  follow(library: Library | null): void {
    if (library === this.#followed) return;
    this.#unfollow();
    this.#followed = library;
    const unsubscribes = [
      library?.onScan((scan) => this.#tell({ type: 'scan', scan })),
      library?.onChanged((change) => this.#tell({ type: 'changed', change })),
    ];
    this.#unfollow = () => {
      for (const unsubscribe of unsubscribes) unsubscribe?.();
    };
  }

  /** Calls back with each event until the returned function is called; first with the scan's state. */
  subscribe(listener: (event: ApiEvent) => void): () => void {
    this.#listeners.add(listener);
    listener({ type: 'backups', activity: this.#backups.activity });
    listener({ type: 'health', check: this.#health.check });
    if (this.#followed !== null) listener({ type: 'scan', scan: this.#followed.scanState() });
    return () => this.#listeners.delete(listener);
  }

  #tell(event: ApiEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}
