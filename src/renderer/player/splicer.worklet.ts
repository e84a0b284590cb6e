/** The splicer in the thread that makes sound: what the page tells it, and what it tells the page. */
import type { Block } from './frame-fifo.ts';
import type { MixerOrder } from './mixer-messages.ts';
import { Splicer } from './splicer.ts';

/** What that thread has beside what all threads have; TypeScript's libraries leave it out. */
interface SoundThread {
  readonly currentFrame: number;
  readonly sampleRate: number;
  readonly AudioWorkletProcessor: new () => { readonly port: MessagePort };
  readonly registerProcessor: (name: string, processor: unknown) => void;
}
const { AudioWorkletProcessor, registerProcessor, sampleRate } =
  globalThis as unknown as SoundThread;
const currentFrame = () => (globalThis as unknown as SoundThread).currentFrame;

/** As the standard has it: https://webaudio.github.io/web-audio-api/#render-quantum-size */
const BLOCK_SIZE = 128;

class SplicerProcessor extends AudioWorkletProcessor {
  readonly #splicer = new Splicer(sampleRate, BLOCK_SIZE);

  constructor() {
    super();
    this.port.onmessage = ({ data }: MessageEvent<MixerOrder>) => this.#obey(data);
  }

  process(inputs: readonly Float32Array[][], [output]: readonly Float32Array[][]): true {
    const [left, right] = output ?? [];
    if (left === undefined || right === undefined) return true;
    const sources = inputs.map(blockOf);
    const splice = this.#splicer.process(currentFrame(), sources, [left, right]);
    if (splice !== null) this.port.postMessage(splice);
    return true;
  }

  #obey(order: MixerOrder): void {
    if (order.do === 'take') this.#splicer.take(order.source);
    else if (order.do === 'arm') this.#splicer.arm({ ...order, now: currentFrame() });
    else if (order.do === 'correct') this.#splicer.correct(order);
    else this.#splicer.disarm();
  }
}

/** A source that plays nothing has no channels. */
function blockOf([left, right]: readonly Float32Array[]): Block | undefined {
  return left === undefined ? undefined : [left, right ?? left];
}

registerProcessor('splicer', SplicerProcessor);
