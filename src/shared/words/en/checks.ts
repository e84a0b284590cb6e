/** What a check of a library looks at, what it finds, and what to do about it. */
export const checks = {
  'checks.migrations': 'Migrations',
  'checks.library': 'Library',
  'checks.recentChanges': 'Recent changes',
  'checks.upgradeHistory': 'Upgrade history',
  'checks.deepCheck': 'Deep check',
  'checks.node': 'Node',
  'checks.sqlite': 'SQLite',
  'checks.sandbox': 'Sandbox',
  'checks.permissions': 'Permissions',
  'checks.freeSpace': 'Free space',
  'checks.fileSystem': 'File system',
  'checks.lock': 'In use',
  'checks.backups': 'Backups',

  'checks.migrationsOk': '{count, plural, one {# migration} other {# migrations}} in {folder}',
  'checks.libraryMissing': '{file} does not exist yet',
  'checks.libraryBehind': '{file} was made by an older Fermata and is to be upgraded',
  'checks.startToUpgrade': 'Start Fermata, or run `fermata prepare`, to upgrade it.',
  'checks.libraryOk': '{file} is up to date',
  'checks.savedAtClosing': 'they are moved into the library file when the library is closed',
  'checks.allInFile': 'everything is in the library file itself',
  'checks.beside': '{names} holds the most recent changes: Fermata is open, or was killed',
  'checks.leaveBeside':
    'Leave the file where it is: it is a part of the library, and its content is moved into the library file when Fermata closes.',
  'checks.historyOk': 'every upgrade of the library is one that this Fermata knows',
  'checks.mendable':
    'Your tracks and what you made are all there. These can be made again from them, and should be: {names}',
  'checks.dangling':
    'Your tracks and what you made are all there. {count, plural, one {# row refers} other {# rows refer}} to something that is not in the library.',
  'checks.unusedPages':
    'Your tracks and what you made are all there. {count, plural, one {# page} other {# pages}} of the file are in no use.',
  'checks.repair': '`fermata repair` mends this, after a backup. Nothing is lost.',
  'checks.addedTriggers':
    'Pages, references and tables are sound. Another program has added triggers, which change the library by themselves whenever it is written: {names}.',
  'checks.knowTheirProgram':
    'Leave them if you know the program that made them. If not, restore a backup from before they were there.',
  'checks.deepOk': 'pages, references and tables are sound',
  'checks.nodeOk': 'version {node}, Node-API {napi}, on {system}',
  'checks.sqliteOk': 'version {version}',
  'checks.hasCopy':
    '{file} is a copy of this library. Both count as one library, and their backups as one row.',
  'checks.whichGoesOn':
    'If each is to go on for itself, say so for one of them: fermata separate --library {file}',
  'checks.privacy': 'Other users',
  'checks.privacyOk': 'the library and its backups are yours alone, or your group’s',
  'checks.isWide':
    'Other users of this computer may read or write {file}{others, plural, =0 {} one { and # other file of the library} other { and # other files of the library}}. They can see what you listen to, and hold up backups and upgrades.',
  'checks.makePrivate': 'Run `fermata doctor --make-private`, which leaves them out.',
  'checks.sandboxOff':
    'Fermata was started without the sandbox that keeps its pages apart from the system',
  'checks.howToHaveSandbox':
    'Your library is not affected. Install the deb or rpm package, which brings the sandbox, or have the system allow user namespaces, which the AppImage needs for it.',
  'checks.permissionsOk': 'the library and its backups can be written',
  'checks.spaceOk': '{library} for the library, {backups} for backups',
  'checks.spaceLow':
    'There are {library} for the library and {backups} for backups; the next upgrade may need {needed}.',
  'checks.spaceUnknown': 'The disk does not say how much room it has.',
  'checks.freeSpaceOrMove': 'Free up space, or keep the backups on another disk (--backups).',
  'checks.localDisk': 'a disk of this computer',
  'checks.networkShare': 'the library is on a network share: it is written more slowly there',
  'checks.oneComputer': 'Open it on one computer at a time, or move it to a disk of this computer.',
  'checks.lockFree': 'no process is upgrading the library',
  'checks.lockLeft': 'left behind by {holder}, which was killed',
  'checks.nothingToDo': 'Nothing needs to be done: the next start clears it.',
  'checks.lockHeld': 'held by {holder}',
  'checks.letFinish': 'Let it finish. Others wait for it, and continue by themselves.',
  'checks.noBackups': 'none yet in {folder}',
  'checks.badBackups':
    '{count, plural, one {# file} other {# files}} in {folder} cannot be used as a backup: {names}.',
  'checks.newBackup': 'Make a new backup, and keep those files away from the backups folder.',
  'checks.backupsOk': '{count, number} in {folder}, the newest of {time}',
  'checks.libraryAhead': '{file} was upgraded by a newer Fermata, and this version can use it',
  'checks.onlyAway':
    'none in {folder}: {count, plural, one {the file of # backup is} other {the files of # backups are}} not here now',
  'checks.fetchThem': 'Download them or connect the disk that they are on, or make a new backup.',
  'checks.backupsAway':
    '{count, number} in {folder}, the newest of {time}; {away, number} more whose files are not here now',
} as const;
