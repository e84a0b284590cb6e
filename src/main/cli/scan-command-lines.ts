/** The commands that read music folders, and keep the library up to date with them. */
import { Argument, type Command } from 'commander';
import { z } from 'zod';
import { t } from '../../shared/words/cli/cli-words.ts';
import { addCommand, type CommonOptions, parseOptions, parseValue } from './command-parsing.ts';

export type ScanCommandLine =
  | {
      readonly command: 'scan';
      readonly options: CommonOptions;
      /** None for all that were scanned before. */
      readonly folders: readonly string[];
      /** Whether tracks are marked as missing even where a disk may be away. */
      readonly acceptsMissing: boolean;
      /** Whether files are read again that have not changed. */
      readonly readsAll: boolean;
    }
  | {
      readonly command: 'watch';
      readonly options: CommonOptions;
      /** What to turn it to; null to say how it is. */
      readonly isOn: boolean | null;
    };

const FoldersSchema = z.array(z.string().min(1, 'has no name'));
const SwitchSchema = z.enum(['on', 'off']).optional();

export function addScanCommands(
  program: Command,
  onParsed: (commandLine: ScanCommandLine) => void,
): void {
  addCommand(program, 'scan')
    .argument('[folder...]', t('help.folders'))
    .option('--full', t('help.readAll'))
    .option('--mark-missing', t('help.markMissing'))
    .action((folders: unknown, flags: { full?: true; markMissing?: true }, command: Command) =>
      onParsed({
        command: 'scan',
        options: parseOptions(command),
        folders: parseValue(FoldersSchema, folders, 'A folder'),
        acceptsMissing: flags.markMissing === true,
        readsAll: flags.full === true,
      }),
    );
  addCommand(program, 'watch')
    .addArgument(new Argument('[on|off]', t('help.onOrOff')).choices(['on', 'off']))
    .action((wanted: unknown, _options, command: Command) => {
      const turned = parseValue(SwitchSchema, wanted, 'What follows watch');
      onParsed({
        command: 'watch',
        options: parseOptions(command),
        isOn: turned === undefined ? null : turned === 'on',
      });
    });
}
