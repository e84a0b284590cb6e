/** How far long work is: one bar on a terminal, made anew for each phase; elsewhere, a line now and then. */
import type { Writable } from 'node:stream';
import { SingleBar } from 'cli-progress';
import { createPace, describeAmount, type Progress } from './pace.ts';

export interface ProgressDisplay {
  show(progress: Progress): void;
  /** Takes a bar away; nothing happens if there is none. */
  stop(): void;
}

/** In characters: a line with the largest amounts and times fits 80. */
const BAR_WIDTH = 20;

/** So often a line tells of work that takes long, in milliseconds. */
const LINE_EVERY_MS = 15_000;

export function createProgressBar(
  terminal: Writable,
  now: () => number = () => performance.now(),
): ProgressDisplay {
  const pace = createPace(now);
  let bar: SingleBar | null = null;
  let shownPhase: string | null = null;
  const stop = () => {
    bar?.stop();
    bar = null;
  };
  return {
    stop,
    show: (progress) => {
      if (progress.phase !== shownPhase) stop();
      shownPhase = progress.phase;
      const payload = { amount: [describeAmount(progress), ...pace(progress)].join('  ') };
      if (bar === null) {
        bar = new SingleBar({
          stream: terminal,
          format: '  {bar} {percentage} %  {amount}',
          barsize: BAR_WIDTH,
          // Stopping on a signal is the command's own business (signals.ts).
          gracefulExit: false,
          clearOnComplete: true,
        });
        bar.start(progress.total, progress.done, payload);
      } else {
        bar.setTotal(progress.total);
        bar.update(progress.done, payload);
      }
    },
  };
}

/**
 * For logs and pipes: quick work says nothing.
 *
 * @param say prints a line
 */
export function createProgressLines(
  say: (line: string) => void,
  now: () => number = () => performance.now(),
): ProgressDisplay {
  const pace = createPace(now);
  let phase: string | null = null;
  let saidAt = 0;
  return {
    stop: () => {},
    show: (progress) => {
      const saidOfPace = pace(progress);
      if (progress.phase !== phase) {
        phase = progress.phase;
        saidAt = now();
      }
      if (now() - saidAt < LINE_EVERY_MS) return;
      saidAt = now();
      const percentage = Math.floor((100 * progress.done) / Math.max(1, progress.total));
      say(`  ${[`${percentage} %`, describeAmount(progress), ...saidOfPace].join(', ')}`);
    },
  };
}
