/**
 * The commands of the app that have a title and keys of their own, for its pages and its native menu
 * alike. Keys are written as "Mod+Shift+S": Mod is Ctrl, on macOS Command.
 */
import type { MenuCommand } from './desktop-bridge.ts';
import { t, type WordsKey } from './words/words.ts';

type Label =
  | Extract<WordsKey, `menu.${string}`>
  | 'commands.show'
  | 'commands.shortcuts'
  | 'commands.back'
  | 'commands.shuffle'
  | 'commands.repeat'
  | 'commands.queue'
  | 'commands.favouritePlaying'
  | 'commands.forward';

interface CommandFacts {
  /** As in a menu: the ampersand marks the key that chooses it there on Windows and Linux. */
  readonly label: Label;
  readonly keys?: string;
}

/** Those that only pages have. */
type PageCommand =
  | 'commands'
  | 'shortcuts'
  | 'back'
  | 'forward'
  | 'shuffle'
  | 'repeat'
  | 'queue'
  | 'favourite-playing';

export type CommandId = MenuCommand | PageCommand;

const COMMANDS: Readonly<Record<CommandId, CommandFacts>> = {
  'new-playlist': { label: 'menu.newPlaylist', keys: 'Mod+Alt+N' },
  find: { label: 'menu.find', keys: 'Mod+F' },
  'scan-folder': { label: 'menu.scanFolder', keys: 'Mod+Shift+S' },
  'read-all-again': { label: 'menu.readAllAgain' },
  'back-up': { label: 'menu.backUp', keys: 'Mod+B' },
  restore: { label: 'menu.restore' },
  'library-health': { label: 'menu.libraryHealth' },
  licences: { label: 'menu.licences' },
  'play-pause': { label: 'menu.playPause', keys: 'Space' },
  'next-track': { label: 'menu.next', keys: 'Mod+Right' },
  'previous-track': { label: 'menu.previous', keys: 'Mod+Left' },
  'volume-up': { label: 'menu.volumeUp', keys: 'Mod+Up' },
  'volume-down': { label: 'menu.volumeDown', keys: 'Mod+Down' },
  mute: { label: 'menu.mute' },
  shuffle: { label: 'commands.shuffle', keys: 'Mod+Alt+S' },
  repeat: { label: 'commands.repeat', keys: 'Mod+Alt+R' },
  queue: { label: 'commands.queue', keys: 'Mod+Alt+U' },
  'favourite-playing': { label: 'commands.favouritePlaying' },
  undo: { label: 'menu.undo', keys: 'Mod+Z' },
  redo: { label: 'menu.redo', keys: 'Mod+Shift+Z' },
  commands: { label: 'commands.show', keys: 'Mod+K' },
  shortcuts: { label: 'commands.shortcuts', keys: '?' },
  back: { label: 'commands.back', keys: 'Alt+Left' },
  forward: { label: 'commands.forward', keys: 'Alt+Right' },
};

/** A command's title in a menu. */
export function commandLabel(id: CommandId): string {
  return t(COMMANDS[id].label);
}

/** A command's title outside of a menu. */
export function commandTitle(id: CommandId): string {
  return commandLabel(id).replace('&', '');
}

/** The keys of a command; null where it has none. */
export function commandKeys(id: CommandId): string | null {
  return COMMANDS[id].keys ?? null;
}
