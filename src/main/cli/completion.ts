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
  /** What its arguments can be, where there is a choice. */
  readonly choices: readonly string[];
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
    choices: command.registeredArguments.flatMap(({ argChoices }) => argChoices ?? []),
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
  const offered = completed.map(({ path, flags, commands, choices }) => {
    const words = [...commands, ...choices, ...flags].join(' ');
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

/** The same for fish: each line is for one command, which a function finds among what was typed. */
function fishScript(completed: readonly Completed[]): string {
  const typed = completed
    .filter(({ path }) => path !== '')
    .map(({ path }) => `      case ${quoted(` ${path}`)}\n        set path ${quoted(` ${path}`)}`);
  const summaries = new Map(completed.map(({ path, summary }) => [path, summary]));
  const lines = completed.flatMap(({ path, flags, commands, choices }) => {
    const at = path === '' ? '' : ` ${path}`;
    const complete = `complete -c fermata -n ${quoted(`__fermata_at ${quoted(at)}`)}`;
    const below = commands.map((name) => {
      const summary = summaries.get(`${at} ${name}`.trimStart()) ?? '';
      return `${complete} -f -a ${quoted(name)} -d ${quoted(summary)}`;
    });
    const values = choices.map((choice) => `${complete} -f -a ${quoted(choice)}`);
    const options = flags.map((flag) => `${complete} -l ${quoted(flag.slice(2))}`);
    return [...below, ...values, ...options];
  });
  return `function __fermata_at
  set -l words (commandline -opc)
  set -e words[1]
  set -l path ''
  for word in $words
    switch "$path $word"
${typed.join('\n')}
    end
  end
  test "$path" = "$argv[1]"
end
${lines.join('\n')}
`;
}

/** A word of fish: between single quotes only these two are escaped. */
function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
