/** Parts of a file, played by a real audio element: where they begin, where they end, and what is between. */
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { PartAudio } from './part-audio.ts';

const SAMPLE_RATE = 8_000;

// Before a person has done something, Chromium plays nothing.
beforeAll(() => userEvent.click(document.body));

/** The address of a WAV of silence. */
function silence(seconds: number): string {
  const samples = seconds * SAMPLE_RATE;
  const wav = new DataView(new ArrayBuffer(44 + samples));
  const write = (at: number, text: string) => {
    for (const [index, letter] of [...text].entries()) {
      wav.setUint8(at + index, letter.charCodeAt(0));
    }
  };
  write(0, 'RIFF');
  wav.setUint32(4, 36 + samples, true);
  write(8, 'WAVEfmt ');
  wav.setUint32(16, 16, true);
  wav.setUint16(20, 1, true);
  wav.setUint16(22, 1, true);
  wav.setUint32(24, SAMPLE_RATE, true);
  wav.setUint32(28, SAMPLE_RATE, true);
  wav.setUint16(32, 1, true);
  wav.setUint16(34, 8, true);
  write(36, 'data');
  wav.setUint32(40, samples, true);
  for (let at = 44; at < wav.byteLength; at += 1) wav.setUint8(at, 0x80);
  const address = URL.createObjectURL(new Blob([wav.buffer], { type: 'audio/wav' }));
  onTestFinished(() => URL.revokeObjectURL(address));
  return address;
}

function partAudio() {
  const audio = new Audio();
  audio.muted = true;
  const ends: number[] = [];
  const part = new PartAudio(audio, {
    onSoon: () => {},
    onEnd: () => ends.push(audio.currentTime),
  });
  onTestFinished(() => part.unload());
  return { audio, part, ends };
}

test('a part begins where it begins, and its end is met within a twentieth of a second', async () => {
  const { audio, part, ends } = partAudio();
  part.load(silence(20));
  expect(part.isReady).toBe(false);
  part.begin({ begin: 15, end: 15.5 });
  await audio.play();
  expect(audio.currentTime).toBeGreaterThanOrEqual(15);
  await expect.poll(() => ends.length).toBe(1);
  expect(ends[0]).toBeGreaterThan(15.45);
  expect(ends[0]).toBeLessThan(15.6);
  part.finish();
  expect(part).toMatchObject({ hasEnded: true, position: 0.5 });
});

test('the audio goes on into the next part without a jump', async () => {
  const { audio, part, ends } = partAudio();
  part.load(silence(20));
  part.begin({ begin: 10, end: 10.3 });
  let jumps = 0;
  await audio.play();
  audio.addEventListener('seeking', () => {
    jumps += 1;
  });
  await expect.poll(() => ends.length).toBe(1);
  part.goOn({ begin: 10.3, end: 10.6 });
  expect(part.position).toBeLessThan(0.2);
  await expect.poll(() => ends.length).toBe(2);
  expect(jumps).toBe(0);
});

test('what is sought is within the part', async () => {
  const { audio, part } = partAudio();
  part.load(silence(20));
  part.begin({ begin: 5, end: 9 });
  await audio.play();
  part.seek(2);
  expect(audio.currentTime).toBe(7);
  expect(part.position).toBe(2);
  part.seek(60);
  expect(audio.currentTime).toBe(9);
  part.seek(-1);
  expect(audio.currentTime).toBe(5);
});

test('a part without an end lasts as long as its file, a part with one as long as it says', async () => {
  const { audio, part } = partAudio();
  part.load(silence(20));
  part.begin({ begin: 5, end: null });
  expect(part.durationOf({ durationMs: 15_100 })).toBe(15.1);
  await audio.play();
  expect(part.durationOf({ durationMs: 15_100 })).toBe(15);
  part.goOn({ begin: 5, end: 9 });
  expect(part.durationOf({ durationMs: null })).toBe(4);
});
