/** Where a library lies, and should not; copies of it that sync programs make; moving it. */
export const places = {
  'places.inCloudFolder':
    'Your library is in {folder}, which {service} keeps in step with other computers. That can damage or double a library. Move it to a folder of this computer alone (fermata move FOLDER), and keep only backups there.',
  'places.check': 'Cloud folder',
  'places.notInCloud': 'No cloud service keeps the library’s folder in step.',
  'places.inCloud':
    'The library is in {folder}, which {service} keeps in step with other computers.',
  'places.moveOut':
    'Move it to a folder of this computer alone (fermata move FOLDER), and keep only backups there.',
  'places.copies': 'Copies beside it',
  'places.noCopies': 'No copy of the library that has something else lies beside it.',
  'places.copyBeside':
    '{file} is a copy of your library, as sync programs make them where two computers wrote. It has {tracks, plural, one {# track} other {# tracks}} and {plays, plural, one {# play} other {# plays}} that your library does not have.',
  'places.unreadableCopy':
    '{file} is a copy of your library, as sync programs make them where two computers wrote. What it has cannot be read.',
  'places.lookAtCopy':
    'Restore it if it is the better one (fermata restore FILE says what would change, and can be undone); if nothing in it is missing, move it away.',
  'places.isThere': '{file} is there already.',
  'places.otherName': 'Name a folder, or a file that is not there yet.',
  'places.sameFile': 'The library is at {file} already.',
  'places.nothingMoved': 'Nothing has been moved.',
} as const;
