/** Where a command reads and writes: the process's own streams, or others in their place. */
import type { Readable, Writable } from 'node:stream';

interface MaybeTerminal {
  readonly isTTY?: boolean;
}

export interface Output extends Writable, MaybeTerminal {
  /** The width of a terminal, in characters. */
  readonly columns?: number;
}

export interface Streams {
  readonly stdin: Readable & MaybeTerminal;
  readonly stdout: Output;
  readonly stderr: Output;
}
