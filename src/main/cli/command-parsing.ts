/** What all commands have in common: their options, and how values that do not fit are told. */
import type { Command } from 'commander';
import { z } from 'zod';
import { FermataError } from '../../shared/errors.ts';
import { type CommandName, help } from '../../shared/words/cli/help.ts';
import { words } from '../../shared/words/words.ts';
import { LockTimeoutSchema } from '../lock-timeout.ts';

/** A file or a folder. */
export const PathSchema = z
  .string()
  .min(1, 'needs a name')
  .refine(
    (path) => !path.startsWith('-'),
    'needs a name (write ./- before one that begins with -)',
  );

const OptionsSchema = z.object({
  library: PathSchema.optional(),
  backups: PathSchema.optional(),
  migrations: PathSchema.optional(),
  lockDir: PathSchema.optional(),
  lockTimeout: LockTimeoutSchema.optional(),
  json: z.boolean().default(false),
});

/** The options of every command, as they were given. */
export type CommonOptions = z.infer<typeof OptionsSchema>;

/** A command of the program, with its help. */
export function addCommand(program: Command, name: CommandName): Command {
  const { summary, description, after } = help().commands[name];
  return program
    .command(name)
    .summary(summary)
    .description(description)
    .addHelpText('after', after);
}

/** @throws FermataError `USAGE` */
export function parseOptions(command: Command): CommonOptions {
  const parsed = OptionsSchema.safeParse(command.optsWithGlobals());
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const flag = String(issue?.path[0]).replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  throw usageError(`--${flag} ${issue?.message}`);
}

/**
 * @param name what to call the value in the error's message
 * @throws FermataError `USAGE`
 */
export function parseValue<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  name: string,
): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw usageError(`${name} ${parsed.error.issues[0]?.message}`);
}

export function usageError(message: string): FermataError {
  return new FermataError('USAGE', `${message}.`, {
    advice: words('cliErrors.helpListsCommands'),
  });
}
