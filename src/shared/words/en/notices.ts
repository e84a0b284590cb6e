/** What a person should know although nothing failed. */
export const notices = {
  'notices.linkInFile':
    'The link that lets a browser in is written to a file. It works once, within ten minutes.',
  'notices.linkReadByOthers':
    'The link that lets a browser in is written to a file that other users of this computer can read: before you do, one of them could open your library with it, once and within ten minutes. Make the file yours alone (chmod 600), or send the output elsewhere.',
  'notices.reachable':
    'Other computers can reach Fermata at {host}, and anyone who can listen on the network can read what is sent and take your place. Do this only in a network that you trust.',
  'notices.pageStays': '{problem} The page stays open, to restore a backup there.',
  'notices.copiesOutOfReach':
    'The copies in the second folder {folder} could not be verified: it is out of reach.',
  'notices.verifiedReadOnly':
    '{folder} cannot be written: that its backups were verified is not written down there.',
  'notices.verificationNotNoted':
    'That the backup was verified could not be written down: {reason}',
  'notices.copiedAgain':
    'The backup of {time} was damaged in {folder}. It has been copied there again.',
  'notices.liesIn': '{problem} It lies in {folder}.',
  'notices.strangersInBackup':
    'The backup {id} has something that neither Fermata nor your library has: {names}. It is left out if the backup is restored.',
  'notices.strangersLeftOut':
    'The backup had something that neither Fermata nor your library has: {names}. It could have changed your library by itself, so it was left out; its definition is kept in {file}.',
  'notices.notRemoved': 'Old backups could not be removed: {reason}',
  'notices.backupsOfMissing':
    'There was no library at {file}, but there are backups of one: restore {id} to get it back.',
  'notices.notOnDisk': 'The restored library is not on the disk for good yet: {reason}',
  'notices.notTidied': 'The restored library is not tidied up yet: {reason}',
  'notices.lockLeft': 'The library still looks as if it were in use: {reason}',
  'notices.useNotNoted': 'Who used the library could not be written down: {reason}',
  'notices.newerButUsable':
    'A newer Fermata has upgraded your library. This version can go on using it.',
  'notices.networkShare':
    'Your library is on a network share: Fermata writes it more slowly there, to be safe. Open it on one computer at a time.',
  'notices.movedAside': 'The library is damaged: it is moved aside, whole, and not written into.',
  'notices.quarantined': 'What was there before is in {folder}.',
  'notices.ofDamaged': 'Of the damaged library: {problem}',
} as const;
