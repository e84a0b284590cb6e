/**
 * The commands of the app that have a title and keys of their own, for its pages and its native menu
 * alike. Keys are written as "Mod+Shift+S": Mod is Ctrl, on macOS Command.
 */
interface CommandWords {
  /** As in a menu: the ampersand marks the key that chooses it there on Windows and Linux. */
  readonly label: string;
  readonly keys?: string;
}

const COMMANDS = {
  'new-playlist': { label: '&New Playlist', keys: 'Mod+Alt+N' },
  find: { label: '&Find', keys: 'Mod+F' },
  'scan-folder': { label: '&Scan Folder…', keys: 'Mod+Shift+S' },
  'back-up': { label: '&Back Up Library Now', keys: 'Mod+B' },
  restore: { label: '&Restore from Backup…' },
  'library-health': { label: 'Library &Health…' },
  'play-pause': { label: '&Play/Pause', keys: 'Space' },
  'next-track': { label: '&Next', keys: 'Mod+Right' },
  'previous-track': { label: 'P&revious', keys: 'Mod+Left' },
  'volume-up': { label: 'Volume &Up', keys: 'Mod+Up' },
  'volume-down': { label: 'Volume &Down', keys: 'Mod+Down' },
  mute: { label: '&Mute' },
  undo: { label: '&Undo', keys: 'Mod+Z' },
  redo: { label: '&Redo', keys: 'Mod+Shift+Z' },
  commands: { label: 'Show &Commands…', keys: 'Mod+K' },
  shortcuts: { label: '&Keyboard Shortcuts…', keys: '?' },
  back: { label: '&Back', keys: 'Alt+Left' },
  forward: { label: '&Forward', keys: 'Alt+Right' },
} as const satisfies Record<string, CommandWords>;

export type CommandId = keyof typeof COMMANDS;

/** A command's title outside of a menu. */
export function commandTitle(id: CommandId): string {
  return COMMANDS[id].label.replace('&', '');
}

/** The keys of a command; null where it has none. */
export function commandKeys(id: CommandId): string | null {
  const command: CommandWords = COMMANDS[id];
  return command.keys ?? null;
}
