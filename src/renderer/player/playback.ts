/**
 * Plays the tracks of a queue, one after the other without a gap: loads them into two audio elements, follows
 * what is heard, and goes on when a track ends or cannot be played.
 */
import { toFermataError } from '../../shared/errors.ts';
import { Decks } from './decks.ts';
import { Handover } from './handover.ts';
import { HeardTracks } from './heard-tracks.ts';
import { Loudness } from './loudness.ts';
import { Mixer } from './mixer.ts';
import type { PartAudio } from './part-audio.ts';
import { currentId, moved, type PlayQueue } from './play-queue.ts';
import type { PlaySettingsStore } from './play-settings.ts';
import { followsOn, partOf, WHOLE } from './played-part.ts';
import { NextTrack, reasonFor, trackOf } from './played-track.ts';
import { type PlayerState, type PlayerStore, STOPPED } from './player-state.ts';
import type { QueueControl } from './queue-control.ts';
import { Sound } from './sound.ts';

/** So many files in a row that cannot be played are no coincidence: a disk is missing, say. */
const MOST_FAILURES_IN_A_ROW = 5;

/** Sound takes power while it is silent: so long after a pause it takes none. In milliseconds. */
const REST_AFTER_MS = 5_000;

interface PlaybackOptions {
  readonly store: PlayerStore;
  readonly queue: QueueControl;
  readonly settings: PlaySettingsStore;
  readonly makeAudio: () => HTMLAudioElement;
  /** Whether playing ends with the track that plays; asked when it ends. */
  readonly endsWithTrack: () => boolean;
  /** Called when playing has ended with it. */
  readonly onEnded: () => void;
}

export class Playback {
  readonly sound: Sound;
  readonly mixer: Mixer;
  readonly #options: PlaybackOptions;
  readonly #decks: Decks;
  readonly #handover: Handover;
  readonly #heard: HeardTracks;
  readonly #loudness = new Loudness();
  readonly #next = new NextTrack();
  /** Counts the tracks that were begun: what is still on its way for an earlier one is late. */
  #turn = 0;
  #failuresInARow = 0;
  #resting: ReturnType<typeof setTimeout> | undefined;

  constructor(options: PlaybackOptions) {
    this.#options = options;
    this.#decks = new Decks(options.makeAudio, {
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
    this.#heard = new HeardTracks((problem) => this.#set({ problem }));
    this.mixer = new Mixer(this.#decks.elements, () => this.#onSpliced());
    this.#handover = new Handover(this.#decks, this.mixer);
    this.sound = new Sound(this.#decks.elements, this.mixer, (sound) => this.#set(sound));
    this.#applySettings();
    options.settings.subscribe(() => this.#applySettings());
  }

  /** In seconds from the track's beginning, as it is heard. */
  get position(): number {
    const lag = this.mixer.lagOf(this.#decks.index) * this.#decks.current.audio.playbackRate;
    return Math.max(0, this.#part.position - lag);
  }

  /** Whether a track is there that can go on. */
  get canGoOn(): boolean {
    return this.#decks.current.trackId !== null && !this.#part.hasEnded;
  }

  /** Goes on with the track. */
  play(): void {
    if (this.#part.isReady) void this.#start();
    else this.#set({ isPlaying: true });
  }

  pause(): void {
    const { position } = this;
    this.#handover.cancel();
    this.#decks.current.audio.pause();
    // What had been played and was not heard yet is played again.
    if (position < this.#part.position && !this.#part.hasEnded) this.#part.seek(position);
    // An element that is only about to play tells of no pause.
    this.#set({ isPlaying: false });
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => {
      if (!this.#state.isPlaying) void this.mixer.rest();
    }, REST_AFTER_MS);
  }

  /** @param position in seconds from the track's beginning */
  seek(position: number): void {
    const { track, duration } = this.#state;
    if (track === null || !this.#part.isReady) return;
    this.#handover.cancel();
    this.#part.seek(position);
    this.#set({ position: Math.min(Math.max(0, position), duration ?? position) });
  }

  /** Plays a queue. What a person chose is a new attempt: what failed before it is over. */
  beginAnew(queue: PlayQueue): void {
    this.#failuresInARow = 0;
    this.#begin(queue);
  }

  /** Loads a queue's track without playing it, so far as it was played; in seconds. */
  async show(queue: PlayQueue, position: number): Promise<void> {
    this.#turn += 1;
    this.#set({ isPlaying: false });
    this.#load(queue);
    await this.#describe(currentId(queue), this.#turn);
    if (position > 0) this.seek(position);
  }

  /** Lets go of all that was played. */
  stop(): void {
    this.#turn += 1;
    this.#heard.end();
    this.#handover.cancel();
    this.#decks.unload();
    this.#set(STOPPED);
  }

  /** What is played of the file of the track. */
  get #part(): PartAudio {
    return this.#decks.current.part;
  }

  get #state(): PlayerState {
    return this.#options.store.state();
  }

  #set(news: Partial<PlayerState>): void {
    this.#options.store.set(news);
  }

  #begin(queue: PlayQueue): void {
    this.#turn += 1;
    if (this.#failuresInARow === 0) this.#set({ problem: null, moreProblems: 0 });
    this.#set({ isPlaying: true, position: 0 });
    this.#load(queue);
    this.#options.queue.go(queue);
    void this.#describe(currentId(queue), this.#turn);
  }

  #load(queue: PlayQueue): void {
    this.#heard.end();
    this.#handover.cancel();
    this.#decks.load(currentId(queue));
  }

  async #start(): Promise<void> {
    const turn = this.#turn;
    clearTimeout(this.#resting);
    this.#set({ isPlaying: true });
    await this.mixer.start();
    if (turn !== this.#turn || !this.#state.isPlaying) return;
    this.sound.apply();
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
      const [track] = await Promise.all([
        this.#next.known(id) ?? trackOf(id),
        this.#loudness.learn(id),
      ]);
      if (turn !== this.#turn) return;
      part = partOf(track);
      this.#set({ track });
    } catch (error) {
      if (turn !== this.#turn) return;
      this.#set({ problem: toFermataError(error) });
    }
    this.#applySettings();
    this.#part.begin(part);
    this.#follow();
    if (this.#state.isPlaying) void this.#start();
  }

  /** Learns what comes next, has it ready, and begins it in time. */
  #prepareNext(): void {
    const { queue, settings, endsWithTrack } = this.#options;
    const next = endsWithTrack() ? null : queue.known(true);
    if (next === null) return;
    const id = currentId(next);
    this.#next.prepare(id);
    void this.#loudness.learn(id);
    const known = this.#next.known(id);
    const { track } = this.#state;
    if (known === null || track === null || followsOn(track, known)) return;
    if (!this.#handover.isArmed) {
      this.#decks.prepare(id, partOf(known));
      const factor = this.#loudness.factorOf(id, settings.state());
      this.sound.setFactor(1 - this.#decks.index, factor);
    }
    this.#handover.look(id, settings.state().crossfade);
  }

  #follow(): void {
    const { track } = this.#state;
    if (track === null || !this.#part.isReady) return;
    const { position } = this;
    const duration = this.#part.durationOf(track);
    this.#set({ position, duration });
    this.#heard.hearUntil(track.id, position, duration);
  }

  async #end(): Promise<void> {
    // The next one plays already, and is heard in a moment.
    if (this.#handover.isArmed) return;
    const turn = this.#turn;
    const { queue, endsWithTrack } = this.#options;
    const isLast = endsWithTrack();
    const known = isLast ? null : queue.known(true);
    if (known !== null && this.#goOn(known)) return;
    const next = known ?? (isLast ? null : await queue.following(true));
    if (turn !== this.#turn) return;
    if (next === null) {
      this.#heard.end();
      this.#part.finish();
      this.#options.onEnded();
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
    else if (!this.#handover.isArmed) this.mixer.take(this.#decks.index);
    this.#turn += 1;
    this.#failuresInARow = 0;
    this.#heard.end();
    this.#handover.end();
    this.#set({ track: next, position: 0, duration: this.#part.durationOf(next) });
    void this.#start();
    this.#decks.clearSpare();
    this.#options.queue.go(queue);
    return true;
  }

  /** The next track is heard now. */
  #onSpliced(): void {
    const known = this.#options.queue.known(true);
    if (known !== null && this.#handover.isArmed && this.#goOn(known)) return;
    // The queue has become another one in the last moment.
    this.#handover.cancel();
    void this.#end();
  }

  /** Says why the track cannot be played, and goes on with the next one. */
  async #fail(): Promise<void> {
    const turn = this.#turn;
    const { queue } = this.#options;
    // What is not to be heard now says what is wrong with it when it is.
    if (queue.queue === null || !this.#state.isPlaying) return;
    const problem = await reasonFor(currentId(queue.queue));
    await queue.settled;
    if (turn !== this.#turn) return;
    if (this.#failuresInARow === 0) this.#set({ problem });
    else this.#set({ moreProblems: this.#failuresInARow });
    this.#failuresInARow += 1;
    const canGoOn = this.#failuresInARow < MOST_FAILURES_IN_A_ROW;
    const next = canGoOn && queue.queue !== null ? moved(queue.queue, 1) : null;
    if (next === null) this.#set({ isPlaying: false });
    else this.#begin(next);
  }

  #applySettings(): void {
    const settings = this.#options.settings.state();
    const { track } = this.#state;
    this.sound.setSpeed(settings.speed);
    if (track === null) return;
    this.sound.setFactor(this.#decks.index, this.#loudness.factorOf(track.id, settings));
  }
}
