/** Commands that work with the library prepare it first and close it cleanly, however they end. */
import { type Library, openLibrary } from '../library/library.ts';
import type { PreparedLibrary } from '../lifecycle/prepare.ts';
import type { CommonOptions } from './command-line.ts';
import { prepareNamedLibrary } from './preparation.ts';
import type { CommandContext } from './report.ts';

/**
 * Prepares and opens the library, uses it, and closes it.
 *
 * @throws FermataError whatever preparing, using or closing the library throws, and `INTERRUPTED`
 *   if a signal came before it was ready
 */
export async function withPreparedLibrary<Result>(
  options: CommonOptions,
  context: CommandContext,
  use: (prepared: PreparedLibrary<Library>) => Promise<Result>,
): Promise<Result> {
  const prepared = await prepareNamedLibrary(options, context, openLibrary);
  try {
    context.signal.throwIfAborted();
    return await use(prepared);
  } finally {
    await prepared.library.close();
  }
}
