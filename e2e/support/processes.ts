/**
 * Fermata's command line as a real process of the operating system: started with `--json`, its
 * lines read as they come, awaited by what they say (never by time), stopped, resumed and killed.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { z } from 'zod';
import { ErrorReportSchema } from '../../src/shared/errors.ts';
import { LifecycleEventSchema } from '../../src/shared/lifecycle-events.ts';

const ScanPhaseSchema = z.object({ event: z.literal('phase'), phase: z.literal('scan') });

const ScanProgressSchema = z.object({
  event: z.literal('progress'),
  phase: z.literal('scan'),
  done: z.number(),
  total: z.number(),
  unit: z.literal('files'),
});

const ListeningSchema = z.object({
  event: z.literal('listening'),
  url: z.url(),
  ownUrl: z.url().nullable(),
});

/** Each command's result has fields of its own; a test parses those that it needs. */
const SuccessSchema = z.looseObject({ event: z.literal('result'), ok: z.literal(true) });

const FailureSchema = z.looseObject({
  event: z.literal('result'),
  ok: z.literal(false),
  ...ErrorReportSchema.shape,
});

const LineSchema = z.union([
  LifecycleEventSchema,
  ScanPhaseSchema,
  ScanProgressSchema,
  ListeningSchema,
  SuccessSchema,
  FailureSchema,
]);

/** One line that the command line printed for `--json`. */
export type Line = z.infer<typeof LineSchema>;

type ResultLine = Extract<Line, { event: 'result' }>;

/** How a process ended: with an exit status, or by a signal. */
export interface Ended {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  /** The last line, where it is a result. */
  readonly result: ResultLine | null;
  readonly stderr: string;
}

export interface StartOptions {
  /** Added to the environment of this process; `undefined` takes a variable away. */
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** A command to run it through, which becomes it: `setpriv`, say. */
  readonly through?: readonly [string, ...string[]];
}

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** The built command line, as people start it; before the first build, its sources. */
const COMMAND: readonly [string, ...string[]] = existsSync(at('out/main/cli.js'))
  ? [at('bin/fermata')]
  : [process.execPath, at('src/main/cli/cli.ts')];

/**
 * Starts `fermata ARGS --json`. What is still running when the test ends is killed.
 *
 * The process that is started is the one that works (bin/fermata replaces itself): signals sent to
 * it reach Fermata.
 */
export function startFermata(args: readonly string[], options: StartOptions = {}): FermataProcess {
  const [file, ...before] = [...(options.through ?? []), ...COMMAND];
  return new FermataProcess(file, [...before, ...args, '--json'], options);
}

/** Runs `fermata ARGS --json` to its end. */
export function runFermata(args: readonly string[], options: StartOptions = {}): Promise<Ended> {
  return startFermata(args, options).ended;
}

export class FermataProcess {
  /** Every line so far. */
  readonly lines: Line[] = [];
  /** Settles when the process is gone and everything it printed has been read. */
  readonly ended: Promise<Ended>;
  readonly #child: ChildProcess;
  readonly #arrivals = new Map<Line, number>();
  readonly #watchers = new Set<() => void>();
  #failure: Error | null = null;
  #isOver = false;
  #stderr = '';

  constructor(file: string, args: readonly string[], { env, cwd }: StartOptions) {
    const child = spawn(file, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#stderr += text;
    });
    this.ended = this.#follow(child, child.stdout);
    // Whoever asks for it gets the failure; a test that kills its process may not ask.
    this.ended.catch(() => {});
    onTestFinished(async () => {
      child.kill('SIGKILL');
      await this.ended.catch(() => {});
    });
  }

  /** @throws Error if the process could not be started */
  get pid(): number {
    if (this.#child.pid === undefined) throw new Error('The process could not be started.');
    return this.#child.pid;
  }

  /** What it has printed on standard error so far. */
  get stderr(): string {
    return this.#stderr;
  }

  /** When a line was read here, in milliseconds on this process's performance clock. */
  arrivalOf(line: Line): number {
    return this.#arrivals.get(line) ?? Number.NaN;
  }

  /**
   * Waits for the first line with this event, counting those already printed.
   *
   * @throws Error if the process ends without one
   */
  async waitFor<Name extends Line['event']>(
    name: Name,
    fits: (line: Extract<Line, { event: Name }>) => boolean = () => true,
  ): Promise<Extract<Line, { event: Name }>> {
    const isIt = (line: Line): line is Extract<Line, { event: Name }> =>
      isNamed(line, name) && fits(line);
    await this.until(isIt, `"${name}"`);
    const found = this.lines.find(isIt);
    if (found === undefined) throw new Error('A line that was printed is gone.');
    return found;
  }

  /**
   * Waits until it has printed a line that fits.
   *
   * @param what names the line in the error's message
   * @throws Error if the process ends without one
   */
  async until(fits: (line: Line) => boolean, what = 'the line awaited'): Promise<void> {
    while (!this.lines.some(fits)) {
      if (this.#failure !== null) throw this.#failure;
      if (this.#isOver) throw new Error(`The process ended without ${what}.\n${this.#story()}`);
      await new Promise<void>((resolve) => this.#watchers.add(resolve));
    }
  }

  /** Sends a signal; SIGKILL unless another is named. */
  kill(signal: NodeJS.Signals = 'SIGKILL'): void {
    this.#child.kill(signal);
  }

  /** Stops the process where it is (SIGSTOP), and waits until the system says that it stands. */
  async suspend(): Promise<void> {
    this.#child.kill('SIGSTOP');
    while ((await stateOf(this.pid)) !== 'T') {
      if (this.#isOver) throw new Error(`The process ended before it stood.\n${this.#story()}`);
    }
  }

  /** Lets a suspended process go on (SIGCONT). */
  resume(): void {
    this.#child.kill('SIGCONT');
  }

  async #follow(child: ChildProcess, stdout: Readable): Promise<Ended> {
    const lines = createInterface({ input: stdout });
    lines.on('line', (text) => this.#read(text));
    const closed = new Promise<Pick<Ended, 'status' | 'signal'>>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (status, signal) => resolve({ status, signal }));
    });
    try {
      const ended = await closed;
      const last = this.lines.at(-1);
      if (this.#failure !== null) throw this.#failure;
      return { ...ended, result: last?.event === 'result' ? last : null, stderr: this.#stderr };
    } finally {
      this.#isOver = true;
      this.#wake();
    }
  }

  #read(text: string): void {
    try {
      const line = LineSchema.parse(JSON.parse(text));
      this.#arrivals.set(line, performance.now());
      this.lines.push(line);
    } catch (cause) {
      this.#failure ??= new Error(`Not a line of the contract: ${text}`, { cause });
    }
    this.#wake();
  }

  #wake(): void {
    for (const resolve of this.#watchers) resolve();
    this.#watchers.clear();
  }

  #story(): string {
    const lines = this.lines.map((line) => JSON.stringify(line));
    return [...lines, this.#stderr].join('\n');
  }
}

function isNamed<Name extends Line['event']>(
  line: Line,
  name: Name,
): line is Extract<Line, { event: Name }> {
  return line.event === name;
}

/** The one-letter state of a process in Linux's /proc: R, S, D, T (stopped), Z. */
async function stateOf(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  // The command's name stands before it in parentheses and may contain anything.
  return stat.charAt(stat.lastIndexOf(')') + 2);
}
