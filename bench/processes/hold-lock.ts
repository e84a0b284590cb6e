/**
 * Takes a library's lock and keeps it until its input ends. Prints a line when it has to wait, and
 * one when it has the lock.
 */
import { once } from 'node:events';
import { acquireLock } from '../../src/main/lifecycle/lock/lock.ts';
import { machineTime } from '../processes.ts';

const [libraryFile = ''] = process.argv.slice(2);
const print = (state: 'waiting' | 'held') =>
  console.log(JSON.stringify({ state, at: machineTime() }));

let isWaiting = false;
const lock = await acquireLock(
  { libraryFile, timeoutMs: 30_000, appVersion: '0.0.0', purpose: 'measuring' },
  () => {
    if (isWaiting) return;
    isWaiting = true;
    print('waiting');
  },
);
print('held');
process.stdin.resume();
await once(process.stdin, 'end');
await lock.release();
