/** Writes many lines without keeping them: waits while the reader is slow, and notices when it is gone. */
import type { Writable } from 'node:stream';

/**
 * Makes the function that writes a line.
 *
 * @returns what it settles with: false once the stream is not read any more
 */
export function createRowOutput(stream: Writable): (line: string) => Promise<boolean> {
  let isRead = true;
  stream.once('error', () => {
    isRead = false;
  });
  return async (line) => {
    if (isRead && !stream.write(`${line}\n`)) await hasRoom(stream);
    return isRead;
  };
}

function hasRoom(stream: Writable): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      for (const event of ENDS) stream.off(event, done);
      resolve();
    };
    for (const event of ENDS) stream.on(event, done);
  });
}

const ENDS = ['drain', 'error', 'close'] as const;
