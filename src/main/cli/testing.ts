/** What the tests of commands share: folders that vanish, migrations, the command line. */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { WriteStream } from 'node:tty';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, onTestFinished, vi } from 'vitest';
import { z } from 'zod';
import { parseCommandLine } from './command-line.ts';
import type { CommandContext, CommandOutcome } from './report.ts';
import { run, runCommand } from './run.ts';
import { NO_SCREEN } from './screen.ts';

export const CLI = fileURLToPath(new URL('cli.ts', import.meta.url));

/** Six readable files of six formats, one without tags, one that is broken. */
export const AUDIO = fileURLToPath(new URL('../../../fixtures/audio', import.meta.url));

const LineSchema = z.looseObject({ event: z.string() });

/** Colours are what a test asks for, not what the terminal has that runs it. */
export const NO_COLOURS = { FORCE_COLOR: undefined, NO_COLOR: undefined };

/** A line of `--json`, with fields of its own. */
export type Line = z.infer<typeof LineSchema>;

export interface Ended {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** An empty folder (its real path), removed when the test ends. */
export function scratchFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'fermata-cli-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes a migration set, one file for each SQL script, and returns its folder. */
export function writeMigrations(folder: string, ...scripts: readonly string[]): string {
  const dir = join(folder, `migrations-${scripts.length}`);
  mkdirSync(dir, { recursive: true });
  for (const [index, sql] of scripts.entries()) {
    writeFileSync(join(dir, `${String(index + 1).padStart(4, '0')}_step.sql`), sql);
  }
  return dir;
}

/** A running command line. */
export class CliProcess {
  readonly child: ChildProcessByStdio<null, Readable, Readable>;
  /** Settles when the process is gone and everything it printed has been read. */
  readonly ended: Promise<Ended>;
  #stdout = '';
  #stderr = '';
  #isOver = false;

  constructor(args: readonly string[], environment: NodeJS.ProcessEnv = {}) {
    this.child = spawn(process.execPath, [CLI, ...args], {
      env: { ...process.env, ...NO_COLOURS, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child.stdout.setEncoding('utf8').on('data', (text: string) => {
      this.#stdout += text;
    });
    this.child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#stderr += text;
    });
    this.ended = new Promise((resolve, reject) => {
      this.child.once('error', reject);
      this.child.once('close', (status, signal) => {
        this.#isOver = true;
        resolve({ status, signal, stdout: this.#stdout, stderr: this.#stderr });
      });
    });
    onTestFinished(() => {
      this.child.kill('SIGKILL');
    });
  }

  /**
   * Waits for a line of `--json` with this event, counting those already printed.
   *
   * @throws Error if the process ends without one
   */
  async waitFor(event: string, fits: (line: Line) => boolean = () => true): Promise<Line> {
    for (;;) {
      const lines = parseLines(this.#stdout);
      const found = lines.find((line) => line.event === event && fits(line));
      if (found !== undefined) return found;
      if (this.#isOver) throw new Error(`It ended without "${event}": ${this.#stdout}`);
      await Promise.race([once(this.child.stdout, 'data'), this.ended]);
    }
  }

  /** Waits until standard error has this text; if it never does, the test times out. */
  async waitForText(text: string): Promise<void> {
    while (!this.#stderr.includes(text)) await once(this.child.stderr, 'data');
  }
}

/** What a command gets where no person watches it. */
export const UNWATCHED: CommandContext = {
  report: {
    isForPrograms: true,
    event: () => {},
    aside: () => {},
    row: async () => true,
    outcome: () => {},
  },
  signal: new AbortController().signal,
  confirm: null,
  screen: NO_SCREEN,
};

/**
 * Runs a command alone.
 *
 * @throws whatever the command throws: that would be told, and be its exit status
 */
export async function outcomeOf(
  args: readonly string[],
  context: CommandContext = UNWATCHED,
): Promise<CommandOutcome> {
  const commandLine = parseCommandLine(args);
  if (commandLine.command === 'show') throw new Error('That is no command');
  return runCommand(commandLine, context);
}

/**
 * A library of the songs in fixtures/audio: they are scanned once for all tests of a file.
 *
 * @returns makes a copy of its own for a test
 */
export function scannedLibrary(): () => string {
  const scanned = mkdtempSync(join(tmpdir(), 'fermata-cli-scanned-'));
  beforeAll(async () => {
    await runCli(['scan', '--library', join(scanned, 'library.db'), AUDIO]);
  });
  afterAll(() => rmSync(scanned, { recursive: true }));
  return () => {
    const library = join(scratchFolder(), 'library.db');
    copyFileSync(join(scanned, 'library.db'), library);
    return library;
  };
}

/** Runs the command line to its end, in this process: as one of its own it takes much longer. */
export function runCli(
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): Promise<Ended> {
  return runWith(args, new PassThrough(), environment);
}

/** The same where standard output is a terminal of 80 columns. */
export function runAtTerminal(
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): Promise<Ended> {
  const { getColorDepth } = WriteStream.prototype;
  const terminal = Object.assign(new PassThrough(), { isTTY: true, columns: 80, getColorDepth });
  // Node gives the terminals of a CI service fewer colours, or none.
  return runWith(args, terminal, { TERM: 'xterm', CI: undefined, ...environment });
}

async function runWith(
  args: readonly string[],
  stdout: PassThrough,
  environment: NodeJS.ProcessEnv,
): Promise<Ended> {
  const stderr = new PassThrough();
  const printed = Promise.all([text(stdout), text(stderr)]);
  for (const [name, value] of Object.entries({ ...NO_COLOURS, ...environment })) {
    vi.stubEnv(name, value);
  }
  const status = await run(args, { stdin: Readable.from([]), stdout, stderr });
  vi.unstubAllEnvs();
  stdout.end();
  stderr.end();
  const [out, err] = await printed;
  return { status, signal: null, stdout: out, stderr: err };
}

/** The lines that a command printed for `--json`. */
export function linesOf({ stdout }: Ended): Line[] {
  return parseLines(stdout);
}

/** The result of a command: its last line. */
export function resultOf(ended: Ended): Line {
  const last = linesOf(ended).at(-1);
  if (last?.event !== 'result') throw new Error(`No result at the end: ${ended.stdout}`);
  return last;
}

/** Reads the complete lines of an output that may still grow. */
function parseLines(output: string): Line[] {
  const lines = output.split('\n').slice(0, -1);
  return lines.map((text) => LineSchema.parse(JSON.parse(text)));
}
