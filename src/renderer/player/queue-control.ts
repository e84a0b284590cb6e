/**
 * The queue of the player, what a person does to it, and what comes next. What it needs of the library is asked
 * for beforehand, so that the next track can begin where the one before ends.
 */
import type { ListRow, TrackOrderQuery } from '../../shared/api/tracks.ts';
import { type FermataError, toFermataError } from '../../shared/errors.ts';
import { currentRow, isEnd, isWhole, moved, type PlayQueue, type Repeat } from './play-queue.ts';
import { restored, shuffled, unshuffled } from './queue-edits.ts';
import { askAgain, askForList, askForShuffledList, askUnshuffled } from './queue-lists.ts';
import { askForPart, newSeed, partWanted } from './queue-parts.ts';
import { MOST_PLAYED, readModes, saveModes } from './saved-queue.ts';

export interface QueueState {
  /** Null where nothing was chosen yet. */
  readonly queue: PlayQueue | null;
  /** The ids of the tracks that were played, the last one last. */
  readonly played: readonly number[];
  readonly repeat: Repeat;
  readonly isShuffled: boolean;
  readonly hasNext: boolean;
}

interface QueueControlOptions {
  readonly onChange: (state: QueueState) => void;
  readonly onProblem: (problem: FermataError) => void;
}

export class QueueControl {
  readonly #options: QueueControlOptions;
  #state: QueueState;
  /** Counts the queues: what is on its way for an earlier one is late. */
  #turn = 0;
  /** Settles when the queue has what is played next. */
  #listing: Promise<void> = Promise.resolve();

  constructor(options: QueueControlOptions) {
    this.#options = options;
    this.#state = { queue: null, played: [], hasNext: false, ...readModes() };
  }

  get state(): QueueState {
    return this.#state;
  }

  get queue(): PlayQueue | null {
    return this.#state.queue;
  }

  /** Settles when nothing is on its way any more that would change what is played next. */
  get settled(): Promise<void> {
    return this.#listing;
  }

  /**
   * Takes a list for the queue.
   *
   * @param first the row that is played first; null for the first of the list, or of its shuffled order
   * @returns the queue; null where there is nothing to play, or another one was chosen meanwhile
   */
  async open(list: TrackOrderQuery, first: ListRow | null): Promise<PlayQueue | null> {
    this.#turn += 1;
    const turn = this.#turn;
    const ask = this.#state.isShuffled ? askForShuffledList : askForList;
    const opening = ask(list, first);
    this.#listing = opening.then(
      () => {},
      () => {},
    );
    try {
      const queue = await opening;
      if (turn !== this.#turn || queue === null) return null;
      this.set(queue);
      return queue;
    } catch (error) {
      if (turn === this.#turn) this.#options.onProblem(toFermataError(error));
      return null;
    }
  }

  /** Takes a queue, and asks for what it needs. */
  set(queue: PlayQueue): void {
    this.#turn += 1;
    this.#put({ queue });
    this.#listing = this.#extend();
  }

  /** Takes the queue, its rows as they are, to another of them. */
  go(queue: PlayQueue): void {
    const before = this.queue;
    const played = before === null ? [] : [...this.#state.played, currentRow(before).id];
    this.#put({ played: played.slice(-MOST_PLAYED) });
    this.set(queue);
  }

  /**
   * Edits the queue, once what is on its way for it is there.
   *
   * @returns the queue before, by which it is undone; null where there is none
   */
  async edit(edit: (queue: PlayQueue) => PlayQueue): Promise<PlayQueue | null> {
    await this.#listing;
    const before = this.queue;
    if (before !== null) this.set(edit(before));
    return before;
  }

  /** Takes back an edit; what is played goes on. */
  undo(before: PlayQueue): void {
    this.set(this.queue === null ? before : restored(before, this.queue));
  }

  /** What was left by the page before. */
  restore(queue: PlayQueue, played: readonly number[]): void {
    this.#put({ played });
    this.set(queue);
  }

  forget(): void {
    this.#turn += 1;
    this.#put({ queue: null, played: [] });
  }

  setRepeat(repeat: Repeat): void {
    this.#put({ repeat });
    saveModes(this.#state);
  }

  /** @param isShuffled how the next list is played; the queue is left as it is */
  setNextOrder(isShuffled: boolean): void {
    this.#put({ isShuffled });
    saveModes(this.#state);
  }

  /** Shuffles the rows that follow, or puts all back into the order of their list. */
  async setShuffled(isShuffled: boolean): Promise<void> {
    if (isShuffled === this.#state.isShuffled) return;
    this.setNextOrder(isShuffled);
    await this.#listing;
    const { queue } = this;
    if (queue === null) return;
    if (isShuffled) return this.set(shuffled(queue, newSeed()));
    const known = unshuffled(queue);
    if (known !== null) return this.set(known);
    const turn = this.#turn;
    try {
      const listed = await askUnshuffled(queue);
      if (turn === this.#turn && listed !== null) this.set(listed);
    } catch (error) {
      this.#options.onProblem(toFermataError(error));
    }
  }

  /** What is played next as far as that is known: to be prepared. */
  known(isByItself: boolean): PlayQueue | null {
    const { queue, repeat, isShuffled } = this.#state;
    if (queue === null) return null;
    if (isByItself && repeat === 'one') return queue;
    const next = moved(queue, 1);
    if (next !== null || repeat === 'off' || isShuffled || !isWhole(queue)) return next;
    return { ...queue, position: 0 };
  }

  /**
   * What is played next.
   *
   * @param isByItself whether the track before has ended, and no person has asked for it
   * @returns null at the end of all
   */
  async following(isByItself: boolean): Promise<PlayQueue | null> {
    await this.#listing;
    const { queue, repeat, isShuffled } = this.#state;
    const known = this.known(isByItself);
    if (known !== null || queue === null || repeat === 'off') return known;
    try {
      return await askAgain(queue, isShuffled);
    } catch (error) {
      this.#options.onProblem(toFermataError(error));
      return null;
    }
  }

  /** Asks for the next part of the list, where it will be needed soon. */
  async #extend(): Promise<void> {
    const wanted = this.queue && partWanted(this.queue);
    if (wanted === null) return;
    try {
      const put = await askForPart(wanted);
      if (this.queue !== null) this.#put({ queue: put(this.queue) });
    } catch (error) {
      if (this.queue !== null) this.#options.onProblem(toFermataError(error));
    }
  }

  #put(news: Partial<QueueState>): void {
    const state = { ...this.#state, ...news };
    const { queue, repeat } = state;
    const goesOn = queue !== null && (moved(queue, 1) !== null || !isEnd(queue));
    this.#state = { ...state, hasNext: goesOn || (queue !== null && repeat !== 'off') };
    this.#options.onChange(this.#state);
  }
}
