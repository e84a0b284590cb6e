/** Playlists as files: written for other players. */
export const playlistFiles = {
  'playlistFiles.noFolder': 'There is no folder {folder}.',
  'playlistFiles.otherFolder': 'Choose a folder that is there and that you can write to.',
  'playlistFiles.isThere':
    '{others, plural, =0 {There is another file {file} already.} other {Other files are there already: {file} and # more.}}',
  'playlistFiles.replaceOrElsewhere': 'Choose another folder, or have the files replaced.',
  'playlistFiles.isOfLibrary': '{file} is a file of the library.',
  'playlistFiles.otherName': 'Choose another name or another folder.',
  'playlistFiles.notWritten': 'The playlist {file} could not be written.',
  'playlistFiles.titleOne': 'Export “{name}”',
  'playlistFiles.titleAll': 'Export All Playlists',
  'playlistFiles.format': 'Format',
  'playlistFiles.asLines': 'M3U8, which nearly every player reads',
  'playlistFiles.asXml': 'XSPF, with titles, artists, albums and lengths',
  'playlistFiles.asNumbers': 'PLS, for internet radios and older players',
  'playlistFiles.paths': 'Tracks are named',
  'playlistFiles.absolute': 'by their place on this computer',
  'playlistFiles.relative':
    'by the way from the playlist to them, for a disk or a folder that moves as a whole',
  'playlistFiles.folder': 'Folder',
  'playlistFiles.folderThere': 'Folder on the computer that has the library',
  'playlistFiles.export': 'Export',
  'playlistFiles.replace': 'Replace',
  'playlistFiles.download': 'Download',
  'playlistFiles.exported':
    'Exported {count, plural, one {# playlist} other {# playlists}} to {folder}',
} as const;
