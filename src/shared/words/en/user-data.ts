/** What a library holds, counted: the kinds of src/shared/user-data.ts. */
export const userData = {
  'userData.tracks': '{count, plural, one {# track} other {# tracks}}',
  'userData.plays': '{count, plural, one {# play} other {# plays}}',
  'userData.earlierPlays': '{count, plural, one {# undated play} other {# undated plays}}',
  'userData.ratings': '{count, plural, one {# rating} other {# ratings}}',
  'userData.favourites': '{count, plural, one {# favourite} other {# favourites}}',
  'userData.textEncodings':
    '{count, plural, one {# corrected encoding} other {# corrected encodings}}',
  'userData.addedDates': '{count, plural, one {# date added} other {# dates added}}',
  'userData.playlists': '{count, plural, one {# playlist} other {# playlists}}',
  'userData.playlistEntries':
    '{count, plural, one {# track in playlists} other {# tracks in playlists}}',
  'userData.unfoundEntries':
    '{count, plural, one {# track of playlists to be located} other {# tracks of playlists to be located}}',
  'userData.deletedPlaylists':
    '{count, plural, one {# recently deleted playlist} other {# recently deleted playlists}}',
  'userData.smartPlaylists': '{count, plural, one {# smart playlist} other {# smart playlists}}',
  'userData.folders': '{count, plural, one {# music folder} other {# music folders}}',
  'userData.removedTracks': '{count, plural, one {# removed track} other {# removed tracks}}',
  'userData.nothing': 'nothing yet',
} as const;
