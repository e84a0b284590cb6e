/** A thread that reads tags, as it would be with a parser that breaks off: at files named for it. */
import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parentPort } from 'node:worker_threads';
import { TagRequestSchema } from '../tag-messages.ts';

parentPort?.on('message', (message: unknown) => {
  for (const path of TagRequestSchema.parse(message).paths) {
    const name = basename(path);
    if (name.startsWith('exit')) process.exit(3);
    if (name.startsWith('throw')) throw new Error('A parser broke off.');
    if (name.startsWith('hang')) hang(path);
  }
});

/** An endless loop, once it is known to have begun. */
function hang(path: string): never {
  writeFileSync(`${path}.hangs`, '');
  for (;;);
}

// After it, so that what is above hears of each request first.
await import('../tag-worker.ts');
