/** The music folders, and the tracks whose files are missing. */
export const folders = {
  'folders.missingOn': '{count, number} on {disk}',
  'folders.missingIn': '{count, number} in {folder}',
  'folders.missingElsewhere': 'others elsewhere',
  'folders.noSuchFolder': '{folder} is not one of the music folders.',
  'folders.lookAtList': 'Look at the list of the music folders.',
  'folders.broughtBackAlready': 'This was brought back already.',
  'folders.lookAtRemovals': 'Look at the list of what was removed.',
  'folders.nothingThere': 'The library has no tracks in {folder}.',
  'folders.nothingAt': 'There is nothing at {path}.',
  'folders.filesNotThere':
    'None of the {count, plural, one {files} other {# files}} that were looked for is at the same place in {to}.',
  'folders.nameSameFolder':
    'Name the folder that holds what the old one held. Files that have other names now are known again by a scan of their new folder.',
  'folders.nothingRelocated': 'Nothing has been changed.',
} as const;
