/** What commands fail with, beyond the errors of what they run. */
export const cliErrors = {
  'cliErrors.helpListsCommands':
    '`fermata --help` lists the commands, `fermata COMMAND --help` what each one takes.',
  'cliErrors.noTrackWithId': 'The library has no track with the id {id}.',
  'cliErrors.listTracks':
    '`fermata tracks` lists the tracks with their ids. Write a file as ./NAME.',
  'cliErrors.noTrackOfFile': 'The library has no track of the file {path}.',
  'cliErrors.checkNameOrScan': 'Check its name, or scan its folder first.',
  'cliErrors.fileIsParted':
    'A cue sheet parts the file {file} into {count, plural, one {# track} other {# tracks}}.',
  'cliErrors.nameParts': 'Name the tracks that you mean, from {first} to {last}.',
  'cliErrors.noPlaylist': 'There is no playlist “{name}”.',
  'cliErrors.listPlaylists': '`fermata playlist list` lists them.',
  'cliErrors.noMissingEntry': 'There is no missing track with the number {number, number}.',
  'cliErrors.listMissing': '`fermata playlist missing` lists them with their numbers.',
  'cliErrors.severalPlaylists': 'There are {count, number} playlists “{name}”.',
  'cliErrors.namePlaylistById': 'Name the one that you mean by its id: {ids}.',

  'cliErrors.notAFolder': '{path} is a file, and not a folder.',
  'cliErrors.scanItsFolder': 'Scan the folder that it is in: fermata scan {folder}',
  'cliErrors.noFoldersYet': 'No folder has been scanned into this library yet.',
  'cliErrors.nameAFolder': 'Name one: fermata scan ~/Music',
  'cliErrors.noFolder': 'There is no folder {path}.',
  'cliErrors.checkNameOrDisk': 'Check the name, or connect the disk that it is on.',
  'cliErrors.scanStopped': 'The scan was stopped before its end.',
  'cliErrors.readIsKept': 'What it had read is in your library.',
  'cliErrors.scanAgain': 'Scan again to read the rest: what is known already is not read twice.',

  'cliErrors.notRestored': 'Nothing was restored, as you answered.',
  'cliErrors.restoreLater': 'Restore it whenever you like, or another backup.',
  'cliErrors.noFile': 'There is no file {path}.',
  'cliErrors.damagedAreInQuarantine':
    'Damaged libraries are kept in the folder quarantine beside the library.',
  'cliErrors.restoreWayBack': 'Restore {backup}',
  'cliErrors.onlyOfOthers':
    'None of the backups in the folder is known to be of this library. There are backups of {names}. If one of them is what you want, restore it by its id.',
  'cliErrors.updateOrRestoreWayBack': 'Update Fermata, or restore {backup}',
  'cliErrors.badBackups': '{count, plural, one {# backup} other {# backups}} cannot be relied on.',
  'cliErrors.makeNewBackup':
    'Make a new one with `fermata backup`, and check the disk. Remove what is damaged.',

  'cliErrors.problems':
    'There are {count, plural, one {# problem} other {# problems}}; the worst: {worst}',
  'cliErrors.stoppedBySignal': 'Stopped by a signal ({name}).',
  'cliErrors.stoppedAtWork': 'Stopped by a signal ({name}), in the middle of work.',
  'cliErrors.startAgain': 'Start again whenever you like: nothing needs to be repaired.',
  'cliErrors.undoneAtNextStart':
    'Your library is safe: what was not finished is undone when it is next opened.',
} as const;
