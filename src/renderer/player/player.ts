/**
 * The player: one audio element, and the queue that it plays. It belongs to the page and not to a
 * screen, so that the music goes on whatever is shown.
 */
import type { ListRow, Track, TrackOrderQuery } from '../../shared/api/tracks.ts';
import { type FermataError, toFermataError } from '../../shared/errors.ts';
import { api, audioAddress } from '../host/api-client.ts';
import { Listening } from './listening.ts';
import { PlayCounter } from './play-counter.ts';
import {
  currentId,
  moved,
  type PlayQueue,
  partWanted,
  queueOf,
  queueOfOne,
  withPart,
} from './play-queue.ts';
import { reasonFor, trackOf } from './played-track.ts';
import { readVolume, saveVolume } from './saved-volume.ts';

export interface PlayerState {
  /** Null until something is played, and after the player was stopped. */
  readonly track: Track | null;
  /** Whether it is to be heard: also while its first bytes are on their way. */
  readonly isPlaying: boolean;
  /** In seconds from the track's beginning. */
  readonly position: number;
  /** In seconds; null where it is not known. */
  readonly duration: number | null;
  readonly hasNext: boolean;
  /** 0 to 1. */
  readonly volume: number;
  readonly isMuted: boolean;
  /** Why something could not be played or counted. */
  readonly problem: FermataError | null;
  /** How many more tracks after it could not be played either. */
  readonly moreProblems: number;
}

/** Further into a track than this, *Previous* leads to its beginning first; in seconds. */
const BEGINNING_SECONDS = 3;

/** So many files in a row that cannot be played are no coincidence: a disk is missing, say. */
const MOST_FAILURES_IN_A_ROW = 5;

const STOPPED = {
  track: null,
  isPlaying: false,
  position: 0,
  duration: null,
  hasNext: false,
  problem: null,
  moreProblems: 0,
} as const satisfies Partial<PlayerState>;

export class Player {
  readonly #audio: HTMLAudioElement;
  readonly #listeners = new Set<() => void>();
  #state: PlayerState;
  #queue: PlayQueue | null = null;
  /** Settles when the queue has what is played next. */
  #listing: Promise<void> = Promise.resolve();
  #listening: Listening | null = null;
  readonly #plays = new PlayCounter({
    record: (id, startedAt) => api.recordPlay({ id, startedAt }),
    onFailure: (problem) => this.#set({ problem }),
  });
  /** Counts the tracks that were begun: what is still on its way for an earlier one is late. */
  #turn = 0;
  #failuresInARow = 0;

  constructor(audio: HTMLAudioElement) {
    this.#audio = audio;
    audio.volume = readVolume();
    this.#state = { ...STOPPED, volume: audio.volume, isMuted: audio.muted };
    audio.addEventListener('play', () => this.#set({ isPlaying: true }));
    audio.addEventListener('pause', () => {
      if (!audio.ended) this.#set({ isPlaying: false });
    });
    audio.addEventListener('playing', () => {
      this.#failuresInARow = 0;
    });
    audio.addEventListener('timeupdate', () => this.#follow());
    audio.addEventListener('durationchange', () => this.#follow());
    audio.addEventListener('seeking', () => this.#listening?.jumpTo(audio.currentTime));
    audio.addEventListener('ended', () => void this.#end());
    audio.addEventListener('error', () => void this.#fail());
    audio.addEventListener('volumechange', () => {
      saveVolume(audio.volume);
      this.#set({ volume: audio.volume, isMuted: audio.muted });
    });
  }

  /** The current state: the same object until something changes. */
  readonly state = (): PlayerState => this.#state;

  /** Calls back after each change until the returned function is called. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /**
   * Plays a list, as it is now, to its end.
   *
   * @param first the row to begin with; null for the list's first one
   */
  async playFrom(list: TrackOrderQuery, first: ListRow | null): Promise<void> {
    this.#turn += 1;
    // The list takes a moment: the first track is heard meanwhile.
    if (first !== null) this.#beginAnew(queueOfOne(first));
    this.#listing = this.#list(list, first);
    await this.#listing;
  }

  /** Goes on with the track, or plays it again after its end or a failure. */
  play(): void {
    if (this.#queue === null) return;
    if (this.#audio.ended || this.#audio.error !== null) this.#beginAnew(this.#queue);
    else this.#start();
  }

  pause(): void {
    this.#audio.pause();
  }

  toggle(): void {
    if (this.#state.isPlaying) this.pause();
    else this.play();
  }

  next(): void {
    const queue = this.#queue && moved(this.#queue, 1);
    if (queue !== null) this.#beginAnew(queue);
  }

  /** Back to the track's beginning or, from there, to the track before it. */
  previous(): void {
    const queue = this.#queue && moved(this.#queue, -1);
    if (queue === null || this.#audio.currentTime > BEGINNING_SECONDS) this.seek(0);
    else this.#beginAnew(queue);
  }

  /** @param position in seconds from the track's beginning */
  seek(position: number): void {
    if (this.#state.track === null) return;
    this.#audio.currentTime = position;
    this.#set({ position });
  }

  /** @param volume 0 to 1; beyond, the nearest of them */
  setVolume(volume: number): void {
    this.#audio.muted = false;
    this.#audio.volume = Math.min(1, Math.max(0, volume));
  }

  toggleMuted(): void {
    this.#audio.muted = !this.#audio.muted;
  }

  forgetProblem(): void {
    this.#set({ problem: null, moreProblems: 0 });
  }

  /** Ends playing and forgets what was played: its library is not there any more. */
  stop(): void {
    this.#turn += 1;
    this.#queue = null;
    this.#listening = null;
    this.#audio.pause();
    this.#audio.removeAttribute('src');
    this.#audio.load();
    this.#set(STOPPED);
  }

  async #list(list: TrackOrderQuery, first: ListRow | null): Promise<void> {
    const turn = this.#turn;
    try {
      const part = await api.queuePart({
        ...list,
        id: first?.id ?? null,
        entryId: first?.entryId ?? null,
      });
      const queue = queueOf(list, part);
      if (turn !== this.#turn || queue === null) return;
      if (first === null) return this.#beginAnew(queue);
      this.#queue = queue;
      this.#set({ hasNext: moved(queue, 1) !== null });
      await this.#extend();
    } catch (error) {
      if (turn === this.#turn) this.#set({ problem: toFermataError(error) });
    }
  }

  /** Asks for the next part of the list, where it will be needed soon. */
  async #extend(): Promise<void> {
    const wanted = this.#queue && partWanted(this.#queue);
    if (wanted === null) return;
    try {
      const part = await api.queuePart(wanted);
      if (this.#queue === null) return;
      this.#queue = withPart(this.#queue, wanted, part);
      this.#set({ hasNext: moved(this.#queue, 1) !== null });
    } catch (error) {
      if (this.#queue !== null) this.#set({ problem: toFermataError(error) });
    }
  }

  /** What a person chose is a new attempt: what failed before it is over. */
  #beginAnew(queue: PlayQueue): void {
    this.#failuresInARow = 0;
    this.#begin(queue);
  }

  #begin(queue: PlayQueue): void {
    this.#turn += 1;
    this.#queue = queue;
    this.#listening = null;
    if (this.#failuresInARow === 0) this.forgetProblem();
    this.#set({ isPlaying: true, position: 0, hasNext: moved(queue, 1) !== null });
    this.#audio.src = audioAddress(currentId(queue), this.#turn);
    this.#start();
    void this.#describe(currentId(queue), this.#turn);
    this.#listing = this.#extend();
  }

  #start(): void {
    this.#listening ??= new Listening(new Date());
    this.#audio.play().catch((error: unknown) => {
      // A browser may want to be asked by a person first. Every other failure is an event too.
      const isNotAllowed = error instanceof DOMException && error.name === 'NotAllowedError';
      if (isNotAllowed) this.#set({ isPlaying: false });
    });
  }

  async #describe(id: number, turn: number): Promise<void> {
    try {
      const track = await trackOf(id);
      if (turn !== this.#turn) return;
      this.#set({ track, duration: this.#durationOf(track) });
    } catch (error) {
      if (turn === this.#turn) this.#set({ problem: toFermataError(error) });
    }
  }

  #follow(): void {
    const { track } = this.#state;
    if (track === null) return;
    const position = this.#audio.currentTime;
    const duration = this.#durationOf(track);
    this.#set({ position, duration });
    const listening = this.#listening;
    const isPlay = listening?.hearUntil(position, duration) === true;
    if (isPlay) void this.#plays.count(track.id, listening.startedAt);
  }

  /** The file knows best; the library knows it before the file is read. */
  #durationOf(track: Track): number | null {
    const { duration } = this.#audio;
    if (Number.isFinite(duration)) return duration;
    return track.durationMs === null ? null : track.durationMs / 1000;
  }

  async #end(): Promise<void> {
    const turn = this.#turn;
    await this.#listing;
    if (turn !== this.#turn) return;
    const next = this.#queue && moved(this.#queue, 1);
    if (next === null) {
      // Whoever plays it again plays it once more.
      this.#listening = null;
      this.#set({ isPlaying: false });
    } else {
      this.#begin(next);
    }
  }

  /** Says why the track cannot be played, and goes on with the next one. */
  async #fail(): Promise<void> {
    const turn = this.#turn;
    if (this.#queue === null) return;
    const problem = await reasonFor(currentId(this.#queue));
    await this.#listing;
    if (turn !== this.#turn) return;
    if (this.#failuresInARow === 0) this.#set({ problem });
    else this.#set({ moreProblems: this.#failuresInARow });
    this.#failuresInARow += 1;
    const next = this.#failuresInARow < MOST_FAILURES_IN_A_ROW ? moved(this.#queue, 1) : null;
    if (next === null) this.#set({ isPlaying: false });
    else this.#begin(next);
  }

  #set(news: Partial<PlayerState>): void {
    this.#state = { ...this.#state, ...news };
    for (const listener of this.#listeners) listener();
  }
}
