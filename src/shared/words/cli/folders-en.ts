/** What `fermata folders` says. */
export const foldersEn = {
  'help.foldersList': 'list the music folders',
  'help.foldersRescan': 'scan them again (all that are there by default)',
  'help.foldersRemove': 'remove one with its tracks from the library; files stay',
  'help.foldersRemoveMissing': 'remove the missing tracks from the library',
  'help.foldersRemoved': 'list what was removed',
  'help.foldersRestore': 'bring back what was removed',
  'help.foldersRelocate': 'say where the files of a folder are now',
  'help.musicFolder': 'a music folder, as the list names it',
  'help.musicFolders': 'music folders, as the list names them',
  'help.missingIn': 'only those below this folder',
  'help.removal': 'its id, or latest',
  'help.oldPlace': 'where the library has them, a folder or a file',
  'help.newPlace': 'where they are now',
  'help.noScan': 'do not scan the new place',

  'heads.folder': 'Folder',
  'heads.missing': 'Missing',
  'heads.state': 'State',
  'folderCommand.there': 'there',
  'folderCommand.away': 'not there now',
  'folderCommand.awayOn': '{disk} is not connected',
  'folderCommand.unreadable': 'cannot be read',
  'folderCommand.foundElsewhere':
    '{count, plural, one {# track} other {# tracks}} of {folder} {count, plural, one {is} other {are}} in {place}, too. If it is there now: fermata folders relocate {arguments}',
  'folderCommand.none': 'There are no music folders yet; `fermata scan FOLDER` makes one.',
  'folderCommand.left':
    '{count, plural, one {# folder is not there now and was} other {# folders are not there now and were}} left as {count, plural, one {it is} other {they are}}: {folders}',
  'folderCommand.removed':
    '{folder} is no music folder any more; {count, plural, =0 {it has no tracks of its own} one {its # track is removed} other {its # tracks are removed}} from the library. `fermata folders restore {id}` brings all of it back.',
  'folderCommand.removedMissing':
    '{count, plural, one {# missing track is removed} other {# missing tracks are removed}} from the library. `fermata folders restore {id}` brings {count, plural, one {it} other {them}} back.',
  'folderCommand.nothingRemoved': 'Nothing is removed.',
  'folderCommand.restored': '{count, plural, one {# track is} other {# tracks are}} back.',
  'folderCommand.restoredFolder':
    '{folder} is a music folder again; {count, plural, one {# track is} other {# tracks are}} back.',
  'folderCommand.relocated': '{count, plural, one {# track is} other {# tracks are}} in {to} now.',
  'folderCommand.takeBack': '`fermata folders relocate --no-scan {back}` takes it back.',
  'folderCommand.severalTracks': '{title} and {count, plural, one {# other} other {# others}}',
} as const;
