/** Times calls of one function: the first in this process, and those after it. */
import { median } from '../statistics.ts';

/** Prints one line: `{"first":…,"warm":…}`, in milliseconds; warm is the median. */
export async function printTimes(calls: number, call: () => Promise<void> | void): Promise<void> {
  const times: number[] = [];
  for (let count = 0; count < calls; count += 1) {
    const startedAt = performance.now();
    await call();
    times.push(performance.now() - startedAt);
  }
  const [first, ...rest] = times;
  console.log(JSON.stringify({ first, warm: rest.length === 0 ? first : median(rest) }));
}
