/** One progress bar on a terminal, made anew for each phase. */
import type { Writable } from 'node:stream';
import { SingleBar } from 'cli-progress';
import { formatBytes, formatCount } from '../../shared/formats.ts';

interface Progress {
  readonly phase: string;
  readonly done: number;
  readonly total: number;
  readonly unit: 'bytes' | 'steps' | 'files';
}

export interface ProgressBar {
  show(progress: Progress): void;
  /** Takes the bar away; nothing happens if there is none. */
  stop(): void;
}

export function createProgressBar(terminal: Writable): ProgressBar {
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
      const payload = { amount: describeAmount(progress) };
      if (bar === null) {
        bar = new SingleBar({
          stream: terminal,
          format: '  {bar} {percentage} %  {amount}',
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

function describeAmount({ done, total, unit }: Progress): string {
  return unit === 'bytes'
    ? `${formatBytes(done)} of ${formatBytes(total)}`
    : `${formatCount(done)} of ${formatCount(total)} ${unit}`;
}
