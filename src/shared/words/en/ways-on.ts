/** What can be done where an upgrade cannot make its backup. */
export const waysOn = {
  'waysOn.title': 'Ways on',
  'waysOn.why':
    'Fermata upgrades a library only after a backup of it ({size}), and could not make one in {folder}.',
  'waysOn.otherFolder': 'Put the backup into another folder',
  'waysOn.tryThere': 'Back Up There and Go On',
  'waysOn.space': 'What you could remove to free space',
  'waysOn.ofBackups': 'Older backup {name}',
  'waysOn.ofQuarantine': 'Library that was replaced, in {name}',
  'waysOn.nothingGoes': 'Fermata removes none of it by itself.',
  'waysOn.without': 'Go on without a backup',
  'waysOn.withoutHint':
    'Only if you have a copy of your library elsewhere: if the upgrade brings something that you do not want, there is no way back. To go on, type “{phrase}”.',
  'waysOn.phrase': 'upgrade without a backup',
  'waysOn.goWithout': 'Upgrade Without a Backup',
  'waysOn.wentWithout':
    'Your library is upgraded without a backup, as you asked for: there is no way back to the version before.',
  'waysOn.cliFolder':
    '{advice} Or name another folder for the backup: `fermata prepare --backups FOLDER`.',
  'waysOn.cliSpace': '{advice} To free space, you could remove {things}.',
  'waysOn.cliThing': '{name} ({size})',
  'waysOn.cliWithout':
    '{advice} If you have a copy of your library elsewhere, `fermata prepare --without-backup` upgrades it without a backup.',
  'waysOn.typePhrase':
    'If the upgrade brings something that you do not want, there is no way back. To go on, type “{phrase}”:',
  'waysOn.notTyped': 'The library was not upgraded: “{phrase}” was not typed in full.',
  'waysOn.typeInFull':
    'Write it in full: fermata prepare --without-backup "{phrase}". Or let Fermata make a backup, in another folder if need be: --backups FOLDER',
} as const;
