/**
 * The commands that can be carried out now. The shell and the views register theirs while they are
 * shown; keys, the native menu, the palette and the sheet of shortcuts all come from here.
 */
import { type CommandId, commandKeys, commandTitle } from '../../../shared/commands.ts';

export interface Command {
  /** One of Fermata's own, or one of a view's: "playlist-12". */
  readonly id: string;
  readonly title: string;
  /** As in shared/commands.ts; null where it has none. */
  readonly keys: string | null;
  /** Whether it can be carried out now; always by default. */
  readonly when?: () => boolean;
  readonly run: () => void;
}

/** One of the app's own commands. */
export function command(id: CommandId, run: () => void, when?: () => boolean): Command {
  const own = { id, title: commandTitle(id), keys: commandKeys(id), run };
  return when === undefined ? own : { ...own, when };
}

export class CommandRegistry {
  /** Those that came last win. */
  readonly #groups = new Set<() => readonly Command[]>();

  /** Adds commands until the returned function is called; they are asked for each time anew. */
  add(commands: () => readonly Command[]): () => void {
    this.#groups.add(commands);
    return () => this.#groups.delete(commands);
  }

  /** Those that can be carried out now. */
  available(): readonly Command[] {
    const byId = new Map<string, Command>();
    for (const group of this.#groups) for (const each of group()) byId.set(each.id, each);
    return [...byId.values()].filter(({ when }) => when?.() !== false);
  }

  /** Carries out a command; answers whether it could. */
  run(id: string): boolean {
    const found = this.available().find((each) => each.id === id);
    found?.run();
    return found !== undefined;
  }
}

/** That of the page. */
export const commandRegistry = new CommandRegistry();
