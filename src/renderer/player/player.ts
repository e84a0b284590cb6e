/**
 * The player: one audio element, and the queue that it plays. It belongs to the page and not to a
 * screen, so that the music goes on whatever is shown.
 */
import type { ListRow, TrackOrderQuery } from '../../shared/api/tracks.ts';
import { toFermataError } from '../../shared/errors.ts';
import { api, audioAddress } from '../host/api-client.ts';
import { Listening } from './listening.ts';
import { PartAudio } from './part-audio.ts';
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
import { followsOn, partOf, WHOLE } from './played-part.ts';
import { NextTrack, reasonFor, trackOf } from './played-track.ts';
import { type PlayerState, STOPPED } from './player-state.ts';
import { readVolume, saveVolume } from './saved-volume.ts';

/** Further into a track than this, *Previous* leads to its beginning first; in seconds. */
const BEGINNING_SECONDS = 3;

/** So many files in a row that cannot be played are no coincidence: a disk is missing, say. */
const MOST_FAILURES_IN_A_ROW = 5;

export class Player {
  readonly #audio: HTMLAudioElement;
  readonly #listeners = new Set<() => void>();
  #state: PlayerState;
  #queue: PlayQueue | null = null;
  /** Settles when the queue has what is played next. */
  #listing: Promise<void> = Promise.resolve();
  #listening: Listening | null = null;
  readonly #partAudio: PartAudio;
  readonly #next = new NextTrack();
  readonly #plays = new PlayCounter({
    record: (id, startedAt) => api.recordPlay({ id, startedAt }),
    onFailure: (problem) => this.#set({ problem }),
  });
  /** Counts the tracks that were begun: what is still on its way for an earlier one is late. */
  #turn = 0;
  #failuresInARow = 0;

  constructor(audio: HTMLAudioElement) {
    this.#audio = audio;
    this.#partAudio = new PartAudio(audio, {
      onSoon: () => this.#prepareNext(),
      onEnd: () => void this.#end(),
    });
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
    audio.addEventListener('seeking', () => this.#listening?.jumpTo(this.#partAudio.position));
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
    if (this.#partAudio.hasEnded) this.#beginAnew(this.#queue);
    else if (this.#partAudio.isReady) this.#start();
    else this.#set({ isPlaying: true });
  }

  pause(): void {
    this.#audio.pause();
    // Before it knows where to begin, the element plays nothing that could be paused.
    if (!this.#partAudio.isReady && this.#queue !== null) this.#set({ isPlaying: false });
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
    if (queue === null || this.#partAudio.position > BEGINNING_SECONDS) this.seek(0);
    else this.#beginAnew(queue);
  }

  /** @param position in seconds from the track's beginning */
  seek(position: number): void {
    const { track, duration } = this.#state;
    if (track === null || !this.#partAudio.isReady) return;
    this.#partAudio.seek(position);
    this.#set({ position: Math.min(Math.max(0, position), duration ?? position) });
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
    this.#partAudio.unload();
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
    this.#partAudio.load(audioAddress(currentId(queue), this.#turn));
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
    this.#partAudio.begin(part);
    this.#follow();
    if (this.#state.isPlaying) this.#start();
  }

  #prepareNext(): void {
    const next = this.#queue && moved(this.#queue, 1);
    if (next !== null) this.#next.prepare(currentId(next));
  }

  #follow(): void {
    const { track } = this.#state;
    if (track === null || !this.#partAudio.isReady) return;
    const { position } = this.#partAudio;
    const duration = this.#partAudio.durationOf(track);
    this.#set({ position, duration });
    const listening = this.#listening;
    const isPlay = listening?.hearUntil(position, duration) === true;
    if (isPlay) void this.#plays.count(track.id, listening.startedAt);
  }

  async #end(): Promise<void> {
    const turn = this.#turn;
    await this.#listing;
    if (turn !== this.#turn) return;
    const next = this.#queue && moved(this.#queue, 1);
    if (next === null) {
      // Played again, it is one more play.
      this.#listening = null;
      this.#partAudio.finish();
      this.#set({ isPlaying: false });
    } else if (!this.#goOn(next)) {
      this.#begin(next);
    }
  }

  /** Goes on into the next part of the same file, without a gap; false where the next track is elsewhere. */
  #goOn(queue: PlayQueue): boolean {
    const { track } = this.#state;
    const next = this.#next.known(currentId(queue));
    if (track === null || next === null || !followsOn(track, next)) return false;
    this.#turn += 1;
    this.#queue = queue;
    this.#listening = new Listening(new Date());
    this.#partAudio.goOn(partOf(next));
    const duration = this.#partAudio.durationOf(next);
    this.#set({ track: next, position: 0, duration, hasNext: moved(queue, 1) !== null });
    this.#listing = this.#extend();
    return true;
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
