/** How fast long work goes, and how long what is left of it will take. */
import { formatBytes, formatCount } from '../../shared/formats.ts';
import { t } from '../../shared/words/cli/cli-words.ts';

export interface Progress {
  readonly phase: string;
  readonly done: number;
  readonly total: number;
  readonly unit: 'bytes' | 'steps' | 'files';
}

interface Sample {
  readonly at: number;
  readonly done: number;
}

/** The pace is that of this last stretch, in milliseconds: disks and files change theirs. */
const WINDOW_MS = 10_000;

/** Samples are taken no more often than this, in milliseconds. */
const SAMPLE_MS = 100;

/** Nothing is said of a shorter stretch: it would be wrong, or the work is over too soon. */
const SHORTEST_MS = 1_000;

/**
 * Makes the function that follows the progress of one phase after another.
 *
 * @param now a clock that never goes back, in milliseconds
 * @returns what to say of the pace: "92 MB/s", "3 min left"; nothing as long as it is not known
 */
export function createPace(now: () => number): (progress: Progress) => string[] {
  let last: Progress | null = null;
  let totalSince = 0;
  let samples: readonly Sample[] = [];
  return (progress) => {
    const { done, total, unit } = progress;
    const latest = { at: now(), done };
    const isAnother = progress.phase !== last?.phase || done < last.done;
    if (isAnother || total !== last?.total) totalSince = latest.at;
    last = progress;
    samples = isAnother ? [latest] : withLatest(samples, latest);
    const [first = latest] = samples;
    const elapsedMs = latest.at - first.at;
    const perMs = (done - first.done) / elapsedMs;
    if (unit === 'steps' || elapsedMs < SHORTEST_MS || perMs <= 0) return [];
    const rate =
      unit === 'bytes' ? formatBytes(perMs * 1000) : formatCount(Math.round(perMs * 1000));
    // While a scan still finds files, what is left is not known.
    const isWholeKnown = latest.at - totalSince >= SHORTEST_MS;
    return [`${rate}/s`, ...(isWholeKnown ? [formatTimeLeft((total - done) / perMs)] : [])];
  };
}

function withLatest(samples: readonly Sample[], latest: Sample): readonly Sample[] {
  const newest = samples.at(-1);
  if (newest !== undefined && latest.at - newest.at < SAMPLE_MS) return samples;
  return [...samples.filter(({ at }) => latest.at - at <= WINDOW_MS), latest];
}

function formatTimeLeft(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  if (seconds < 60) return t('cli.secondsLeft', { seconds: String(seconds) });
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 60) return t('cli.minutesLeft', { minutes: String(minutes) });
  return t('cli.hoursLeft', {
    hours: String(Math.floor(minutes / 60)),
    minutes: String(minutes % 60),
  });
}

/** "180 MB of 400 MB", "2 of 14 steps". */
export function describeAmount({ done, total, unit }: Progress): string {
  if (unit === 'bytes') {
    return t('cli.amount', { done: formatBytes(done), total: formatBytes(total) });
  }
  return t(unit === 'steps' ? 'cli.amountOfSteps' : 'cli.amountOfFiles', { done, total });
}
