/** Keeps the player's queue and position where a reload and a restart find them (saved-queue.ts). */
import { api } from '../host/api-client.ts';
import { currentRow } from './play-queue.ts';
import type { Player } from './player.ts';
import {
  forgetQueue,
  readPosition,
  readQueue,
  savePlaying,
  savePosition,
  saveQueue,
  wasPlaying,
} from './saved-queue.ts';

/** The position is kept as often while a track plays; in seconds. */
const POSITION_SECONDS = 2;

export class QueueMemory {
  readonly #player: Player;
  /** The file of the library that is open; null for none. */
  #library: string | null = null;
  #saved: unknown = null;
  #seconds = 0;
  #isPlaying: boolean | null = null;

  constructor(player: Player) {
    this.#player = player;
    player.subscribe(() => this.#keep());
    window.addEventListener('pagehide', () => this.#keepPosition());
  }

  /** The library is open: what was left of it is there again, and plays on where a reload interrupted it. */
  async open(): Promise<void> {
    const interrupted = wasPlaying();
    const summary = await api.summary({}).catch(() => null);
    if (summary === null) return;
    const saved = readQueue(summary.file);
    if (saved !== null) {
      const { key } = currentRow(saved.queue);
      await this.#player.restore(saved, readPosition(key));
    }
    this.#library = summary.file;
    if (interrupted && saved !== null) this.#player.play();
    this.#keep();
  }

  /** The library is not there any more; its queue is, when it comes back. */
  close(): void {
    this.#library = null;
    this.#player.stop();
  }

  #keep(): void {
    const { queue, played, track, isPlaying, position } = this.#player.state();
    if (this.#library === null) return;
    if (isPlaying !== this.#isPlaying) savePlaying(isPlaying);
    this.#isPlaying = isPlaying;
    if (Math.abs(position - this.#seconds) >= POSITION_SECONDS || !isPlaying) this.#keepPosition();
    if (queue === this.#saved || (queue !== null && track?.id !== currentRow(queue).id)) return;
    this.#saved = queue;
    if (queue === null || track === null) forgetQueue();
    else saveQueue({ library: this.#library, path: track.path, queue, played });
  }

  #keepPosition(): void {
    const { queue, position } = this.#player.state();
    if (this.#library === null || queue === null) return;
    this.#seconds = position;
    savePosition(currentRow(queue).key, position);
  }
}
