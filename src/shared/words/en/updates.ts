/** How updating the app itself goes. */
export const updates = {
  'updates.strip': 'Update',
  'updates.checking': 'Checking for updates…',
  'updates.current': 'Fermata {version} is up to date.',
  'updates.downloading': 'Downloading Fermata {version}',
  'updates.ready': 'Fermata {version} is ready. It is installed when you quit.',
  'updates.restart': 'Restart to Update',
  'updates.notes': 'Release Notes…',
  'updates.later': 'Later',
  'updates.installing': 'Installing Fermata {version}…',
  'updates.openReleases': 'Open Releases Page',
  'updates.newIn': 'New in Fermata {version}',
  'updates.noNotes': 'This version comes without release notes.',

  'updates.tryLater': 'Fermata tries again by itself: there is nothing for you to do.',
  'updates.stateKept': 'Your library and this version of Fermata are as they were.',
  'updates.notInstalled': 'The update could not be installed.',
  'updates.tryOrDownload': 'Try again, or get the new version from the releases page.',
  'updates.wrongFile':
    'The downloaded update is not the file that was published. It has been thrown away.',
  'updates.againOrDownload':
    'Try again. If it happens again, get the new version from the releases page.',
  'updates.noSpace': 'There is no space to download the update.',
  'updates.freeSpace': 'Free up some space, then check again.',
  'updates.noServer': 'The update server cannot be reached.',
  'updates.interrupted': 'The download of the update was interrupted.',
  'updates.checkNetwork':
    'Check the network connection. Fermata tries again by itself: there is nothing for you to do.',
  'updates.brokenFeed': 'The update server did not answer as it should.',
  'updates.cannotCheck': 'Updates could not be checked for.',
  'updates.cannotDownload': 'The update could not be downloaded.',
  'updates.whenDone': 'Try again when it is done.',
  'updates.nothingNewer': 'There is no newer version than {version} yet.',
  'updates.anotherDay': 'Try again another day.',

  'updates.unpacked': 'This copy of Fermata was unpacked by hand and does not update itself.',
  'updates.fromSources': 'This Fermata runs from its sources and does not update itself.',
  'updates.fromPackage': 'Fermata was installed from its {package} package and is updated with it.',
  'updates.cannotReplace':
    'Fermata may not write to the folder of {file}, so it cannot update itself there.',

  'updates.waits': 'The update waits: {work}.',
  'updates.otherProcess': 'another process is working on the library',
  'updates.preparing': 'The library is still being prepared. The update waits until it is ready.',
  'updates.scanning': 'A scan is not finished yet. The update waits until it is done.',
  'updates.workOnBackups':
    'Work on backups is not finished yet. The update waits until it is done.',
  'updates.backingUp': 'A backup is not finished yet. The update waits until it is done.',
  'updates.copying': 'Copying backups is not finished yet. The update waits until it is done.',
  'updates.verifying': 'Verifying backups is not finished yet. The update waits until it is done.',
  'updates.restoring': 'A restore is not finished yet. The update waits until it is done.',
  'updates.salvaging':
    'Adding what was saved is not finished yet. The update waits until it is done.',
  'updates.previousOpens':
    '{advice} Fermata {version}, which you had before the update, still opens your library.',
} as const;
