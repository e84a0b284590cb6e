/** The command line as a function: reads the arguments, runs the command, tells how it went. */
import { FermataError } from '../../shared/errors.ts';
import { t } from '../../shared/words/cli/cli-words.ts';
import {
  asksForJson,
  type CommandLine,
  describeCommands,
  parseCommandLine,
} from './command-line.ts';
import { type Confirm, confirmAt } from './confirmation.ts';
import { createJsonReport } from './json-report.ts';
import { createProgressBar, createProgressLines } from './progress-bar.ts';
import { type CommandContext, type CommandOutcome, failed, type Report } from './report.ts';
import { NO_SCREEN, screenOf } from './screen.ts';
import type { Streams } from './streams.ts';
import { createTextReport } from './text-report.ts';

/** What ends a command before its time. */
export interface Stops {
  /** Asks it to undo what is not finished; a reason that is not Fermata's own is how it then failed. */
  readonly stop: AbortSignal;
  /** Ends it before it has: its reason is the outcome, and nothing is told after it. */
  readonly cutShort: AbortSignal;
}

const NOTHING_STOPS: Stops = {
  stop: new AbortController().signal,
  cutShort: new AbortController().signal,
};

/**
 * Runs a command.
 *
 * @param args the arguments after the program's name
 * @returns settles with the exit status, once the outcome is written; never rejects
 */
export function run(
  args: readonly string[],
  streams: Streams,
  { stop, cutShort }: Stops = NOTHING_STOPS,
): Promise<number> {
  return new Promise((resolve) => {
    const report = createReport(args, streams);
    let isOver = false;
    // The first word on how it ended is the last.
    const end = (outcome: CommandOutcome) => {
      if (isOver) return;
      isOver = true;
      report.outcome(outcome);
      resolve(outcome.failure === null ? 0 : outcome.failure.exitStatus);
    };
    cutShort.addEventListener('abort', () => end(failed(cutShort.reason)), { once: true });
    const sayStopping = () => report.aside(t('cli.stopping'));
    stop.addEventListener('abort', sayStopping, { once: true });
    void outcomeOf(args, streams, { report, signal: stop }).then((outcome) => {
      stop.removeEventListener('abort', sayStopping);
      end(stop.aborted && !(stop.reason instanceof FermataError) ? failed(stop.reason) : outcome);
    });
  });
}

function createReport(args: readonly string[], { stdout, stderr }: Streams): Report {
  if (asksForJson(args)) return createJsonReport(stdout);
  const progress =
    stderr.isTTY === true
      ? createProgressBar(stderr)
      : createProgressLines((line) => stderr.write(`${line}\n`));
  return createTextReport(stdout, stderr, progress);
}

async function outcomeOf(
  args: readonly string[],
  streams: Streams,
  { report, signal }: Pick<CommandContext, 'report' | 'signal'>,
): Promise<CommandOutcome> {
  try {
    const isForPrograms = asksForJson(args);
    const screen = isForPrograms ? NO_SCREEN : screenOf(streams.stdout);
    const commandLine = parseCommandLine(args, screen);
    if (commandLine.command === 'show') return showText(commandLine.text);
    const confirm = isForPrograms ? null : createConfirm(streams, signal);
    return await runCommand(commandLine, { report, signal, confirm, screen });
  } catch (error) {
    return failed(error);
  }
}

/** Scripts are not asked: where input or questions do not meet a person, a command goes on. */
function createConfirm({ stdin, stderr }: Streams, signal: AbortSignal): Confirm | null {
  return stdin.isTTY === true && stderr.isTTY === true
    ? confirmAt({ input: stdin, output: stderr }, signal)
    : null;
}

/** Commands are loaded when they are asked for: most need neither the web server nor the engine. */
export async function runCommand(
  commandLine: Exclude<CommandLine, { command: 'show' }>,
  context: CommandContext,
): Promise<CommandOutcome> {
  switch (commandLine.command) {
    case 'prepare':
      return (await import('./prepare-command.ts')).prepare(commandLine, context);
    case 'status':
      return (await import('./status-command.ts')).status(commandLine.options, context);
    case 'scan':
      return (await import('./scan-command.ts')).scan(commandLine, context);
    case 'folders':
      return (await import('./folders-command.ts')).folders(commandLine, context);
    case 'watch':
      return (await import('./watch-command.ts')).watch(commandLine, context);
    case 'encoding':
      return (await import('./encoding-command.ts')).encoding(commandLine, context);
    case 'tags':
      return (await import('./tags-command.ts')).tags(commandLine, context);
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
      return (await import('./backups-command.ts')).backups(commandLine, context);
    case 'verify':
      return (await import('./verify-command.ts')).verify(commandLine, context);
    case 'restore':
      return (await import('./restore-command.ts')).restore(commandLine, context);
    case 'repair':
      return (await import('./repair-command.ts')).repair(commandLine.options, context);
    case 'salvage':
      return (await import('./restore-command.ts')).salvage(commandLine, context);
    case 'separate':
      return (await import('./separate-command.ts')).separate(commandLine, context);
    case 'move':
      return (await import('./move-command.ts')).move(commandLine, context);
    case 'doctor':
      return (await import('./doctor-command.ts')).doctor(commandLine, context);
  }
}

function showText(text: string): CommandOutcome {
  return { fields: { text }, text, failure: null };
}
