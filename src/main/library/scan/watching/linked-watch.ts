/**
 * Folders outside of the music folders that links in these lead to. The system does not follow links, so that
 * each is watched by itself; what cannot be watched is looked at from time to time.
 */
import { CannotWatch, type FolderWatch, identityOf, watchFolder } from './folder-watch.ts';

interface Linked {
  /** Which folder the link led to when it began to be watched. */
  readonly identity: string | null;
  /** Null where it cannot be watched. */
  watch: FolderWatch | null;
  /** When all of it was looked at last, by a clock that never jumps. */
  lookedAt: number;
}

export class LinkedWatch {
  readonly #onChange: (path: string) => void;
  readonly #links = new Map<string, Linked>();

  /** @param onChange called with the path of what has changed, as it lies below the link */
  constructor(onChange: (path: string) => void) {
    this.#onChange = onChange;
  }

  /** Watches the folders that links lead to, and no others. All of one that was not watched has changed. */
  async follow(links: readonly string[]): Promise<void> {
    for (const [link, linked] of this.#links) {
      const identity = await identityOf(link);
      const isCurrent = links.includes(link) && linked.identity === identity;
      // One that came with folders of its own is not watched as a whole.
      if (isCurrent && linked.watch?.isWhole !== false) continue;
      this.#letGo(link);
      if (!isCurrent) this.#onChange(link);
    }
    for (const link of links) if (!this.#links.has(link)) await this.#watch(link);
  }

  /** The links whose folders are to be looked at, because they cannot be watched. */
  due(pollMs: number): string[] {
    const now = performance.now();
    const due = [...this.#links].filter(
      ([, { watch, lookedAt }]) => watch === null && now - lookedAt >= pollMs,
    );
    for (const [, linked] of due) linked.lookedAt = now;
    return due.map(([link]) => link);
  }

  stop(): void {
    for (const link of this.#links.keys()) this.#letGo(link);
  }

  async #watch(link: string): Promise<void> {
    const identity = await identityOf(link);
    const linked: Linked = { identity, watch: null, lookedAt: performance.now() };
    this.#links.set(link, linked);
    try {
      const onFailure = () => {
        linked.watch = null;
      };
      const watch = await watchFolder(link, this.#onChange, onFailure);
      // It may have been let go of meanwhile.
      if (this.#links.get(link) === linked) linked.watch = watch;
      else await watch.stop();
      this.#onChange(link);
    } catch (error) {
      if (!(error instanceof CannotWatch)) throw error;
    }
  }

  #letGo(link: string): void {
    const linked = this.#links.get(link);
    this.#links.delete(link);
    // What cannot be let go of ends with the process.
    void linked?.watch?.stop().catch(() => {});
  }
}
