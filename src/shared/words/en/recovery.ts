/** A library that cannot be opened, and pages that stopped working. */
export const recovery = {
  'recovery.title': 'Your library could not be opened',
  'recovery.restore': 'Restore from Backup…',
  'recovery.previousLibrary': 'Back to the Previous Library',
  'recovery.chooseLibrary': 'Choose Another Library…',
  'recovery.freeSpace': 'Free Up Space',
  'recovery.updateApp': 'Update Fermata',
  'recovery.previousVersion': 'Get the Previous Version',
  'recovery.openLogs': 'Open Logs Folder',
  'recovery.copyDetails': 'Copy Details',
  'recovery.copied': 'The details have been copied.',
  'recovery.didNotWork': 'That did not work: {reason}',
  'recovery.health': 'Library Health…',

  'recovery.windowStopped': 'This window has stopped working',
  'recovery.unexpected': 'Something unexpected went wrong: {reason}',
  'recovery.unexpectedHere':
    'Something unexpected went wrong in this window: {reason}. Nothing that was saved is lost.',
  'recovery.nothingLost': 'Nothing that was saved is lost.',
} as const;
