/**
 * What is heard of the player's two audio elements: one behind the other without a gap (splicer.ts), or one
 * into the other, each as loud as its gain says. Where a browser has no thread for sound, as on pages of
 * another computer without encryption, the elements are heard directly.
 */
import type { MixerOrder } from './mixer-messages.ts';
import type { Splice } from './splicer.ts';
import splicerUrl from './splicer.worklet.ts?worker&url';

/** How one track follows the other. Times in seconds. */
export interface Transition {
  /** From now on, until the present one ends as it is heard. */
  readonly endsIn: number;
  /** Whether it ends there although its file goes on. */
  readonly isExact: boolean;
  /** For how long both are heard. */
  readonly fade: number;
}

interface Graph {
  readonly context: AudioContext;
  readonly splicer: AudioWorkletNode;
  readonly gains: readonly GainNode[];
  readonly volume: GainNode;
}

export class Mixer {
  readonly #elements: readonly HTMLAudioElement[];
  readonly #onSpliced: (source: number) => void;
  #graph: Graph | null = null;
  #starting: Promise<void> | null = null;
  #lags: number[] = [0, 0];
  #gains: number[] = [1, 1];
  #volume = 1;

  /** @param onSpliced called with the element that is heard from now on */
  constructor(elements: readonly HTMLAudioElement[], onSpliced: (source: number) => void) {
    this.#elements = elements;
    this.#onSpliced = onSpliced;
  }

  /** Whether elements are heard through it now. */
  get isOn(): boolean {
    return this.#graph?.context.state === 'running';
  }

  /** Whether elements are heard through it, or will be when they play. */
  get isThere(): boolean {
    return this.#graph !== null;
  }

  /** Makes ready to be heard; once a person has done something, as browsers want it. */
  async start(): Promise<void> {
    this.#starting ??= this.#start();
    await this.#starting;
    // Without a person's doing it waits until there is one.
    this.#graph?.context.resume().catch(() => {});
  }

  /** What is heard goes silent at once, and takes no power. */
  async rest(): Promise<void> {
    await this.#graph?.context.suspend();
  }

  /** Hears an element as it plays. */
  take(source: number): void {
    this.#lags = [0, 0];
    this.#tell({ do: 'take', source });
  }

  /** An element has been told to play: it is to be heard where the present one ends. */
  arm(source: number, { endsIn, isExact, fade }: Transition): void {
    const rate = this.#graph?.context.sampleRate ?? 0;
    this.#tell({
      do: 'arm',
      source,
      end: this.#frameIn(endsIn),
      isExact,
      fade: Math.round(fade * rate),
    });
  }

  /**
   * What is known better by now.
   *
   * @param endsIn when the present element ends as it is heard, in seconds from now
   * @param playedFor for how long the next one has played, in seconds
   */
  correct(endsIn: number, playedFor: number | null): void {
    const head = playedFor === null ? {} : { head: this.#frameIn(-playedFor) };
    this.#tell({ do: 'correct', end: this.#frameIn(endsIn), ...head });
  }

  disarm(): void {
    this.#tell({ do: 'disarm' });
  }

  /** How much later than it plays an element is heard, in seconds. */
  lagOf(source: number): number {
    return this.#lags[source] ?? 0;
  }

  /** How much louder or softer an element is heard than its file is: 1 for as it is. */
  setGain(source: number, gain: number): void {
    this.#gains[source] = gain;
    const node = this.#graph?.gains[source];
    if (node !== undefined) node.gain.value = gain;
  }

  /** How loud all of it is: 0 to 1. */
  setVolume(volume: number): void {
    this.#volume = volume;
    if (this.#graph !== null) this.#graph.volume.gain.value = volume;
  }

  /** What is heard, to be recorded; null where the elements are heard directly. */
  get output(): AudioNode | null {
    return this.#graph?.splicer ?? null;
  }

  async #start(): Promise<void> {
    const context = await makeContext();
    if (context === null) return;
    const splicer = new AudioWorkletNode(context, 'splicer', {
      numberOfInputs: this.#elements.length,
      outputChannelCount: [2],
      channelCount: 2,
      channelCountMode: 'explicit',
    });
    const gains = this.#elements.map((element, source) => {
      const gain = new GainNode(context, { gain: this.#gains[source] ?? 1 });
      new MediaElementAudioSourceNode(context, { mediaElement: element })
        .connect(gain)
        .connect(splicer, 0, source);
      return gain;
    });
    splicer.port.onmessage = ({ data }: MessageEvent<Splice>) => {
      this.#lags[data.source] = data.lag / context.sampleRate;
      this.#onSpliced(data.source);
    };
    const volume = new GainNode(context, { gain: this.#volume });
    splicer.connect(volume).connect(context.destination);
    this.#graph = { context, splicer, gains, volume };
  }

  #frameIn(seconds: number): number {
    if (this.#graph === null) return 0;
    const { currentTime, sampleRate } = this.#graph.context;
    return Math.round((currentTime + seconds) * sampleRate);
  }

  #tell(order: MixerOrder): void {
    this.#graph?.splicer.port.postMessage(order);
  }
}

/** Null where there is none: the elements are heard directly then. */
async function makeContext(): Promise<AudioContext | null> {
  // Not there outside of secure contexts.
  if (typeof AudioWorkletNode === 'undefined') return null;
  try {
    const context = new AudioContext({ latencyHint: 'playback' });
    await context.audioWorklet.addModule(splicerUrl);
    return context;
  } catch {
    return null;
  }
}
