/** Who works on a library, and what for, as its lock says. */
export const inUse = {
  'inUse.desktopApp': 'the desktop app',
  'inUse.webProcess': 'the web process',
  'inUse.commandLine': 'the command line',
  'inUse.upgrades': '{host} is upgrading the library',
  'inUse.backsUp': '{host} is backing up the library',
  'inUse.checks': '{host} is checking the library after an unclean end',
  'inUse.moves': '{host} is moving the library',
  'inUse.separates': '{host} is making the library one of its own',
  'inUse.restores': '{host} is restoring a backup',
  'inUse.salvages': '{host} is salvaging from a damaged library',
  'inUse.repairs': '{host} is repairing the library',
} as const;
