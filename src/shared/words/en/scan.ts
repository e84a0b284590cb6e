/** How a scan of music folders ended. */
export const scan = {
  'scan.finished': 'Scan finished: {counts}.',
  'scan.cancelled': 'Scan cancelled: {counts}.',
  'scan.finishedWithNothing': 'Scan finished: no audio files were found.',
  'scan.cancelledWithNothing': 'Scan cancelled: no audio files were found.',
  'scan.added': '{count, plural, one {# track} other {# tracks}} added',
  'scan.moved': '{count, number} moved',
  'scan.changed': '{count, number} changed',
  'scan.unchanged': '{count, number} unchanged',
  'scan.missing': '{count, number} missing',
  'scan.failed': '{count, plural, one {# file} other {# files}} could not be read',
  'scan.leftOut': '{count, number} left out',
  'scan.notThere':
    'The files of {count, plural, one {# track} other {# tracks}} are not there. Is their disk connected? The tracks were left as they are.',
  'scan.noFoldersThere':
    'No music folder is there to be read: scan one first, or connect the disk that yours is on.',
  'scan.markMissing': 'Mark as Missing',

  'scan.strip': 'Scan',
  'scan.looking': 'Looking for audio files',
  'scan.reading': 'Reading audio files',
  'scan.progress': '{done, number} of {found, number}',
  'scan.filesRead': 'Audio files read',
  'scan.showProblems': 'Show {count, plural, one {# problem} other {# problems}}',
  'scan.problemsTitle': '{count, plural, one {# file} other {# files}} could not be read',
  'scan.problemsKept':
    'They are left as they are, and read again when they have changed and you scan their folder.',
  'scan.folderTitle': 'Scan a folder',
  'scan.folderLabel': 'Path of a folder with music on this computer',
  'scan.folderExample': '/home/me/Music',
  'scan.start': 'Scan',
  'scan.drop': 'Drop',
  'scan.dropHere': 'Drop folders with music to scan them',
  'scan.droppedNothing':
    'There was no music in what you dropped. Drop folders, or MP3, FLAC, Ogg Vorbis, Opus, M4A or WAV files.',
  'scan.dropUnsupported':
    'A browser does not say where on your computer dropped folders are. Choose Scan Folder… instead.',

  'scan.emptyTitle': 'Your library is empty',
  'scan.emptyHint': 'Choose a folder with music. Fermata reads the files and never changes them.',
  'scan.chooseFolder': 'Choose a Folder…',
  'scan.listening': 'Listening for your music',
  'scan.appearHere': 'Tracks appear here as they are read.',
  'scan.missTracks':
    'If you miss your tracks: there {count, plural, one {is # backup} other {are # backups}} with some.',
  'scan.nothingMatches': 'Nothing matches “{text}”',
  'scan.searchHint':
    'The search looks for words, or their beginnings, in title, artist, album, genre, composer, year and file name.',
  'scan.clearSearch': 'Clear Search',
} as const;
