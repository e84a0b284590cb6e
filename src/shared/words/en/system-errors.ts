/** What the system and its disks fail with: one sentence for each kind, and the way on. */
export const systemErrors = {
  'systemErrors.openFile': 'a file that Fermata has open',
  'systemErrors.quotaUsed': 'Your share of the disk of {file} is used up.',
  'systemErrors.freeQuota':
    'Delete files of yours on that disk, or have your share (quota) made larger, and try again.',
  'systemErrors.fileTooLarge': '{file} would become larger than its disk’s file system allows.',
  'systemErrors.otherFileSystem':
    'Move the library to a disk with another file system (FAT32 ends at 4 GB).',
  'systemErrors.mayNotRead': '{file} cannot be read: you do not have the permission.',
  'systemErrors.readOnlyDisk': 'The disk of {file} can only be read, not written.',
  'systemErrors.makeWritable':
    'Make the disk writable (a write-protection switch, or how it is mounted), or choose a place on another disk.',
  'systemErrors.pathTooLong': 'The path {file} is too long.',
  'systemErrors.shorterPath': 'Choose a shorter name, or a folder that is less deep.',
  'systemErrors.pathOver':
    'The path {file} is too long for a library: it has {length, number} bytes, and at most {longest, number} are possible there.',
  'systemErrors.nameOver':
    'The name {file} is too long for a library: it has {length, number} bytes, and at most {longest, number} are possible.',
  'systemErrors.circularLinks': 'The links of {file} lead round in a circle.',
  'systemErrors.correctLinks':
    'Remove or correct the symbolic links, or name the library by another path.',
  'systemErrors.fileInPath': 'A part of the path {file} is a file, where a folder is needed.',
  'systemErrors.checkPath': 'Check the path, or choose another one.',
  'systemErrors.isFolder': '{file} is a folder, where a file is needed.',
  'systemErrors.moveFolder': 'Rename or move that folder, or choose another path.',
  'systemErrors.notThere': '{file} is not there.',
  'systemErrors.putBack': 'Connect its disk, or put the file back where it was, and try again.',
  'systemErrors.diskError': 'The disk of {file} fails: it could not be read or written.',
  'systemErrors.copyAway':
    'Copy the library and its backups to another disk while that works, then check this one and its cable.',
  'systemErrors.fileSystemDamaged': 'The file system on the disk of {file} is damaged.',
  'systemErrors.checkDisk':
    'Copy what you can to another disk, then have the system check and repair this one.',
  'systemErrors.diskAway': 'The disk of {file} is not connected any more.',
  'systemErrors.connectDisk': 'Connect the disk again and try again.',
  'systemErrors.staleShare': 'The network share of {file} has changed since it was connected.',
  'systemErrors.shareSilent': 'The network share or drive of {file} does not answer.',
  'systemErrors.connectShare': 'Disconnect the share, connect it again, and try again.',
  'systemErrors.inUse': '{file} is in use by another program or mounted by the system.',
  'systemErrors.quitOrUnmount':
    'Quit the program that uses it, or unmount it (a container may have mounted the file alone), and try again.',
  'systemErrors.noLocks': 'The disk of {file} cannot lock files.',
  'systemErrors.localDisk': 'Move the library to a local disk, or ask who looks after the share.',
  'systemErrors.tooManyOpen': 'Too many files are open on this computer to open {file}.',
  'systemErrors.noMemory': 'There is not enough memory to work on {file}.',
  'systemErrors.noTemporaryFolder':
    'There is no folder for temporary files that can be written, to work on {file}.',
  'systemErrors.setTemporaryFolder':
    'Create the system’s folder for temporary files, or set SQLITE_TMPDIR to a folder that you can write to.',
  'systemErrors.temporaryFull': 'The folder for temporary files {folder} is full.',
  'systemErrors.otherTemporaryFolder':
    'Free up space there, or set SQLITE_TMPDIR to a folder on another disk, and try again.',
  'systemErrors.noRoomForNames': 'The disk of {file} has no room for another file.',
  'systemErrors.fewerFiles':
    'Delete some files on that disk, many small ones first, and try again.',
  'systemErrors.notSupported': 'The file system of {file} cannot do what Fermata needs.',
  'systemErrors.valueTooLong': 'A value is longer than {file} can hold.',
  'systemErrors.cannotOpen': '{file} cannot be opened.',
  'systemErrors.checkDiskAndTry': 'Check that its disk works and is connected, and try again.',
  'systemErrors.notUnicode':
    'The name of {file} has characters that are not valid UTF-8, and such files cannot be opened.',
  'systemErrors.renameIt': 'Rename that file or folder, and try again.',
  'systemErrors.noHome':
    'There is no home folder to keep a library in: HOME is not set, and this user has none.',
  'systemErrors.setHome':
    'Name a library with --library or FERMATA_LIBRARY, or set HOME to a folder of this user.',
} as const;
