/** What backups and restores cannot do, and what to do about it. */
export const backupErrors = {
  'backupErrors.hasNoId':
    '{file} is a library of an earlier version, which has no id of its own yet.',
  'backupErrors.upgradeFirst': 'Open it with this version of Fermata first, which upgrades it.',
  'backupErrors.busy': 'Other work on backups is not finished yet.',
  'backupErrors.waitUntilDone': 'Wait until it is done.',
  'backupErrors.nothingToSalvage': 'There is nothing to add from a damaged library.',
  'backupErrors.salvageAfterRestore':
    'It can be done right after a damaged library was replaced by a backup.',
  'backupErrors.settingsInvalid': '{file} is not in order.',
  'backupErrors.correctSettings': 'Correct it, or remove it to go back to the defaults.',
  'backupErrors.badSecondFolder': '{folder} cannot be the second folder for backups.',
  'backupErrors.secondFolderOfOther':
    'It has the backups of another library. Make a folder in it for this library’s, and name that.',
  'backupErrors.otherSecondFolder': 'Name another folder, on another disk, by its full path.',
  'backupErrors.noManifest': '{file} has no manifest to verify it with.',
  'backupErrors.restoringChecks': 'It is checked when it is restored.',
  'backupErrors.otherFolderHasIt': 'Check the disk that it is on. The other folder has it too.',
  'backupErrors.noLibraryYet': 'There is no library at {file} yet.',
  'backupErrors.openItFirst': 'Open it with Fermata first, or name another one.',
  'backupErrors.damaged':
    'The backup of {time} is damaged: its file has changed since it was made.',
  'backupErrors.copyDamaged':
    'The copy of the backup of {time} in the second folder {folder} is damaged: its file has changed since it was made.',
  'backupErrors.chooseAnother':
    'Choose another backup. This one was marked as damaged and is not offered any more.',
  'backupErrors.noSuchBackup': 'There is no backup {id}.',
  'backupErrors.listBackups':
    '`fermata backups` lists the backups there are; a file can be named too.',
  'backupErrors.severalBackups': 'The ids of {count, number} backups begin with {id}.',
  'backupErrors.writeMore': 'Write more of the id: {ids}.',
  'backupErrors.madeByNewer': 'The backup {file} was made by a newer Fermata than this one.',
  'backupErrors.updateOrOlder': 'Update Fermata, or choose an older backup.',
  'backupErrors.cannotRestore': '{file} cannot be restored: {reason}',
  'backupErrors.isAway': 'The backup of {time} is not here now: {reason}',
  'backupErrors.fetchIt':
    'Download its file or connect the disk that it is on, then try again. `fermata backups` lists the others.',
  'backupErrors.newestIsAway':
    'Download its file or connect the disk that it is on. The newest that is here is {id}.',
  'backupErrors.copyIsHere': 'Restore its copy in the second folder: {file}',
  'backupErrors.choose': 'Choose another backup.',
  'backupErrors.notCopied': 'Backups could not be copied to the second folder {folder}.',
  'backupErrors.connectOrOther':
    'Connect its disk or choose another second folder. Fermata tries again later.',
  'backupErrors.notCopiedBack':
    'The damaged backup of {time} could not be copied back from the second folder {folder}.',
  'backupErrors.checkBothDisks': 'Check both disks. Fermata tries again later.',
  'backupErrors.notMadeIn': 'No backup could be made in {folder}.',
  'backupErrors.checkFolder':
    'Check that folder and its disk, or choose another folder for backups.',
  'backupErrors.unreadable': '{file} cannot be read.',
  'backupErrors.checkDisk': 'Check the disk that it is on.',
  'backupErrors.notMade': 'The backup was not made: {reason}.',
  'backupErrors.checkBackupsDisk':
    'Check the disk that the backups are on, or choose another folder for them.',
  'backupErrors.notRestored': 'The backup was not restored: writing it failed.',
  'backupErrors.againOrOther': 'Try again, or choose another backup.',
  'backupErrors.notSalvaged': 'Nothing was added from the damaged library.',
  'backupErrors.restoredIsFine':
    'The restored library is in order. The damaged one is kept in the folder quarantine.',
  'backupErrors.notComparable': 'The backup cannot be compared with the library.',
  'backupErrors.restorableStill': 'It can still be restored if verifying it finds no problems.',
  'backupErrors.folderNotCreated': 'The backups folder {folder} could not be created.',
  'backupErrors.linkLeadsNowhere':
    '{folder} is a link that leads to {target}, and that is not there.',
  'backupErrors.folderOutOfReach': '{folder} is out of reach: {missing} is not there.',
  'backupErrors.diskNotMounted': '{folder} is out of reach: no disk is mounted at {disk}.',
  'backupErrors.connectOrMakeFolder':
    'Connect the disk that it is on, or choose another folder for backups. If the folder is to be new, create the one that it lies in first.',
  'backupErrors.undoElsewhere':
    'Your present library is whole and has to be backed up before it is replaced. Name another folder for that backup: fermata restore {file} --backups FOLDER',
  'backupErrors.notFullPath': '{folder} is not a full path.',
  'backupErrors.writeFullPath': 'Write the path of the folder from its beginning.',
  'backupErrors.diskIsGone':
    'The disk that your backups in {folder} are on is not connected: the folder is empty.',
  'backupErrors.connectOrOtherFolder': 'Connect the disk, or choose another folder for backups.',
  'backupErrors.otherFolder': 'Choose another folder for backups.',
  'backupErrors.isLibraryItself': '{file} is the library itself.',
  'backupErrors.chooseBackupOfIt': 'Choose a backup of it.',
  'backupErrors.stillOpen': '{file} is still open in {names}.',
  'backupErrors.quitAndTry': 'Quit it and try again.',
} as const;
