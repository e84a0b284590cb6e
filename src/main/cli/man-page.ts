/** The manual of `fermata`, made of the definitions of its commands: `fermata man | man -l -`. */
import type { Command } from 'commander';
import { APP_VERSION } from '../app-version.ts';
import { COMMAND_HELP, type CommandName, PROGRAM_HELP } from './help-texts.ts';

/** The page as man(7) has it. */
export function manPage(program: Command): string {
  const lines = [
    `.TH FERMATA 1 "" "Fermata ${APP_VERSION}" "User Commands"`,
    '.SH NAME',
    `fermata \\- ${text(program.description())}`,
    '.SH SYNOPSIS',
    '.B fermata',
    '.I command',
    '[options]',
    '.SH OPTIONS',
    ...program.options.flatMap(({ flags, description }) => item(flags, description)),
    '.SH COMMANDS',
    ...program.commands.flatMap(commandLines),
    ...blocksOf(PROGRAM_HELP).flatMap(([heading, lines]) => [
      `.SH ${text(heading.toUpperCase())}`,
      ...asTheyAre(lines),
    ]),
  ];
  return lines.join('\n');
}

function commandLines(command: Command): string[] {
  if (command.name() === 'help') return [];
  return [
    `.SS fermata ${text(command.name())} ${text(command.usage())}`,
    text(command.description()),
    ...command.options.flatMap(({ flags, description }) => item(flags, description)),
    ...command.commands
      .filter((each) => each.name() !== 'help')
      .flatMap((each) => item(`${each.name()} ${each.usage()}`, each.summary())),
    ...blocksOf(helpAfter(command.name())).flatMap(([heading, lines]) => [
      '.PP',
      `${text(heading)}:`,
      ...asTheyAre(lines),
    ]),
  ];
}

function helpAfter(name: string): string {
  return isCommandName(name) ? COMMAND_HELP[name].after : '';
}

function isCommandName(name: string): name is CommandName {
  return Object.hasOwn(COMMAND_HELP, name);
}

/** The parts of what the help says after the options, each with its heading. */
function blocksOf(help: string): [heading: string, lines: readonly string[]][] {
  const blocks: [string, string[]][] = [];
  for (const line of help.split('\n')) {
    const heading = /^(\S.*):$/.exec(line)?.[1];
    if (heading !== undefined) blocks.push([heading, []]);
    else if (line !== '') blocks.at(-1)?.[1].push(line);
  }
  return blocks;
}

function asTheyAre(lines: readonly string[]): string[] {
  return ['.nf', ...lines.map(text), '.fi'];
}

function item(term: string, description: string): string[] {
  return ['.TP', `.B ${text(term)}`, text(description)];
}

/** Hyphens that stay hyphens, and no line that begins a request. */
function text(plain: string): string {
  return plain
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(/^(?=[.'])/gm, '\\&');
}
