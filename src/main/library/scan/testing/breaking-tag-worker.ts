/** A thread that reads tags, as it would be with a parser that breaks off: at files named for it. */
import fs, { writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { basename } from 'node:path';
import { parentPort } from 'node:worker_threads';
import { TagRequestSchema } from '../tag-messages.ts';

const { fstatSync, openSync } = fs;

let opened = '';

/** Where it opens a file to read it: a disk that does not answer. */
fs.openSync = (path, ...how) => {
  opened = String(path);
  if (basename(opened).startsWith('silent')) hang(opened);
  return openSync(path, ...how);
};

/** Then it reads it: a parser that does not come to an end. */
fs.fstatSync = ((...of: Parameters<typeof fstatSync>) => {
  const name = basename(opened);
  if (name.startsWith('exit')) process.exit(3);
  if (name.startsWith('hang')) hang(opened);
  return fstatSync(...of);
}) as typeof fstatSync;
syncBuiltinESMExports();

/** What is thrown while a file is read is that file's problem: this is thrown between two. */
parentPort?.on('message', (message: unknown) => {
  const { jobs } = TagRequestSchema.parse(message);
  if (jobs.some(({ path }) => basename(path).startsWith('throw'))) {
    throw new Error('A parser broke off.');
  }
});

/** An endless loop, once it is known to have begun. */
function hang(path: string): never {
  writeFileSync(`${path}.hangs`, '');
  for (;;);
}

// After it, so that what is above hears of each request first.
await import('../tag-worker.ts');
