/** The manual of `fermata`, made of the definitions of its commands: `fermata man | man -l -`. */
import type { Command } from 'commander';
import { APP_VERSION } from '../app-version.ts';

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
  ];
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
