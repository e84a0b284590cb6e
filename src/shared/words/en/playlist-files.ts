/** Playlists as files: written for other players. */
export const playlistFiles = {
  'playlistFiles.noFolder': 'There is no folder {folder}.',
  'playlistFiles.otherFolder': 'Choose a folder that is there and that you can write to.',
  'playlistFiles.isThere':
    '{others, plural, =0 {There is another file {file} already.} one {There are other files {file} and # more already.} other {There are other files {file} and # more already.}}',
  'playlistFiles.replaceOrElsewhere': 'Choose another folder, or have the files replaced.',
  'playlistFiles.isOfLibrary': '{file} is a file of the library.',
  'playlistFiles.otherName': 'Choose another name or another folder.',
  'playlistFiles.notWritten': 'The playlist {file} could not be written.',
} as const;
