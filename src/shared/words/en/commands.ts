/** Commands: their palette, their keys, undoing and redoing. */
export const commands = {
  'commands.show': 'Show &Commands…',
  'commands.shortcuts': '&Keyboard Shortcuts…',
  'commands.back': '&Back',
  'commands.forward': '&Forward',
  'commands.shuffle': 'Toggle &Shuffle',
  'commands.repeat': 'Change &Repeat',
  'commands.queue': 'Show or Hide the &Queue',
  'commands.favouritePlaying': 'Mark Playing Song as &Favourite',
  'commands.title': 'Commands',
  'commands.field': 'Command',
  'commands.placeholder': 'Type what you want to do',
  'commands.none': 'No command has this name.',
  'commands.keys': 'Keyboard Shortcuts',
  'commands.undone': 'Undone: {edit}',
  'commands.redone': 'Done again: {edit}',
} as const;
