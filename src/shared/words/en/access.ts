/** Libraries that can be read and not written, and files that belong to another user. */
export const access = {
  'access.onlyRead':
    'The library can only be read here: its disk, its folder or its file cannot be written.',
  'access.openToWrite':
    'Open the library where you may write it, or change the permissions of {file} and of its folder.',
  'access.onlyReadStrip':
    'This library can only be read here. You can look and listen; ratings, playlists and plays are not kept.',
  'access.heldUp':
    'Another program reads the library in a way that holds up writing. Fermata works, and writes whenever that program lets it.',
  'access.waitsForReaders':
    'Another program reads the library. The upgrade is ready, and waits until that program is done.',
  'access.inTheWay': 'Another program is using {file}, and keeps Fermata from writing to it.',
  'access.ofAnother': '{file} belongs to another user, and keeps Fermata from opening the library.',
  'access.giveBack':
    'Make a backup once as that user, with “sudo fermata backup” say: the file is cleared or given to you then. Or change the owner of {file} yourself.',
  'access.strip': 'Read only',
  'access.needsUpgrade':
    'The library has to be upgraded before it can be opened, and {path} cannot be written.',
  'access.needsUpgradeOnDisk':
    'The library has to be upgraded before it can be opened, and the disk of {path} can only be read, not written.',
  'access.upgradeElsewhere':
    'Open it once with this Fermata where it can be written, or copy it into a folder of your own and open the copy.',
  'access.upgradedCopy':
    'The library is of an older version and can only be read here: what you see is an upgraded copy, which is removed again.',
  'access.checkOnlyRead':
    'the library can only be read here: nothing is kept, upgraded or backed up',
  'access.checkNothingWritten': 'nothing is written here',
} as const;
