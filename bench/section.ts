/** One part of the benchmarks: what it measures, beside what, and how far it has to come. */
import { best } from './statistics.ts';

/** A line of the printed table. */
export interface Measurement {
  readonly what: string;
  /** What was measured, in words: "1.43 ms". */
  readonly measured: string;
  /** What it was measured beside, in the same run; empty where there is nothing to compare with. */
  readonly beside: string;
  /** In words: "≤ 2 ms"; empty where the line only informs. */
  readonly target: string;
  /** Null where there is no target. */
  readonly met: boolean | null;
}

/** How much to do: the defaults are what the targets are about. */
export interface BenchOptions {
  /** An existing, empty folder on the disk to measure. */
  readonly scratch: string;
  /** How often each thing is done that takes seconds. */
  readonly rounds: number;
  /** How often each thing is done that takes milliseconds. */
  readonly samples: number;
  /** The size of the library that is migrated. */
  readonly tracks: number;
  /** The size of the library that is backed up, in megabytes. */
  readonly megabytes: number;
  /** A checkout of another version of Fermata, with its modules, to measure beside. */
  readonly beside?: string | undefined;
}

/** A line with a target: met where the value does not exceed it. */
export function judged(what: string, { value, limit, unit, beside }: JudgedValue): Measurement {
  return {
    what,
    measured: inUnit(value, unit),
    beside,
    target: `≤ ${inUnit(limit, unit, 0)}`,
    met: value <= limit,
  };
}

interface JudgedValue {
  readonly value: number;
  readonly limit: number;
  readonly unit: 'ms' | '×' | 'kB' | 'MB' | '';
  readonly beside: string;
}

/** The best of what was measured, where it could be. */
export function told(times: readonly number[]): string {
  return times.length === 0 ? 'not installed' : inMilliseconds(best(times));
}

/** 1.4321 ms: "1.43 ms". */
export function inMilliseconds(value: number): string {
  return inUnit(value, 'ms');
}

function inUnit(value: number, unit: JudgedValue['unit'], digits?: number): string {
  const shown = digits === 0 || unit === '' ? String(value) : value.toFixed(value < 100 ? 2 : 0);
  return unit === '' ? shown : `${shown} ${unit}`;
}
