/**
 * The player: the queue, and two audio elements that play it, one after the other. It belongs to the page and
 * not to a screen, so that the music goes on whatever is shown.
 */
import type { ListRow, TrackOrderQuery } from '../../shared/api/tracks.ts';
import { toFermataError } from '../../shared/errors.ts';
import { api } from '../host/api-client.ts';
import { Decks } from './decks.ts';
import { HeardTracks } from './heard-tracks.ts';
import type { PartAudio } from './part-audio.ts';
import {
  currentId,
  currentRow,
  moved,
  movedTo,
  type PlayQueue,
  queueOfRows,
} from './play-queue.ts';
import { followsOn, partOf, WHOLE } from './played-part.ts';
import { NextTrack, reasonFor, trackOf } from './played-track.ts';
import { type PlayerState, PlayerStore, STOPPED } from './player-state.ts';
import { QueueControl } from './queue-control.ts';
import { insertNext, removeRows } from './queue-edits.ts';
import type { SavedQueue } from './saved-queue.ts';
import { Sound } from './sound.ts';

/** Further into a track than this, *Previous* leads to its beginning first; in seconds. */
const BEGINNING_SECONDS = 3;

/** So many files in a row that cannot be played are no coincidence: a disk is missing, say. */
const MOST_FAILURES_IN_A_ROW = 5;

/** How a list is to be played: as the person has set it by default. */
type PlayOrder = 'listed' | 'shuffled';

export class Player {
  /** What comes next; its edits are for menus and the queue's panel. */
  readonly queue: QueueControl;
  readonly #store: PlayerStore;
  readonly #decks: Decks;
  readonly #sound: Sound;
  readonly #heard = new HeardTracks((problem) => this.#set({ problem }));
  readonly #next = new NextTrack();
  /** Counts the tracks that were begun: what is still on its way for an earlier one is late. */
  #turn = 0;
  #failuresInARow = 0;

  /** @param makeAudio makes an audio element */
  constructor(makeAudio: () => HTMLAudioElement) {
    this.queue = new QueueControl({
      onChange: (queue) => this.#set(queue),
      onProblem: (problem) => this.#set({ problem }),
    });
    this.#decks = new Decks(makeAudio, {
      onSoon: () => this.#prepareNext(),
      onEnd: () => void this.#end(),
      onPlaying: (isPlaying) => this.#set({ isPlaying }),
      onHeard: () => {
        this.#failuresInARow = 0;
      },
      onProgress: () => this.#follow(),
      onSeeking: () => this.#heard.jumpTo(this.#part.position),
      onError: () => void this.#fail(),
    });
    this.#sound = new Sound(this.#decks.elements, (sound) => this.#set(sound));
    this.#store = new PlayerStore({ ...STOPPED, ...this.queue.state, ...this.#sound.state });
  }

  get state(): () => PlayerState {
    return this.#store.state;
  }

  get subscribe(): PlayerStore['subscribe'] {
    return this.#store.subscribe;
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
    if (alone !== null) this.#beginAnew(alone);
    const opened = await this.queue.open(list, first);
    if (opened !== null && first === null) this.#beginAnew(opened);
  }

  /** Plays some tracks in their order. */
  playTracks(rows: readonly ListRow[]): void {
    const queue = queueOfRows(rows);
    if (queue === null) return;
    this.queue.setNextOrder(false);
    this.#beginAnew(queue);
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
    if (queue !== null) this.#beginAnew(queue);
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
    else if (this.#state.isPlaying) this.#beginAnew(left);
    else {
      this.queue.set(left);
      await this.#show(left, 0);
    }
    return before;
  }

  /** Takes back an edit of the queue; what is played goes on. */
  async undoEdit(before: PlayQueue): Promise<void> {
    const isEmpty = this.queue.queue === null;
    this.queue.undo(before);
    if (isEmpty) await this.#show(before, 0);
  }

  /** Goes on with the track, or plays it again after its end or a failure. */
  play(): void {
    const { queue } = this.queue;
    if (queue === null) return;
    if (this.#part.hasEnded) this.#beginAnew(queue);
    else if (this.#part.isReady) this.#start();
    else this.#set({ isPlaying: true });
  }

  pause(): void {
    this.#decks.current.audio.pause();
    // Before it knows where to begin, the element plays nothing that could be paused.
    if (!this.#part.isReady && this.queue.queue !== null) this.#set({ isPlaying: false });
  }

  toggle(): void {
    if (this.#state.isPlaying) this.pause();
    else this.play();
  }

  async next(): Promise<void> {
    const turn = this.#turn;
    const queue = this.queue.known(false) ?? (await this.queue.following(false));
    if (queue !== null && turn === this.#turn) this.#beginAnew(queue);
  }

  /** Back to the track's beginning or, from there, to the track before it. */
  previous(): void {
    const queue = this.queue.queue && moved(this.queue.queue, -1);
    if (queue === null || this.#part.position > BEGINNING_SECONDS) this.seek(0);
    else this.#beginAnew(queue);
  }

  /** @param position in seconds from the track's beginning */
  seek(position: number): void {
    const { track, duration } = this.#state;
    if (track === null || !this.#part.isReady) return;
    this.#part.seek(position);
    this.#set({ position: Math.min(Math.max(0, position), duration ?? position) });
  }

  /** @param volume 0 to 1; beyond, the nearest of them */
  setVolume(volume: number): void {
    this.#sound.setVolume(volume);
  }

  toggleMuted(): void {
    this.#sound.toggleMuted();
  }

  forgetProblem(): void {
    this.#set({ problem: null, moreProblems: 0 });
  }

  /** Ends playing and forgets what was played: its library is not there any more. */
  stop(): void {
    this.#turn += 1;
    this.queue.forget();
    this.#heard.end();
    this.#decks.unload();
    this.#set(STOPPED);
  }

  /**
   * Shows what was played when the page was left, ready to go on.
   *
   * @param position how far its track was, in seconds
   */
  async restore({ queue, played, path }: SavedQueue, position: number): Promise<void> {
    const turn = this.#turn;
    const track = await api.track({ id: currentId(queue) }).catch(() => null);
    // The ids are of this library only where they still mean the same files.
    if (turn !== this.#turn || this.queue.queue !== null || track?.path !== path) return;
    this.queue.restore(queue, played);
    await this.#show(queue, position);
  }

  /** Loads a queue's track without playing it. */
  async #show(queue: PlayQueue, position: number): Promise<void> {
    this.#turn += 1;
    this.#set({ isPlaying: false });
    this.#load(queue);
    await this.#describe(currentId(queue), this.#turn);
    if (position > 0) this.seek(position);
  }

  /** What a person chose is a new attempt: what failed before it is over. */
  #beginAnew(queue: PlayQueue): void {
    this.#failuresInARow = 0;
    this.#begin(queue);
  }

  #begin(queue: PlayQueue): void {
    this.#turn += 1;
    if (this.#failuresInARow === 0) this.forgetProblem();
    this.#set({ isPlaying: true, position: 0 });
    this.#load(queue);
    this.queue.go(queue);
    void this.#describe(currentId(queue), this.#turn);
  }

  #load(queue: PlayQueue): void {
    this.#heard.end();
    this.#decks.load(currentId(queue));
  }

  #start(): void {
    this.#heard.begin();
    this.#decks.current.audio.play().catch((error: unknown) => {
      // A browser may want to be asked by a person first. Every other failure is an event too.
      const isNotAllowed = error instanceof DOMException && error.name === 'NotAllowedError';
      if (isNotAllowed) this.#set({ isPlaying: false });
    });
  }

  /** Learns what a track is, and where in its file it begins; then it can be heard. */
  async #describe(id: number, turn: number): Promise<void> {
    let part = WHOLE;
    try {
      const track = this.#next.known(id) ?? (await trackOf(id));
      if (turn !== this.#turn) return;
      part = partOf(track);
      this.#set({ track });
    } catch (error) {
      if (turn !== this.#turn) return;
      this.#set({ problem: toFermataError(error) });
    }
    this.#part.begin(part);
    this.#follow();
    if (this.#state.isPlaying) this.#start();
  }

  /** Learns what comes next, and has it ready. */
  #prepareNext(): void {
    const next = this.queue.known(true);
    if (next === null) return;
    const id = currentId(next);
    this.#next.prepare(id);
    const known = this.#next.known(id);
    const { track } = this.#state;
    if (known === null || track === null || followsOn(track, known)) return;
    this.#decks.prepare(id, partOf(known));
  }

  #follow(): void {
    const { track } = this.#state;
    if (track === null || !this.#part.isReady) return;
    const { position } = this.#part;
    const duration = this.#part.durationOf(track);
    this.#set({ position, duration });
    this.#heard.hearUntil(track.id, position, duration);
  }

  async #end(): Promise<void> {
    const turn = this.#turn;
    const known = this.queue.known(true);
    if (known !== null && this.#goOn(known)) return;
    const next = known ?? (await this.queue.following(true));
    if (turn !== this.#turn) return;
    if (next === null) {
      // Played again, it is one more play.
      this.#heard.end();
      this.#part.finish();
      this.#set({ isPlaying: false });
    } else {
      this.#begin(next);
    }
  }

  /** Goes on with what is ready: a part of the same file that begins here, or the other element. */
  #goOn(queue: PlayQueue): boolean {
    const { track } = this.#state;
    const next = this.#next.known(currentId(queue));
    if (track === null || next === null) return false;
    if (followsOn(track, next)) this.#part.goOn(partOf(next));
    else if (!this.#decks.swap(next.id)) return false;
    this.#turn += 1;
    this.#failuresInARow = 0;
    this.#heard.end();
    this.#start();
    this.#decks.clearSpare();
    this.#set({ track: next, position: 0, duration: this.#part.durationOf(next) });
    this.queue.go(queue);
    return true;
  }

  /** Says why the track cannot be played, and goes on with the next one. */
  async #fail(): Promise<void> {
    const turn = this.#turn;
    const { queue } = this.queue;
    // What is not to be heard now says what is wrong with it when it is.
    if (queue === null || !this.#state.isPlaying) return;
    const problem = await reasonFor(currentId(queue));
    await this.queue.settled;
    if (turn !== this.#turn) return;
    if (this.#failuresInARow === 0) this.#set({ problem });
    else this.#set({ moreProblems: this.#failuresInARow });
    this.#failuresInARow += 1;
    const canGoOn = this.#failuresInARow < MOST_FAILURES_IN_A_ROW;
    const next = canGoOn && this.queue.queue !== null ? moved(this.queue.queue, 1) : null;
    if (next === null) this.#set({ isPlaying: false });
    else this.#begin(next);
  }

  /** What is played of the file of the track. */
  get #part(): PartAudio {
    return this.#decks.current.part;
  }

  get #state(): PlayerState {
    return this.#store.state();
  }

  #set(news: Partial<PlayerState>): void {
    this.#store.set(news);
  }
}
