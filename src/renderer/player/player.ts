/**
 * The player: what a person does with it, and what it shows. It belongs to the page and not to a screen, so that
 * the music goes on whatever is shown.
 */
import type { ListRow, TrackOrderQuery } from '../../shared/api/tracks.ts';
import { api } from '../host/api-client.ts';
import {
  currentId,
  currentRow,
  moved,
  movedTo,
  type PlayQueue,
  queueOfRows,
} from './play-queue.ts';
import { PlaySettingsStore } from './play-settings.ts';
import { Playback } from './playback.ts';
import { type PlayerState, PlayerStore, STOPPED } from './player-state.ts';
import { QueueControl } from './queue-control.ts';
import { insertNext, removeRows } from './queue-edits.ts';
import { readModes, type SavedQueue } from './saved-queue.ts';
import { readVolume } from './saved-volume.ts';
import { SleepTimer } from './sleep-timer.ts';

/** Further into a track than this, *Previous* leads to its beginning first; in seconds. */
const BEGINNING_SECONDS = 3;

/** How a list is to be played: as the person has set it by default. */
type PlayOrder = 'listed' | 'shuffled';

export class Player {
  /** What comes next; its edits are for menus and the queue's panel. */
  readonly queue: QueueControl;
  readonly settings = new PlaySettingsStore();
  readonly sleep: SleepTimer;
  readonly #store: PlayerStore;
  readonly #playback: Playback;

  /** @param makeAudio makes an audio element */
  constructor(makeAudio: () => HTMLAudioElement) {
    this.queue = new QueueControl({
      onChange: (queue) => this.#store.set(queue),
      onProblem: (problem) => this.#store.set({ problem }),
    });
    this.#store = new PlayerStore({
      ...STOPPED,
      ...this.queue.state,
      ...readModes(),
      volume: readVolume(),
      isMuted: false,
      sleep: null,
    });
    this.sleep = new SleepTimer(
      (sleep) => this.#store.set({ sleep }),
      () => this.pause(),
    );
    this.#playback = new Playback({
      store: this.#store,
      queue: this.queue,
      settings: this.settings,
      makeAudio,
      endsWithTrack: () => this.sleep.isWithTrack,
      onEnded: () => this.sleep.clear(),
    });
  }

  get state(): () => PlayerState {
    return this.#store.state;
  }

  get subscribe(): PlayerStore['subscribe'] {
    return this.#store.subscribe;
  }

  /** What is heard, to be recorded; null where the audio elements are heard directly. */
  get output(): AudioNode | null {
    return this.#playback.mixer.output;
  }

  /**
   * Plays a list, as it is now, to its end.
   *
   * @param first the row to begin with; null for the list's first one
   * @param order in its own order, or shuffled, from now on; as it is set by default
   */
  async playFrom(list: TrackOrderQuery, first: ListRow | null, order?: PlayOrder): Promise<void> {
    if (order !== undefined) this.queue.setNextOrder(order === 'shuffled');
    // The list takes a moment: the first track is heard meanwhile.
    const alone = first === null ? null : queueOfRows([first]);
    if (alone !== null) this.#playback.beginAnew(alone);
    const opened = await this.queue.open(list, first);
    if (opened !== null && first === null) this.#playback.beginAnew(opened);
  }

  /** Plays some tracks in their order. */
  playTracks(rows: readonly ListRow[]): void {
    const queue = queueOfRows(rows);
    if (queue === null) return;
    this.queue.setNextOrder(false);
    this.#playback.beginAnew(queue);
  }

  /** Plays some tracks now, and then what comes after the one that was played. */
  async playNow(rows: readonly ListRow[]): Promise<void> {
    const tracks = rows.map(({ id }) => ({ id, entryId: null }));
    if ((await this.queue.edit((queue) => insertNext(queue, tracks))) === null) {
      this.playTracks(tracks);
    } else {
      await this.next();
    }
  }

  /** Plays the row of the queue that has a key. */
  playRow(key: number): void {
    const queue = this.queue.queue && movedTo(this.queue.queue, key);
    if (queue !== null) this.#playback.beginAnew(queue);
  }

  /**
   * Takes rows out of the queue; where the one that is played is among them, the next one follows.
   *
   * @returns the queue before, by which it is undone
   */
  async removeRows(keys: readonly number[]): Promise<PlayQueue | null> {
    await this.queue.settled;
    const before = this.queue.queue;
    if (before === null) return null;
    const left = removeRows(before, keys);
    if (left === null) this.stop();
    else if (currentRow(left).key === currentRow(before).key) this.queue.set(left);
    else if (this.state().isPlaying) this.#playback.beginAnew(left);
    else {
      this.queue.set(left);
      await this.#playback.show(left, 0);
    }
    return before;
  }

  /** Takes back an edit of the queue; what is played goes on. */
  async undoEdit(before: PlayQueue): Promise<void> {
    const isEmpty = this.queue.queue === null;
    this.queue.undo(before);
    if (isEmpty) await this.#playback.show(before, 0);
  }

  /** Goes on with the track, or plays it again after its end or a failure. */
  play(): void {
    const { queue } = this.queue;
    if (queue === null) return;
    if (this.#playback.canGoOn) this.#playback.play();
    else this.#playback.beginAnew(queue);
  }

  pause(): void {
    this.#playback.pause();
  }

  toggle(): void {
    if (this.state().isPlaying) this.pause();
    else this.play();
  }

  async next(): Promise<void> {
    const next = this.queue.known(false) ?? (await this.queue.following(false));
    if (next !== null) this.#playback.beginAnew(next);
  }

  /** Back to the track's beginning or, from there, to the track before it. */
  previous(): void {
    const queue = this.queue.queue && moved(this.queue.queue, -1);
    if (queue === null || this.#playback.position > BEGINNING_SECONDS) this.seek(0);
    else this.#playback.beginAnew(queue);
  }

  /** @param position in seconds from the track's beginning */
  seek(position: number): void {
    this.#playback.seek(position);
  }

  /** @param volume 0 to 1; beyond, the nearest of them */
  setVolume(volume: number): void {
    this.#playback.sound.setVolume(volume);
  }

  toggleMuted(): void {
    this.#playback.sound.toggleMuted();
  }

  forgetProblem(): void {
    this.#store.set({ problem: null, moreProblems: 0 });
  }

  /** Ends playing and forgets what was played: its library is not there any more. */
  stop(): void {
    this.queue.forget();
    this.#playback.stop();
  }

  /**
   * Shows what was played when the page was left, ready to go on.
   *
   * @param position how far its track was, in seconds
   */
  async restore({ queue, played, path }: SavedQueue, position: number): Promise<void> {
    const track = await api.track({ id: currentId(queue) }).catch(() => null);
    // The ids are of this library only where they still mean the same files.
    if (this.queue.queue !== null || track?.path !== path) return;
    this.queue.restore(queue, played);
    await this.#playback.show(queue, position);
  }
}
