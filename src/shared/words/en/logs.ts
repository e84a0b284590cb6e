/** Files with several names, logs that belong to another file, and checks after an unclean end. */
export const logs = {
  'logs.strangersLog':
    'The file {file} did not belong to the library that lies there now, as after a copy over it by hand. It has been moved, whole, to {folder}, and the library is opened as it is.',
  'logs.logBroke':
    'Fermata was not closed properly, and what it wrote last is damaged. It has been moved, whole, to {folder}; the library is opened as it was before that.',
  'logs.endedUncleanly':
    'Fermata was not closed properly the last time. The library has been checked, and it is sound.',
  'logs.checksLater':
    'Fermata was not closed properly the last time. The library is large: it is checked while you use it.',
  'logs.foundDamaged':
    'Fermata was not closed properly the last time, and the library is damaged: {reason} Restore a backup.',
  'logs.checkBrokeOff':
    'Fermata was not closed properly the last time, and the check of the library broke off: {reason}',
  'logs.check': 'After an unclean end',
  'logs.notNoted': 'The result of the check could not be written down: {reason}',
  'logs.overwritten': 'Another program has overwritten {file} while Fermata had it open.',
  'logs.openWhatIsThere':
    'Start again to open what lies there now, or restore a backup of what was there before.',
  'logs.logKept':
    'Fermata has stopped writing, and what was copied there is as it was copied. What Fermata wrote last is in {folder}.',
  'logs.noLogKept': 'Fermata has stopped writing, and what was copied there is as it was copied.',
  'logs.openUnderOtherName':
    'The library {file} is open under another name: process {pid} has it open as {name}.',
  'logs.openSomewhere':
    'The library {file} is open under another name, in a process that cannot be seen from here.',
  'logs.openInProcess': 'The library {file} is open under another name, in process {pid}.',
  'logs.oneNameOnly':
    'Open it under that name, or quit the other process first. Under two names what is written would be lost.',
  'logs.ownMount':
    'The file {file} is a mount of its own (as of a container), so that no other file can take its name.',
  'logs.mountTheFolder':
    'Mount the folder that it lies in instead of the file alone, or restore to another file with --library.',
  'logs.restoreOrStartAnew':
    'Restore a backup. Or, to start anew, delete the empty file {file} and start Fermata again, which makes a new library.',
  'logs.restoreWayBackOrStartAnew':
    'Restore {backup}. Or, to start anew, delete the empty file {file} and run this again, which makes a new library.',
  'logs.asItWas': 'The library and its log are where they were, and as they were.',
} as const;
