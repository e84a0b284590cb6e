/** The manual of `fermata`, made of the definitions of its commands: `fermata man | man -l -`. */

import type { Command } from 'commander';
import { t } from '../../shared/words/cli/cli-words.ts';
import { help, isCommandName } from '../../shared/words/cli/help.ts';
import { APP_VERSION } from '../app-version.ts';

/** The page as man(7) has it. */
export function manPage(program: Command): string {
  const lines = [
    `.TH FERMATA 1 "" "Fermata ${APP_VERSION}" "${t('help.manual')}"`,
    `.SH ${t('help.name')}`,
    `fermata \\- ${text(program.description())}`,
    `.SH ${t('help.synopsis')}`,
    '.B fermata',
    `.I ${t('help.command')}`,
    t('help.givenOptions'),
    `.SH ${t('help.optionsHeading')}`,
    ...program.options.flatMap(({ flags, description }) => item(flags, description)),
    `.SH ${t('help.commandsHeading')}`,
    ...program.commands.flatMap(commandLines),
    ...blocksOf(help().program).flatMap(([heading, lines]) => [
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
  return isCommandName(name) ? help().commands[name].after : '';
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
