/** The two forms of a report, from the same events and outcomes. */
import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { FermataError } from '../../shared/errors.ts';
import { createJsonReport } from './json-report.ts';
import type { CommandOutcome } from './report.ts';
import { createTextReport } from './text-report.ts';

const SUCCESS: CommandOutcome = { fields: { tracks: 3 }, text: 'Three tracks.', failure: null };
const FAILURE: CommandOutcome = {
  fields: { tracks: 2 },
  text: 'Two tracks.',
  failure: new FermataError('NO_SPACE', 'The disk is full.', { advice: 'Free up space.' }),
};
const NO_PROGRESS = { show: () => {}, stop: () => {} };

const WAITING = {
  event: 'waiting',
  holder: {
    pid: 4711,
    host: 'studio',
    bootId: 'b',
    appVersion: '1.2.0',
    purpose: 'upgrading the library',
    since: '2026-11-23T20:00:00.000Z',
    token: 't',
  },
  waitedMs: 0,
  timeoutMs: 30_000,
} as const;

function textOf(stream: PassThrough): string {
  return stream.read()?.toString() ?? '';
}

test('JSON: events as they are, then the result, each on a line', () => {
  const stdout = new PassThrough();
  const report = createJsonReport(stdout);
  report.event(WAITING);
  report.aside('Only for people.');
  report.outcome(SUCCESS);
  const lines = textOf(stdout).trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    WAITING,
    { event: 'result', ok: true, tracks: 3 },
  ]);
});

test('JSON: a failure carries its code and message beside what there is to tell', () => {
  const stdout = new PassThrough();
  createJsonReport(stdout).outcome(FAILURE);
  expect(JSON.parse(textOf(stdout))).toMatchObject({
    event: 'result',
    ok: false,
    code: 'NO_SPACE',
    message: 'The disk is full.',
    advice: 'Free up space.',
    tracks: 2,
  });
});

test('text: results on standard output, everything else on standard error', () => {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const report = createTextReport(stdout, stderr, NO_PROGRESS);
  report.event({ event: 'phase', phase: 'backup' });
  report.event({ event: 'progress', phase: 'backup', done: 1, total: 2, unit: 'bytes' });
  report.aside('An aside.');
  report.outcome(FAILURE);
  expect(textOf(stdout)).toBe('Two tracks.\n');
  expect(textOf(stderr)).toBe(
    'Backing up the library.\nAn aside.\nThe disk is full.\nYour library has not been changed.\nFree up space.\n',
  );
});

test.each(['USAGE', 'NOT_FOUND', 'CONFLICT'] as const)(
  'text: where a wrong word (%s) put nothing at risk, nothing is said of the library',
  (code) => {
    const stderr = new PassThrough();
    const failure = new FermataError(code, 'There is no such thing.', { advice: 'Name another.' });
    createTextReport(new PassThrough(), stderr, NO_PROGRESS).outcome({ ...FAILURE, failure });
    expect(textOf(stderr)).toBe('There is no such thing.\nName another.\n');
  },
);

test('text: a lock that is waited for is told once, with its holder', () => {
  const stderr = new PassThrough();
  const report = createTextReport(new PassThrough(), stderr, NO_PROGRESS);
  report.event(WAITING);
  report.event({ ...WAITING, waitedMs: 1_000 });
  const told = textOf(stderr);
  expect(told.match(/Waiting/g)).toHaveLength(1);
  expect(told).toContain('4711');
  expect(told).toContain('studio');
});

test('text: the bar is shown for progress and taken away before a sentence', () => {
  const calls: string[] = [];
  const bar = { show: () => calls.push('show'), stop: () => calls.push('stop') };
  const stderr = new PassThrough();
  stderr.on('data', () => calls.push('sentence'));
  const report = createTextReport(new PassThrough(), stderr, bar);
  report.event({ event: 'progress', phase: 'backup', done: 1, total: 2, unit: 'bytes' });
  report.event({ event: 'phase', phase: 'verify-backup' });
  expect(calls).toEqual(['show', 'stop', 'sentence']);
});

test.each(['text', 'json'] as const)(
  '%s: what another program wrote reaches no terminal as a command',
  async (form) => {
    const [stdout, stderr] = [new PassThrough(), new PassThrough()];
    const hostile = '1.0\x1b[2J\x9b0m\u202e\nFermata is sure';
    const report =
      form === 'json' ? createJsonReport(stdout) : createTextReport(stdout, stderr, NO_PROGRESS);
    report.event({ ...WAITING, holder: { ...WAITING.holder, appVersion: hostile } });
    await report.row({ title: hostile }, hostile);
    report.aside(hostile);
    const failure = new FermataError('USAGE', hostile, { advice: hostile });
    report.outcome({ fields: { hostile }, text: hostile, failure });
    const told = textOf(stdout) + (form === 'json' ? '' : textOf(stderr));
    expect(told).not.toMatch(/(?!\n)\p{Cc}|\u202e/u);
    expect(told.match(/^Waiting.*$/gm) ?? []).toHaveLength(form === 'json' ? 0 : 1);
  },
);
