/** What a shell needs to complete Fermata's commands and options, made of their definitions. */
import type { Command } from 'commander';
import type { Shell } from './shells.ts';

/** A command as it is typed: "playlist add". */
interface Completed {
  readonly path: string;
  readonly summary: string;
  /** Its own options and those of the program: "--json". */
  readonly flags: readonly string[];
  /** The commands below it. */
  readonly commands: readonly string[];
}

/** The script that a shell reads: `source <(fermata completion bash)`. */
export function completionScript(program: Command, shell: Shell): string {
  const completed = describe(program, []);
  switch (shell) {
    case 'bash':
      return bashScript(completed);
    case 'zsh':
      return `#compdef fermata\nautoload -U +X bashcompinit && bashcompinit\n${bashScript(completed)}`;
    case 'fish':
      return fishScript(completed);
  }
}

function describe(command: Command, path: readonly string[]): Completed[] {
  const commands = command.commands.filter((each) => each.name() !== 'help');
  const described = {
    path: path.join(' '),
    summary: command.summary(),
    flags: [...new Set([...flagsOf(command), '--help'])],
    commands: commands.map((each) => each.name()),
  };
  return [described, ...commands.flatMap((each) => describe(each, [...path, each.name()]))];
}

function flagsOf(command: Command): string[] {
  const own = command.options.flatMap(({ long }) => long ?? []);
  return command.parent === null ? own : [...own, ...flagsOf(command.parent)];
}

/** Words are completed by the longest command that was typed; beyond it, files are. */
function bashScript(completed: readonly Completed[]): string {
  const typed = completed
    .filter(({ path }) => path !== '')
    .map(({ path }) => `      ' ${path}') path=' ${path}' ;;`);
  const offered = completed.map(({ path, flags, commands }) => {
    const words = [...commands, ...flags].join(' ');
    return `    '${path === '' ? '' : ` ${path}`}') words='${words}' ;;`;
  });
  return `_fermata() {
  local path='' words='' each
  for each in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$path $each" in
${typed.join('\n')}
    esac
  done
  case "$path" in
${offered.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _fermata fermata
`;
}

function fishScript(completed: readonly Completed[]): string {
  const lines = completed.flatMap(({ path, flags, commands }) => {
    const condition =
      path === ''
        ? '__fish_use_subcommand'
        : `__fish_seen_subcommand_from ${path.split(' ').at(-1)}`;
    const isTop = path === '' || !path.includes(' ');
    const below = isTop
      ? commands.map((name) => {
          const { summary } =
            completed.find((each) => each.path === (path === '' ? name : `${path} ${name}`)) ?? {};
          return `complete -c fermata -n '${condition}' -a '${name}' -d '${quoted(summary ?? '')}'`;
        })
      : [];
    const options = flags.map(
      (flag) => `complete -c fermata -n '${condition}' -l '${flag.slice(2)}'`,
    );
    return [...below, ...options];
  });
  return `${lines.join('\n')}\n`;
}

function quoted(text: string): string {
  return text.replaceAll("'", "\\'");
}
