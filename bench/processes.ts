/** Measuring processes: started fresh with this Node, read line by line. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { z } from 'zod';
import { WORK_LIMIT_MS, within } from './limits.ts';

/** This checkout of Fermata. */
const THIS_CHECKOUT = fileURLToPath(new URL('..', import.meta.url));

/** The path of a script in bench/processes, of this checkout or another one. */
export function scriptPath(name: string, checkout = THIS_CHECKOUT): string {
  return join(checkout, 'bench', 'processes', `${name}.ts`);
}

/** A script of bench/processes that prints JSON lines, and reads lines. */
export class MeasuringProcess {
  readonly #script: string;
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;
  readonly #gone: Promise<unknown>;

  constructor(script: string, args: readonly string[], checkout?: string) {
    const child = spawn(process.execPath, [scriptPath(script, checkout), ...args], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.#script = script;
    this.#child = child;
    this.#lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    this.#gone = once(child, 'exit');
  }

  /** The next line that it prints. */
  async next<Value>(schema: z.ZodType<Value>): Promise<Value> {
    const { value, done } = await this.#within('a line', this.#lines.next());
    if (done === true) throw new Error('A measuring process ended before it had measured.');
    return schema.parse(JSON.parse(value));
  }

  /** Ends it by SIGKILL, and waits until it is gone. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#gone;
  }

  /** Waits until it has ended by itself. */
  async end(): Promise<void> {
    this.#child.stdin?.end();
    await this.#within('the end', this.#gone);
  }

  #within<Result>(what: string, awaited: Promise<Result>): Promise<Result> {
    const end = () => this.#child.kill('SIGKILL');
    return within(WORK_LIMIT_MS, `${what} of ${this.#script}`, awaited, end);
  }
}

/**
 * Runs a script of bench/processes, and returns the one line that it prints.
 *
 * @param checkout of another version, whose script is run
 */
export async function measureInProcess<Value>(
  script: string,
  args: readonly string[],
  schema: z.ZodType<Value>,
  checkout?: string,
): Promise<Value> {
  const running = new MeasuringProcess(script, args, checkout);
  const value = await running.next(schema);
  await running.end();
  return value;
}

/** The clock that all processes of a machine share, in milliseconds. */
export function machineTime(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
