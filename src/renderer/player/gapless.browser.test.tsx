/** What is heard between two tracks, recorded from the mixer in a real browser: of every format that it plays. */
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { Deck } from './deck.ts';
import { Handover } from './handover.ts';
import { Mixer } from './mixer.ts';
import { WHOLE } from './played-part.ts';

/** The same tone, from one file into the next. */
const FILES: Readonly<Record<string, string>> = import.meta.glob(
  '../../../fixtures/gapless/tone-*',
  {
    query: '?url',
    import: 'default',
    eager: true,
  },
);

/** What is softer is silence: a hundredth of the tone. */
const SILENT = 0.005;

// Before a person has done something, Chromium plays nothing.
beforeAll(() => userEvent.click(document.body));

const RECORDER = `registerProcessor('recorder', class extends AudioWorkletProcessor {
  process([[samples]]) {
    if (samples !== undefined) this.port.postMessage(samples.slice());
    return true;
  }
})`;

/** All that is heard from now on. */
async function record(output: AudioNode): Promise<() => readonly number[]> {
  const address = URL.createObjectURL(new Blob([RECORDER], { type: 'text/javascript' }));
  await output.context.audioWorklet.addModule(address);
  const recorder = new AudioWorkletNode(output.context, 'recorder');
  const blocks: Float32Array[] = [];
  recorder.port.onmessage = ({ data }: MessageEvent<Float32Array>) => blocks.push(data);
  output.connect(recorder).connect(output.context.destination);
  return () => blocks.flatMap((block) => [...block]);
}

interface Heard {
  readonly samples: readonly number[];
  readonly sampleRate: number;
}

/** Plays two files one after the other, as the player does. */
async function playBoth(first: string, second: string, fade = 0): Promise<Heard> {
  let index = 0;
  const nothing = () => {};
  const look = () => handover.look(2, fade);
  const events = {
    onSoon: look,
    onEnd: nothing,
    onPlaying: nothing,
    onHeard: nothing,
    onProgress: nothing,
    onSeeking: nothing,
    onError: nothing,
  };
  const decks = [new Deck(new Audio(), events), new Deck(new Audio(), events)] as const;
  const [one, other] = decks;
  let spliced = nothing;
  const isSpliced = new Promise<void>((resolve) => {
    spliced = resolve;
  });
  const mixer = new Mixer(
    decks.map(({ audio }) => audio),
    (source) => {
      index = source;
      handover.end();
      spliced();
    },
  );
  const handover = new Handover(
    {
      get current() {
        return index === 0 ? one : other;
      },
      get spare() {
        return index === 0 ? other : one;
      },
      get index() {
        return index;
      },
      ready: (id) => (other.trackId === id ? other : null),
      clearSpare: nothing,
    },
    mixer,
  );
  onTestFinished(() => {
    one.unload();
    other.unload();
  });
  await mixer.start();
  const { output } = mixer;
  if (output === null) throw new Error('There is no mixer here.');
  const samples = await record(output);
  for (const [deck, id, address] of [
    [one, 1, first],
    [other, 2, second],
  ] as const) {
    deck.load(id, address);
    deck.part.begin(WHOLE);
  }
  await one.audio.play();
  await isSpliced;
  await new Promise((resolve) => other.audio.addEventListener('ended', resolve));
  await expect
    .poll(() =>
      samples()
        .slice(-1_000)
        .every((each) => each === 0),
    )
    .toBe(true);
  return { samples: samples(), sampleRate: output.context.sampleRate };
}

/** The longest silence between the first and the last sound, in milliseconds. */
function longestSilence({ samples, sampleRate }: Heard): number {
  const sounds = samples.flatMap((each, at) => (Math.abs(each) > SILENT ? [at] : []));
  const gaps = sounds.slice(1).map((at, index) => at - (sounds[index] ?? at));
  return (Math.max(...gaps) / sampleRate) * 1_000;
}

/** From the first to the last sound, in seconds. */
function heardFor({ samples, sampleRate }: Heard): number {
  const isSound = (each: number) => Math.abs(each) > SILENT;
  return (samples.findLastIndex(isSound) - samples.findIndex(isSound)) / sampleRate;
}

test.each(['flac', 'mp3', 'ogg', 'opus', 'm4a'])(
  'one %s file follows the other without a silence of 10 ms, and none of it is lost',
  async (format) => {
    const address = (number: number) => {
      const file = FILES[`../../../fixtures/gapless/tone-${number}.${format}`];
      return file ?? expect.fail(`There is no ${format} file.`);
    };
    const heard = await playBoth(address(1), address(2));
    expect(longestSilence(heard)).toBeLessThan(10);
    expect(heardFor(heard)).toBeGreaterThan(2.35);
    expect(heardFor(heard)).toBeLessThan(2.5);
  },
);

test('with a crossfade both are heard for a while, and nothing is silent', async () => {
  const address = (number: number) => FILES[`../../../fixtures/gapless/tone-${number}.flac`] ?? '';
  const heard = await playBoth(address(1), address(2), 0.6);
  expect(longestSilence(heard)).toBeLessThan(10);
  expect(heardFor(heard)).toBeGreaterThan(1.7);
  expect(heardFor(heard)).toBeLessThan(2);
});
