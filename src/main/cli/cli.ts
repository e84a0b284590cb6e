/** The command line's entry: reads the arguments, runs the command, tells how it went. */
import { inspect } from 'node:util';
import { EXIT_STATUS } from '../../shared/errors.ts';
import {
  asksForJson,
  type CommandLine,
  describeCommands,
  parseCommandLine,
} from './command-line.ts';
import { type Confirm, confirmAt } from './confirmation.ts';
import { createJsonReport } from './json-report.ts';
import { surviveClosedOutput } from './output-streams.ts';
import { createProgressBar, createProgressLines } from './progress-bar.ts';
import { type CommandContext, type CommandOutcome, failed, type Report } from './report.ts';
import { abortOnSignals } from './signals.ts';
import { createTextReport } from './text-report.ts';

const args = process.argv.slice(2);
const report = createReport();
/** How long undoing may take after something unexpected, in milliseconds. */
const UNDO_GRACE_MS = 3_000;

const crash = new AbortController();
let isFinished = false;

surviveClosedOutput();
process.on('uncaughtException', endOnUnexpected);
const outcome = await run();
if (crash.signal.aborted) {
  finish(failed(crash.signal.reason));
  process.exit();
}
finish(outcome);

function createReport(): Report {
  if (asksForJson(args)) return createJsonReport(process.stdout);
  const { stdout, stderr } = process;
  const progress = stderr.isTTY
    ? createProgressBar(stderr)
    : createProgressLines((line) => stderr.write(`${line}\n`));
  return createTextReport(stdout, stderr, progress);
}

async function run(): Promise<CommandOutcome> {
  try {
    const commandLine = parseCommandLine(args);
    if (commandLine.command === 'show') return showText(commandLine.text);
    const stopped = abortOnSignals({
      onStopping: () =>
        report.aside('Stopping, and undoing what is not finished. Once more stops at once.'),
      onCutShort: (reason) => finish(failed(reason)),
    });
    const signal = AbortSignal.any([stopped, crash.signal]);
    return await runCommand(commandLine, { report, signal, confirm: createConfirm(signal) });
  } catch (error) {
    return failed(error);
  }
}

/** Scripts are not asked: where input or questions do not meet a person, a command goes on. */
function createConfirm(signal: AbortSignal): Confirm | null {
  const { stdin: input, stderr: output } = process;
  return input.isTTY && output.isTTY && !asksForJson(args)
    ? confirmAt({ input, output }, signal)
    : null;
}

/** What nobody expected: told at once, and what is not finished is undone before the process ends. */
function endOnUnexpected(error: unknown): void {
  process.stderr.write(`Unexpected: ${inspect(error)}\n`);
  if (isFinished) process.exit(EXIT_STATUS.INTERNAL);
  if (crash.signal.aborted) return;
  crash.abort(error);
  setTimeout(() => {
    finish(failed(error));
    process.exit();
  }, UNDO_GRACE_MS);
}

/** Commands are loaded when they are asked for: most need neither the web server nor the engine. */
async function runCommand(
  commandLine: Exclude<CommandLine, { command: 'show' }>,
  context: CommandContext,
): Promise<CommandOutcome> {
  switch (commandLine.command) {
    case 'prepare':
      return (await import('./prepare-command.ts')).prepare(commandLine.options, context);
    case 'status':
      return (await import('./status-command.ts')).status(commandLine.options);
    case 'scan':
      return (await import('./scan-command.ts')).scan(commandLine, context);
    case 'search':
      return (await import('./search-command.ts')).search(commandLine, context);
    case 'tracks':
      return (await import('./tracks-command.ts')).tracks(commandLine, context);
    case 'rate':
    case 'favourite':
    case 'played':
      return (await import('./mark-commands.ts')).mark(commandLine, context);
    case 'playlist':
      return (await import('./playlist-command.ts')).playlist(commandLine, context);
    case 'completion': {
      const { completionScript } = await import('./completion.ts');
      return showText(completionScript(describeCommands(), commandLine.shell).trimEnd());
    }
    case 'man':
      return showText((await import('./man-page.ts')).manPage(describeCommands()));
    case 'serve':
      return (await import('./serve-command.ts')).serve(commandLine, context);
    case 'backup':
      return (await import('./backup-command.ts')).backup(commandLine, context);
    case 'backups':
      return (await import('./backups-command.ts')).backups(commandLine);
    case 'verify':
      return (await import('./verify-command.ts')).verify(commandLine, context);
    case 'restore':
      return (await import('./restore-command.ts')).restore(commandLine, context);
    case 'salvage':
      return (await import('./restore-command.ts')).salvage(commandLine, context);
    case 'doctor':
      return (await import('./doctor-command.ts')).doctor(commandLine.options, context);
  }
}

function showText(text: string): CommandOutcome {
  return { fields: { text }, text, failure: null };
}

/** Reports how the command ended; the first word on it is the last. */
function finish(outcome: CommandOutcome): void {
  if (isFinished) return;
  isFinished = true;
  report.outcome(outcome);
  process.exitCode = outcome.failure === null ? 0 : outcome.failure.exitStatus;
}
