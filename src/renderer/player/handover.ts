/**
 * Has the next track begin where the present one ends: it is started a little before, and the mixer keeps what
 * it plays until then.
 */
import type { Decks } from './decks.ts';
import type { Mixer } from './mixer.ts';

/** The next track is started so long before the end of the present one: longer than any element takes. */
const LEAD_SECONDS = 0.5;

/** Once so much of the next track has played, it is known where it began. */
const KNOWN_SECONDS = 0.05;

/** What is needed to know is looked at as often, in milliseconds. */
const LOOK_MS = 40;

type TwoDecks = Pick<Decks, 'current' | 'spare' | 'index' | 'ready' | 'clearSpare'>;

export class Handover {
  readonly #decks: TwoDecks;
  readonly #mixer: Mixer;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isArmed = false;

  constructor(decks: TwoDecks, mixer: Mixer) {
    this.#decks = decks;
    this.#mixer = mixer;
  }

  /** Whether the next track plays already, and will be heard where the present one ends. */
  get isArmed(): boolean {
    return this.#isArmed;
  }

  /**
   * Looks whether the time has come; to be called while a track comes to its end.
   *
   * @param next the id of the track that is ready; null for none
   * @param fade for how long both are heard, in seconds
   */
  look(next: number | null, fade: number): void {
    clearTimeout(this.#timer);
    const endsIn = this.#endsIn();
    if (endsIn === null || !this.#mixer.isOn) return;
    if (this.#isArmed) this.#correct(endsIn);
    else if (endsIn <= LEAD_SECONDS + fade) this.#arm(next, endsIn, fade);
    const wait = this.#isArmed ? LOOK_MS : (endsIn - LEAD_SECONDS - fade) * 1_000;
    if (wait < 10_000 && wait > 0) this.#timer = setTimeout(() => this.look(next, fade), wait);
  }

  /** The next track is heard: the decks have been swapped. */
  end(): void {
    clearTimeout(this.#timer);
    this.#isArmed = false;
  }

  /** What is heard goes on elsewhere, or not at all: the next track is let go. */
  cancel(): void {
    clearTimeout(this.#timer);
    this.#mixer.take(this.#decks.index);
    if (!this.#isArmed) return;
    this.#isArmed = false;
    this.#decks.clearSpare();
  }

  #arm(next: number | null, endsIn: number, fade: number): void {
    const spare = this.#decks.ready(next);
    if (spare === null) return;
    this.#isArmed = true;
    const isExact = this.#decks.current.part.endsBeforeFile;
    const most = Math.max(0, endsIn - 0.1);
    this.#mixer.arm(1 - this.#decks.index, { endsIn, isExact, fade: Math.min(fade, most) });
    // What is wrong with it is an event too.
    spare.audio.play().catch(() => {});
  }

  #correct(endsIn: number): void {
    const { audio, part } = this.#decks.spare;
    const played = part.position / audio.playbackRate;
    this.#mixer.correct(endsIn, played > KNOWN_SECONDS ? played : null);
  }

  /** In seconds from now, as it is heard; null where it is not known. */
  #endsIn(): number | null {
    const { audio, part } = this.#decks.current;
    const left = part.left;
    if (left === null || audio.paused) return null;
    return left / audio.playbackRate + this.#mixer.lagOf(this.#decks.index);
  }
}
