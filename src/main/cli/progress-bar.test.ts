/** Rate and time left of long work, on a bar and in lines. */
import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { createPace } from './pace.ts';
import { createProgressBar, createProgressLines } from './progress-bar.ts';

const MB = 1_000_000;

function bytes(done: number, total: number, phase = 'backup') {
  return { phase, done: done * MB, total: total * MB, unit: 'bytes' } as const;
}

function files(done: number, total: number) {
  return { phase: 'scan', done, total, unit: 'files' } as const;
}

/** A clock that goes on by hand. */
function clock() {
  let time = 5_000;
  return { now: () => time, goOn: (milliseconds: number) => (time += milliseconds) };
}

test('the rate and the time left are those of the last ten seconds', () => {
  const { now, goOn } = clock();
  const pace = createPace(now);
  expect(pace(bytes(0, 1000))).toEqual([]);
  goOn(2_000);
  expect(pace(bytes(20, 1000))).toEqual(['10 MB/s', '2 min left']);
  for (let second = 1; second <= 12; second += 1) {
    goOn(1_000);
    pace(bytes(20 + second * 50, 1000));
  }
  expect(pace(bytes(620, 1000))).toEqual(['50 MB/s', '8 s left']);
});

test('of the first moment nothing is said, nor of steps, nor of what stands still', () => {
  const { now, goOn } = clock();
  const pace = createPace(now);
  pace(bytes(0, 100));
  goOn(900);
  expect(pace(bytes(50, 100))).toEqual([]);
  goOn(3_000);
  expect(pace(bytes(0, 100))).toEqual([]);
  goOn(3_000);
  expect(pace(bytes(0, 100))).toEqual([]);
  const steps = (done: number) => ({ phase: 'migrate', done, total: 9, unit: 'steps' }) as const;
  pace(steps(0));
  goOn(3_000);
  expect(pace(steps(3))).toEqual([]);
});

test('while files are still being found the rate is told, and the time left is not', () => {
  const { now, goOn } = clock();
  const pace = createPace(now);
  pace(files(0, 10));
  goOn(2_000);
  expect(pace(files(5_000, 20_000))).toEqual(['2,500/s']);
  goOn(2_000);
  expect(pace(files(10_000, 20_000))).toEqual(['2,500/s', '4 s left']);
});

test('each phase, and each file that is read from its beginning, has a pace of its own', () => {
  const { now, goOn } = clock();
  const pace = createPace(now);
  pace(bytes(0, 100));
  goOn(2_000);
  expect(pace(bytes(100, 100))).toEqual(['50 MB/s', '0 s left']);
  expect(pace(bytes(0, 100))).toEqual([]);
  goOn(1_000);
  expect(pace(bytes(10, 100, 'verify-backup'))).toEqual([]);
});

test('a bar on a terminal fits 80 columns with the longest amounts and times', () => {
  const { now, goOn } = clock();
  const terminal = Object.assign(new PassThrough({ encoding: 'utf8' }), { isTTY: true });
  const bar = createProgressBar(terminal, now);
  bar.show({ ...bytes(0, 999_000_000), done: 0 });
  goOn(2_000);
  bar.show(bytes(1_998, 999_000_000));
  bar.stop();
  const lines = String(terminal.read()).split('\r').join('').split('\u001b');
  const longest = Math.max(...lines.map((line) => line.replace(/^\[\??\d*[A-Za-z]/, '').length));
  expect(longest).toBeLessThanOrEqual(80);
  expect(longest).toBeGreaterThan(60);
});

test('elsewhere long work is told every 15 seconds, and quick work not at all', () => {
  const { now, goOn } = clock();
  const said: string[] = [];
  const lines = createProgressLines((line) => said.push(line), now);
  for (let second = 0; second <= 20; second += 1) {
    lines.show(bytes(second * 10, 400));
    goOn(1_000);
  }
  lines.show(bytes(0, 400, 'verify-backup'));
  goOn(14_000);
  lines.show(bytes(400, 400, 'verify-backup'));
  expect(said).toEqual(['  37 %, 150 MB of 400 MB, 10 MB/s, 25 s left']);
});
