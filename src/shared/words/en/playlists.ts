/** Playlists, and the playlist files that were opened. */
export const playlists = {
  'playlists.noTrackFound': 'No track of the playlist “{name}” is in your library.',
  'playlists.scanFirst': 'Scan the folder that has its music, then open the playlist again.',
  'playlists.imported':
    'The playlist “{name}” was created with {count, plural, one {# track} other {# tracks}}.',
  'playlists.importedInPart':
    'The playlist “{name}” was created with {found, number} of {all, plural, one {# track} other {# tracks}}.',
  'playlists.notInLibrary': 'Not in your library: {names}.',
  'playlists.namesAndMore': '{names} and {count, number} more',
} as const;
